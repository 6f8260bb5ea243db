package io.davit.cel.evaluate;

import java.util.Optional;

/** {@code .or(…)} and {@code .orValue(…)}. */
final class OptionalElse extends Step {

    private final Step first;
    private final Step second;
    private final boolean unwrap;

    OptionalElse(Step first, Step second, boolean unwrap) {
        this.first = first;
        this.second = second;
        this.unwrap = unwrap;
    }

    @Override
    Object eval(Evaluation evaluation) {
        Object value = first.eval(evaluation);
        if (!(value instanceof Optional<?> choice)) {
            return value;
        }
        return choice.isPresent() ? unwrap ? choice.get() : choice : second.eval(evaluation);
    }
}
