package io.davit.registry.admission.podsecurity;

import org.jspecify.annotations.Nullable;

/** One thing that pods may not do. */
@FunctionalInterface
interface Rule {

    /** What is wrong; null when all is well. */
    @Nullable
    Violation check(Pod pod);

    /** The same rule for pods of Linux only: the fields that it asks for may not be set for Windows. */
    default Rule notOnWindows() {
        return pod -> pod.isForWindows() ? null : check(pod);
    }

    /** The same rule for pods that share the users of their node. */
    default Rule notWithOwnUsers() {
        return pod -> pod.hasItsOwnUsers() ? null : check(pod);
    }
}
