package io.davit.registry.admission.podsecurity;

import io.davit.model.error.Cause;
import java.util.List;
import java.util.Map;

/** What a write of a namespace's labels leads to. */
public sealed interface LabelChange {

    /** Nothing. */
    record Fine() implements LabelChange {}

    /** The labels are wrong. */
    record Refused(List<Cause> causes) implements LabelChange {}

    /** Pods that are there already may not be fine any more. */
    record Tightened(Standard enforce) implements LabelChange {}

    /** The labels of a new namespace. */
    static LabelChange of(Map<String, String> labels) {
        Policy policy = Policy.of(labels);
        return policy.errors().isEmpty() ? new Fine() : new Refused(policy.errors());
    }

    /** Changed labels. What was wrong before in the same way may stay. */
    static LabelChange of(Map<String, String> labels, Map<String, String> oldLabels) {
        Policy policy = Policy.of(labels);
        Policy old = Policy.of(oldLabels);
        if (!policy.errors().isEmpty() && !policy.errors().equals(old.errors())) {
            return new Refused(policy.errors());
        }
        Standard enforce = policy.enforce();
        boolean relaxed = enforce.version().equals(old.enforce().version())
                && !enforce.level().isStricterThan(old.enforce().level());
        return relaxed || enforce.isPrivileged() ? new Fine() : new Tightened(enforce);
    }
}
