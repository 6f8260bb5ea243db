package io.davit.cel.evaluate;

import io.davit.cel.library.Function;
import io.davit.cel.library.RunCost;
import io.davit.cel.value.Failure;

/** A call of a function. Its arguments are computed first; a failure among them is its result. */
final class Call extends Step {

    private final Step[] arguments;
    private final Function.Body body;
    private final RunCost cost;
    /** Whether the first failure ends it: arguments after it are not looked at, and the call is not counted. */
    private final boolean impatient;

    Call(Step[] arguments, Function.Body body, RunCost cost, boolean impatient) {
        this.arguments = arguments;
        this.body = body;
        this.cost = cost;
        this.impatient = impatient;
    }

    @Override
    Object eval(Evaluation evaluation) {
        Object[] values = new Object[arguments.length];
        Object failure = null;
        for (int i = 0; i < values.length; i++) {
            values[i] = arguments[i].eval(evaluation);
            if (failure == null && values[i] instanceof Failure) {
                failure = values[i];
                if (impatient && i < values.length - 1) {
                    return failure;
                }
            }
        }
        Object result = failure != null ? failure : body.call(values);
        evaluation.spend(cost.of(values, result));
        return result;
    }
}
