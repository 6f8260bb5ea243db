package io.davit.cel.evaluate;

/** Whether a macro that looks for a decision should go on: anything but false, errors too. */
final class NotFalse extends Step {

    private final Step value;

    NotFalse(Step value) {
        this.value = value;
    }

    @Override
    Object eval(Evaluation evaluation) {
        Object seen = value.eval(evaluation);
        evaluation.spend(1);
        return !(seen instanceof Boolean decided) || decided;
    }
}
