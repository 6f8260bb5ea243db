package io.davit.cel;

/** What became of an expression. */
public sealed interface Compilation {

    /**
     * It can be evaluated.
     *
     * @param result the type that it gives
     */
    record Compiled(Program program, Type result, CostEstimate estimate) implements Compilation {}

    /**
     * It is not well-formed, its types do not fit, or a constant in it can never work.
     *
     * @param stage what was being done
     * @param faults in cel-go's words, with the lines and marks
     */
    record Rejected(Stage stage, String faults) implements Compilation {

        /** As Kubernetes tells it: {@code compilation failed: …}. */
        public String message() {
            return switch (stage) {
                case CHECK -> "compilation failed: " + faults;
                case PLAN -> "program instantiation failed: " + faults;
            };
        }
    }

    /**
     * It is well-formed, but gives none of the types that are allowed.
     *
     * @param found as messages name it
     */
    record Mistyped(String found) implements Compilation {}

    enum Stage {
        CHECK,
        PLAN
    }
}
