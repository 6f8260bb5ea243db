package io.davit.cel.evaluate;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One run of a plan: variables, what macros have in their hands, and the cost so far. */
final class Evaluation {

    /** A run has cost more than it may. */
    static final class CostExceeded extends RuntimeException {

        private static final CostExceeded INSTANCE = new CostExceeded();

        private CostExceeded() {
            super("operation cancelled: actual cost limit exceeded", null, false, false);
        }
    }

    private final Function<String, @Nullable Object> variables;
    private final long limit;
    private final @Nullable Object[] known;
    final @Nullable Object[] locals;
    private long cost;

    Evaluation(Function<String, @Nullable Object> variables, int globals, int locals, long limit) {
        this.variables = variables;
        this.known = new Object[globals];
        this.locals = new Object[locals];
        this.limit = limit;
    }

    /** The variable's value, asked for once; null when there is none. */
    @Nullable
    Object variable(String name, int index) {
        Object value = known[index];
        if (value == null) {
            value = variables.apply(name);
            known[index] = value;
        }
        return value;
    }

    void spend(long amount) {
        cost += amount;
        // a sum beyond 63 bits is beyond every limit
        if (cost > limit || cost < 0) {
            throw CostExceeded.INSTANCE;
        }
    }

    long cost() {
        return cost;
    }
}
