package io.davit.cel.evaluate;

import dev.cel.common.CelAbstractSyntaxTree;
import io.davit.cel.library.Function;
import io.davit.cel.value.Failure;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A checked expression, ready to be evaluated any number of times by any thread. */
public final class Plan {

    /** How a run ended. */
    public sealed interface Run {
        long cost();
    }

    /** With a value, which may be a {@link Failure}. */
    public record Done(Object value, long cost) implements Run {}

    /** It would have cost more than it may. */
    public record Exceeded(String message, long cost) implements Run {}

    private final Step root;
    private final List<String> variables;
    private final int locals;

    Plan(Step root, List<String> variables, int locals) {
        this.root = root;
        this.variables = variables;
        this.locals = locals;
    }

    /**
     * Plans a checked expression.
     *
     * @param objects gives, for a type that the expression names with braces, what makes an object of its fields
     * @return a {@link Plan}, or a {@link Failure} when something in its text can never work
     */
    public static Object of(
            CelAbstractSyntaxTree ast,
            java.util.function.Function<String, @Nullable Function> functions,
            java.util.function.Function<String, java.util.function.Function<Map<String, Object>, Object>> objects) {
        try {
            return new Planner(ast, functions, objects).plan();
        } catch (Planner.Unplannable e) {
            return new Failure(String.valueOf(e.getMessage()));
        }
    }

    /** The variables that the expression may ask for. */
    public List<String> variables() {
        return variables;
    }

    /** Evaluates; a variable that is null is missing. */
    public Run run(java.util.function.Function<String, @Nullable Object> values, long limit) {
        Evaluation evaluation = new Evaluation(values, variables.size(), locals, limit);
        try {
            return new Done(root.eval(evaluation), evaluation.cost());
        } catch (Evaluation.CostExceeded e) {
            return new Exceeded(String.valueOf(e.getMessage()), evaluation.cost());
        }
    }
}
