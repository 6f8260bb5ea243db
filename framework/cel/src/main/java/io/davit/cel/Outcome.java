package io.davit.cel;

/** How an evaluation ended. */
public sealed interface Outcome {

    /** With a value. */
    record Result(Value value) implements Outcome {}

    /** With an error, in cel-go's words. */
    record Failed(String message) implements Outcome {}

    /** It would have cost more than it may. */
    record OverBudget(Limit limit) implements Outcome {

        /** What cel-go says of a call that was stopped. */
        public static final String STOPPED = "operation cancelled: actual cost limit exceeded";
    }

    /** Which limit it was. */
    enum Limit {
        /** That of one evaluation. */
        CALL,
        /** What all that share the budget may cost. */
        TOTAL
    }
}
