package io.davit.registry.admission.podsecurity;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Nobody is made root by number. */
final class RunAsUser {

    static final Check CHECK = Check.restricted("runAsUser")
            .since(23, RunAsUser::check)
            .since(35, ((Rule) RunAsUser::check).notWithOwnUsers());

    private RunAsUser() {}

    private static @Nullable Violation check(Pod pod) {
        List<String> setters = Words.setters(isRoot(pod.securityContext()), pod.containersWith(RunAsUser::isRoot));
        return setters.isEmpty()
                ? null
                : new Violation("runAsUser=0", Words.and(setters) + " must not set runAsUser=0");
    }

    private static boolean isRoot(JsonNode context) {
        JsonNode user = context.path("runAsUser");
        return user.isNumber() && user.longValue() == 0;
    }
}
