package io.davit.cel.evaluate;

/** A part of an expression, ready to run. */
abstract class Step {

    /** The value, which may be a failure; what it took is added to the evaluation's cost. */
    abstract Object eval(Evaluation evaluation);
}
