package io.davit.registry.admission.podsecurity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** No container is let through every other protection. */
final class Privileged {

    static final Check CHECK = Check.baseline("privileged").since(0, Privileged::check);

    private Privileged() {}

    private static @Nullable Violation check(Pod pod) {
        List<String> bad = pod.containersWith(context -> Pod.isTrue(context.path("privileged")));
        return bad.isEmpty()
                ? null
                : new Violation(
                        "privileged", Words.named("container", bad) + " must not set securityContext.privileged=true");
    }
}
