package io.davit.registry.policy;

import io.davit.cel.Value;

/** What became of an expression of a policy. */
sealed interface Evaluated {

    record Is(Value value) implements Evaluated {}

    /** It has no value, for this reason, which names the expression. */
    record Failed(String why) implements Evaluated {}
}
