package io.davit.registry.admission.podsecurity;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Containers take no ports of their node. */
final class HostPorts {

    static final Check CHECK = Check.baseline("hostPorts").since(0, HostPorts::check);

    private HostPorts() {}

    private static @Nullable Violation check(Pod pod) {
        SortedSet<String> ports = new TreeSet<>();
        List<String> bad = pod.containers(container -> {
            List<String> own = container
                    .path("ports")
                    .valueStream()
                    .map(port -> port.path("hostPort").asInt(0))
                    .filter(port -> port != 0)
                    .map(String::valueOf)
                    .toList();
            ports.addAll(own);
            return !own.isEmpty();
        });
        return bad.isEmpty()
                ? null
                : new Violation(
                        "hostPort",
                        Words.named("container", bad) + " " + Words.uses(bad.size()) + " "
                                + Words.plural("hostPort", ports.size()) + " " + String.join(", ", ports));
    }
}
