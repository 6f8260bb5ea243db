package io.davit.registry.admission.podsecurity;

import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Seccomp is not switched off, and, for restricted, it is switched on. */
final class Seccomp {

    static final Check BASELINE = Check.baseline("seccompProfile_baseline")
            .since(0, SeccompAnnotations::check)
            .since(19, Seccomp::checkValues);

    static final Check RESTRICTED = Check.restricted("seccompProfile_restricted")
            .insteadOf(BASELINE.id())
            .since(19, Seccomp::check)
            .since(25, ((Rule) Seccomp::check).notOnWindows());

    private static final String FIELD = "seccompProfile";
    private static final Set<String> ALLOWED = Set.of("RuntimeDefault", "Localhost");

    private Seccomp() {}

    private static @Nullable Violation checkValues(Pod pod) {
        List<String> setters = Words.setters(isBad(pod.securityContext()), pod.containersWith(Seccomp::isBad));
        if (setters.isEmpty()) {
            return null;
        }
        SortedSet<String> types = new TreeSet<>();
        pod.securityContexts(FIELD).forEach(profile -> types.add(type(profile)));
        types.removeAll(ALLOWED);
        return new Violation(
                FIELD,
                Words.and(setters) + " must not set securityContext.seccompProfile.type to " + Words.quoted(types));
    }

    private static @Nullable Violation check(Pod pod) {
        Violation wrong = checkValues(pod);
        if (wrong != null || isSet(pod.securityContext())) {
            return wrong;
        }
        List<String> silent = pod.containersWith(context -> !isSet(context));
        return silent.isEmpty()
                ? null
                : new Violation(
                        FIELD,
                        "pod or " + Words.named("container", silent)
                                + " must set securityContext.seccompProfile.type to \"RuntimeDefault\" or \"Localhost\"");
    }

    private static boolean isSet(JsonNode context) {
        return Pod.isSet(context.path(FIELD));
    }

    private static boolean isBad(JsonNode context) {
        return isSet(context) && !ALLOWED.contains(type(context.path(FIELD)));
    }

    private static String type(JsonNode profile) {
        return profile.path("type").asString("");
    }
}
