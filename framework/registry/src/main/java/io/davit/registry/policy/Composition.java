package io.davit.registry.policy;

import io.davit.cel.Budget;
import io.davit.cel.Fields;
import io.davit.cel.Outcome;
import io.davit.kinds.admission.PolicyExpression;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A policy's {@code variables} in one evaluation: each is computed when an expression first asks for it, on the expression's budget. */
final class Composition implements Fields {

    private final Map<String, PolicyExpression> expressions;
    private final Map<String, @Nullable Object> names;
    private final Budget budget;
    private final Map<String, Outcome> outcomes = new HashMap<>();

    /** @param names what the variables' expressions may use, these variables among them */
    Composition(Map<String, PolicyExpression> expressions, Map<String, @Nullable Object> names, Budget budget) {
        this.expressions = expressions;
        this.names = names;
        this.budget = budget;
    }

    @Override
    public @Nullable Object field(String name) {
        PolicyExpression expression = expressions.get(name);
        if (expression == null) {
            return null;
        }
        Outcome known = outcomes.get(name);
        if (known == null) {
            known = compute(name, expression);
            outcomes.put(name, known);
        }
        return known;
    }

    private Outcome compute(String name, PolicyExpression expression) {
        return switch (expression) {
            case PolicyExpression.Refused refused -> failed(name, "compile", refused.why());
            case PolicyExpression.Compiled compiled ->
                switch (compiled.program().evaluate(names, budget)) {
                    case Outcome.Result result -> result;
                    case Outcome.Failed failed -> failed(name, "evaluate", failed.message());
                    case Outcome.OverBudget over -> failed(name, "evaluate", Outcome.OverBudget.STOPPED);
                };
        };
    }

    private static Outcome failed(String name, String doing, String why) {
        return new Outcome.Failed("composited variable \"" + name + "\" fails to " + doing + ": " + why);
    }
}
