package io.davit.kinds.admission;

import io.davit.cel.Program;

/** An expression of a policy or a webhook: compiled, or why it cannot be. */
public sealed interface PolicyExpression {

    /** @param text the expression as it was written */
    record Compiled(String text, Program program) implements PolicyExpression {}

    /** It does not compile, or gives a value of the wrong type. */
    record Refused(String why) implements PolicyExpression {}
}
