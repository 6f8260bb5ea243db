package io.davit.cel.evaluate;

/** A value that is known from the expression's text. It costs nothing. */
final class Constant extends Step {

    private final Object value;

    Constant(Object value) {
        this.value = value;
    }

    Object value() {
        return value;
    }

    @Override
    Object eval(Evaluation evaluation) {
        return value;
    }
}
