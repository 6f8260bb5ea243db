package io.davit.cel;

/** What the checker finds out about an expression that nobody means to evaluate. */
public sealed interface Inference {

    /** It gives a value of this type. */
    record Typed(Type type) implements Inference {}

    /**
     * It is not well-formed, or its types do not fit.
     *
     * @param faults in cel-go's words, with the lines and marks
     */
    record Faulty(String faults) implements Inference {}
}
