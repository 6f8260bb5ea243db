package io.davit.registry.admission.podsecurity;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All capabilities are dropped, and only the one to use ports of the system may be added. */
final class DroppedCapabilities {

    static final Check CHECK = Check.restricted("capabilities_restricted")
            .insteadOf(AddedCapabilities.CHECK.id())
            .since(22, DroppedCapabilities::check)
            .since(25, ((Rule) DroppedCapabilities::check).notOnWindows());

    private DroppedCapabilities() {}

    private static @Nullable Violation check(Pod pod) {
        List<String> problems = new ArrayList<>();
        List<String> keeping = pod.containersWith(
                context -> !AddedCapabilities.listed(context, "drop").contains("ALL"));
        if (!keeping.isEmpty()) {
            problems.add(Words.named("container", keeping) + " must set securityContext.capabilities.drop=[\"ALL\"]");
        }
        String adding = AddedCapabilities.beyond(pod, Set.of("NET_BIND_SERVICE"));
        if (!adding.isEmpty()) {
            problems.add(adding);
        }
        return problems.isEmpty() ? null : new Violation("unrestricted capabilities", String.join("; ", problems));
    }
}
