package io.davit.registry.admission.podsecurity;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** It is said that containers do not run as root. */
final class RunAsNonRoot {

    static final Check CHECK = Check.restricted("runAsNonRoot")
            .since(0, RunAsNonRoot::check)
            .since(35, ((Rule) RunAsNonRoot::check).notWithOwnUsers());

    private static final String REASON = "runAsNonRoot != true";
    private static final String FIELD = "runAsNonRoot";

    private RunAsNonRoot() {}

    private static @Nullable Violation check(Pod pod) {
        JsonNode ofPod = pod.securityContext().path(FIELD);
        List<String> setters = Words.setters(saysNo(ofPod), pod.containersWith(context -> saysNo(context.path(FIELD))));
        if (!setters.isEmpty()) {
            return new Violation(REASON, Words.and(setters) + " must not set securityContext.runAsNonRoot=false");
        }
        List<String> silent = pod.containersWith(context -> !Pod.isSet(context.path(FIELD)));
        return Pod.isTrue(ofPod) || silent.isEmpty()
                ? null
                : new Violation(
                        REASON,
                        "pod or " + Words.named("container", silent) + " must set securityContext.runAsNonRoot=true");
    }

    private static boolean saysNo(JsonNode field) {
        return Pod.isSet(field) && !Pod.isTrue(field);
    }
}
