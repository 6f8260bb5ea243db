package io.davit.registry.policy;

import io.davit.cel.Budget;
import io.davit.cel.Outcome;
import io.davit.kinds.admission.PolicyExpression;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Evaluates the expressions of one sort in one policy, one after the other, until their common budget is spent. */
final class Evaluator {

    private final Map<String, @Nullable Object> names;
    private final Budget budget;

    /** @param names what expressions may use, beside the variables */
    Evaluator(Map<String, @Nullable Object> names, Map<String, PolicyExpression> variables, Budget budget) {
        this.names = new HashMap<>(names);
        this.budget = budget;
        this.names.put("variables", new Composition(variables, this.names, budget));
    }

    /** The value of an expression, or why it has none. */
    Evaluated evaluate(PolicyExpression expression) throws OutOfBudget {
        return switch (expression) {
            case PolicyExpression.Refused refused -> new Evaluated.Failed("compilation error: " + refused.why());
            case PolicyExpression.Compiled compiled -> evaluate(compiled);
        };
    }

    private Evaluated evaluate(PolicyExpression.Compiled expression) throws OutOfBudget {
        return switch (expression.program().evaluate(names, budget)) {
            case Outcome.Result result -> new Evaluated.Is(result.value());
            case Outcome.Failed failed -> failed(expression, failed.message());
            case Outcome.OverBudget over -> {
                if (over.limit() == Outcome.Limit.TOTAL) {
                    throw new OutOfBudget();
                }
                yield failed(expression, Outcome.OverBudget.STOPPED);
            }
        };
    }

    private static Evaluated failed(PolicyExpression.Compiled expression, String why) {
        return new Evaluated.Failed("expression '" + expression.text() + "' resulted in error: " + why);
    }
}
