package io.davit.registry.admission.podsecurity;

import io.davit.model.error.Quoted;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** How seccomp was kept on before it had fields. */
final class SeccompAnnotations {

    private static final String POD = "seccomp.security.alpha.kubernetes.io/pod";
    private static final String CONTAINER = "container.seccomp.security.alpha.kubernetes.io/";

    private SeccompAnnotations() {}

    static @Nullable Violation check(Pod pod) {
        SortedSet<String> bad = new TreeSet<>();
        for (String name : annotations(pod)) {
            if (!allows(pod.annotation(name))) {
                bad.add(name + "=" + Quoted.of(pod.annotation(name)));
            }
        }
        return bad.isEmpty()
                ? null
                : new Violation(
                        "seccompProfile",
                        "forbidden " + Words.plural("annotation", bad.size()) + " " + String.join(", ", bad));
    }

    /** Those about the pod and about containers that it has. */
    private static Set<String> annotations(Pod pod) {
        Set<String> meant = new HashSet<>(Set.of(POD));
        pod.containers().forEach(container -> meant.add(CONTAINER + Pod.name(container)));
        meant.retainAll(pod.annotations(""));
        return meant;
    }

    private static boolean allows(String profile) {
        return profile.equals("runtime/default")
                || profile.equals("docker/default")
                || profile.startsWith("localhost/");
    }
}
