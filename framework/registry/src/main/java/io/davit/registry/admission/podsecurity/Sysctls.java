package io.davit.registry.admission.podsecurity;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Of the kernel's settings only those are set that touch nothing but the pod. */
final class Sysctls {

    static final Check CHECK = check();

    private Sysctls() {}

    private static Check check() {
        Set<String> allowed = Set.of(
                "kernel.shm_rmid_forced",
                "net.ipv4.ip_local_port_range",
                "net.ipv4.tcp_syncookies",
                "net.ipv4.ping_group_range",
                "net.ipv4.ip_unprivileged_port_start");
        Set<String> from27 = with(allowed, "net.ipv4.ip_local_reserved_ports");
        Set<String> from29 = with(
                from27,
                "net.ipv4.tcp_keepalive_time",
                "net.ipv4.tcp_fin_timeout",
                "net.ipv4.tcp_keepalive_intvl",
                "net.ipv4.tcp_keepalive_probes");
        Set<String> from32 = with(from29, "net.ipv4.tcp_rmem", "net.ipv4.tcp_wmem");
        return Check.baseline("sysctls")
                .since(0, pod -> check(pod, allowed))
                .since(27, pod -> check(pod, from27))
                .since(29, pod -> check(pod, from29))
                .since(32, pod -> check(pod, from32));
    }

    private static Set<String> with(Set<String> allowed, String... more) {
        Set<String> all = new HashSet<>(allowed);
        all.addAll(List.of(more));
        return Set.copyOf(all);
    }

    private static @Nullable Violation check(Pod pod, Set<String> allowed) {
        List<String> bad = pod.securityContext()
                .path("sysctls")
                .valueStream()
                .map(Pod::name)
                .filter(name -> !allowed.contains(name))
                .toList();
        return bad.isEmpty() ? null : new Violation("forbidden sysctls", String.join(", ", bad));
    }
}
