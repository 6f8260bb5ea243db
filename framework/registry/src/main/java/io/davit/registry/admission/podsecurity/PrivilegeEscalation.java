package io.davit.registry.admission.podsecurity;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Processes may not gain more privileges than their parents. */
final class PrivilegeEscalation {

    static final Check CHECK = Check.restricted("allowPrivilegeEscalation")
            .since(8, PrivilegeEscalation::check)
            .since(25, ((Rule) PrivilegeEscalation::check).notOnWindows());

    private PrivilegeEscalation() {}

    private static @Nullable Violation check(Pod pod) {
        List<String> bad = pod.containersWith(context -> !isFalse(context.path("allowPrivilegeEscalation")));
        return bad.isEmpty()
                ? null
                : new Violation(
                        "allowPrivilegeEscalation != false",
                        Words.named("container", bad) + " must set securityContext.allowPrivilegeEscalation=false");
    }

    private static boolean isFalse(JsonNode node) {
        return node.isBoolean() && !node.booleanValue();
    }
}
