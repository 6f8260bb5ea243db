package io.davit.registry.admission.podsecurity;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the kernel tells under {@code /proc} stays masked, except, below restricted, for pods with users of their own. */
final class ProcMount {

    static final Check BASELINE = Check.baseline("procMount")
            .since(0, ProcMount::check)
            .since(35, ((Rule) ProcMount::check).notWithOwnUsers());

    static final Check RESTRICTED =
            Check.restricted("procMount_restricted").insteadOf(BASELINE.id()).since(35, ProcMount::check);

    private ProcMount() {}

    private static @Nullable Violation check(Pod pod) {
        SortedSet<String> types = new TreeSet<>();
        List<String> bad = pod.containersWith(context -> {
            JsonNode type = context.path("procMount");
            boolean unusual = Pod.isSet(type) && !type.asString("").equals("Default");
            if (unusual) {
                types.add(type.asString(""));
            }
            return unusual;
        });
        return bad.isEmpty()
                ? null
                : new Violation(
                        "procMount",
                        Words.named("container", bad) + " must not set securityContext.procMount to "
                                + Words.quoted(types));
    }
}
