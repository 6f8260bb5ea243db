package io.davit.registry.admission.podsecurity;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** No capabilities are added that containers do not usually have. */
final class AddedCapabilities {

    static final Check CHECK = Check.baseline("capabilities_baseline").since(0, AddedCapabilities::check);

    private static final Set<String> USUAL = Set.of(
            "AUDIT_WRITE",
            "CHOWN",
            "DAC_OVERRIDE",
            "FOWNER",
            "FSETID",
            "KILL",
            "MKNOD",
            "NET_BIND_SERVICE",
            "SETFCAP",
            "SETGID",
            "SETPCAP",
            "SETUID",
            "SYS_CHROOT");

    private AddedCapabilities() {}

    private static @Nullable Violation check(Pod pod) {
        String problem = beyond(pod, USUAL);
        return problem.isEmpty() ? null : new Violation("non-default capabilities", problem);
    }

    /** What is wrong with what containers add; empty when they add only what is allowed. */
    static String beyond(Pod pod, Set<String> allowed) {
        SortedSet<String> added = new TreeSet<>();
        List<String> bad = pod.containersWith(context -> {
            List<String> more = listed(context, "add").stream()
                    .filter(capability -> !allowed.contains(capability))
                    .toList();
            added.addAll(more);
            return !more.isEmpty();
        });
        return bad.isEmpty()
                ? ""
                : Words.named("container", bad) + " must not include " + Words.quoted(added)
                        + " in securityContext.capabilities.add";
    }

    /** The capabilities of a container under {@code add} or {@code drop}. */
    static List<String> listed(JsonNode context, String field) {
        List<String> all = new ArrayList<>();
        context.path("capabilities").path(field).forEach(capability -> all.add(capability.asString("")));
        return all;
    }
}
