package io.davit.registry.admission.podsecurity;

import java.util.List;
import java.util.stream.Collectors;

/** Everything that a standard finds wrong with a pod, in order. */
record Findings(List<Violation> violations) {

    boolean isEmpty() {
        return violations.isEmpty();
    }

    /** Without names, so that pods of one make have the same. */
    String reasons() {
        return violations.stream().map(Violation::reason).collect(Collectors.joining(", "));
    }

    String details() {
        return violations.stream().map(Violation::toString).collect(Collectors.joining(", "));
    }
}
