package io.davit.cel.evaluate;

import io.davit.cel.value.Failure;
import org.jspecify.annotations.Nullable;

/** {@code ||} and {@code &&}: the deciding side decides, whatever error the other has. They cost nothing themselves. */
final class Logic extends Step {

    private final Step left;
    private final Step right;
    /** True for {@code ||}. */
    private final boolean deciding;

    Logic(Step left, Step right, boolean deciding) {
        this.left = left;
        this.right = right;
        this.deciding = deciding;
    }

    @Override
    Object eval(Evaluation evaluation) {
        Object first = left.eval(evaluation);
        if (first instanceof Boolean value && value == deciding) {
            return deciding;
        }
        Object second = right.eval(evaluation);
        if (second instanceof Boolean value && value == deciding) {
            return deciding;
        }
        Failure failure = failure(first);
        if (failure == null) {
            failure = failure(second);
        }
        return failure == null ? (Object) !deciding : failure;
    }

    private static @Nullable Failure failure(Object value) {
        return value instanceof Boolean ? null : value instanceof Failure failure ? failure : Failure.NO_SUCH_OVERLOAD;
    }
}
