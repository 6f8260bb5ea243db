package io.davit.registry.admission.podsecurity;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Pods see neither the network nor the processes of their node. */
final class HostNamespaces {

    static final Check CHECK = Check.baseline("hostNamespaces").since(0, HostNamespaces::check);

    private HostNamespaces() {}

    private static @Nullable Violation check(Pod pod) {
        String shared = Stream.of("hostNetwork", "hostPID", "hostIPC")
                .filter(field -> Pod.isTrue(pod.spec().path(field)))
                .map(field -> field + "=true")
                .collect(Collectors.joining(", "));
        return shared.isEmpty() ? null : new Violation("host namespaces", shared);
    }
}
