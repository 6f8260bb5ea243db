package io.davit.cel.check;

import dev.cel.common.CelAbstractSyntaxTree;

/** What became of an expression's text. */
public sealed interface Checked {

    /** It is well-formed and its types fit. */
    record Well(CelAbstractSyntaxTree ast) implements Checked {}

    /** Its faults, each with the line it is in and a mark below the place. */
    record Faulty(String message) implements Checked {}
}
