package io.davit.registry.policy;

import org.jspecify.annotations.Nullable;

/** What policies of all kinds have. */
sealed interface Policy permits ValidatingPolicy, MutatingPolicy {

    String name();

    Constraint constraint();

    /** Null when it takes no parameters. */
    @Nullable
    ParamKind params();

    /** Whether a request passes when the policy fails at judging it. */
    boolean ignoresFailures();
}
