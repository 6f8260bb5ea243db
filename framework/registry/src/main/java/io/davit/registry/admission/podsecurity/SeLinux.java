package io.davit.registry.admission.podsecurity;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** SELinux keeps its user and its role, and its type is one of those for containers. */
final class SeLinux {

    static final Check CHECK = Check.baseline("seLinuxOptions")
            .since(0, allowing("container_t", "container_init_t", "container_kvm_t"))
            .since(31, allowing("container_t", "container_init_t", "container_kvm_t", "container_engine_t"));

    private static final String FIELD = "seLinuxOptions";

    private SeLinux() {}

    private static Rule allowing(String... types) {
        Set<String> allowed = Set.of(types);
        return pod -> check(pod, allowed);
    }

    private static @Nullable Violation check(Pod pod, Set<String> allowed) {
        List<String> setters = Words.setters(
                isBad(pod.securityContext(), allowed), pod.containersWith(context -> isBad(context, allowed)));
        if (setters.isEmpty()) {
            return null;
        }
        List<String> problems = new ArrayList<>();
        SortedSet<String> types = new TreeSet<>(values(pod, "type"));
        types.removeAll(allowed);
        if (!types.isEmpty()) {
            problems.add(Words.named("type", types));
        }
        for (String field : List.of("user", "role")) {
            if (!values(pod, field).isEmpty()) {
                problems.add(field + " may not be set");
            }
        }
        return new Violation(
                FIELD,
                Words.and(setters) + " set forbidden securityContext.seLinuxOptions: " + String.join("; ", problems));
    }

    private static boolean isBad(JsonNode context, Set<String> allowed) {
        JsonNode options = context.path(FIELD);
        String type = text(options, "type");
        return !type.isEmpty() && !allowed.contains(type)
                || !text(options, "user").isEmpty()
                || !text(options, "role").isEmpty();
    }

    /** What is set in a field, anywhere in the pod. */
    private static List<String> values(Pod pod, String field) {
        return pod.securityContexts(FIELD).stream()
                .map(options -> text(options, field))
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private static String text(JsonNode options, String field) {
        return options.path(field).asString("");
    }
}
