package io.davit.kinds.admission;

import io.davit.cel.Program;

/** An expression of a policy or a webhook: compiled, or why it cannot be. */
public sealed interface PolicyExpression {

    /** @param text the expression as it was written */
    record Compiled(String text, Program program) implements PolicyExpression {}

    /**
     * It does not compile, or gives a value of the wrong type.
     *
     * @param internal whether it is well-formed but can never be evaluated, which counts as a failure of the server
     */
    record Refused(String why, boolean internal) implements PolicyExpression {}
}
