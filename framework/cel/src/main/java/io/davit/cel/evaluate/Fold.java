package io.davit.cel.evaluate;

import io.davit.cel.value.Failure;
import io.davit.cel.value.GoTypes;
import io.davit.cel.value.GrowingList;
import io.davit.cel.value.ListValue;
import io.davit.cel.value.MapValue;
import io.davit.cel.value.PlainMap;

/** What every macro over lists and maps comes down to: go over a range, while a condition holds, and collect. */
final class Fold extends Step {

    private final Step range;
    private final int accumulator;
    private final int variable;
    /** The second variable's slot, or -1 where there is one variable. */
    private final int second;

    private final Step condition;
    private final Step step;
    private final Step result;

    Fold(Step range, int accumulator, int variable, int second, Step condition, Step step, Step result) {
        this.range = range;
        this.accumulator = accumulator;
        this.variable = variable;
        this.second = second;
        this.condition = condition;
        this.step = step;
        this.result = result;
    }

    /** An empty list or map that a macro begins with is one that it can add to. */
    static Object collector(Object initial) {
        if (initial instanceof ListValue list && list.size() == 0) {
            return new GrowingList();
        }
        return initial instanceof MapValue map && map.size() == 0 ? new PlainMap() : initial;
    }

    @Override
    Object eval(Evaluation evaluation) {
        Object over = range.eval(evaluation);
        if (over instanceof Failure) {
            return over;
        }
        evaluation.locals[accumulator] = null;
        switch (over) {
            case ListValue list -> {
                for (int i = 0, size = list.size(); i < size; i++) {
                    Object element = list.get(i);
                    boolean more = second < 0 ? turn(evaluation, element, null) : turn(evaluation, (long) i, element);
                    if (!more) {
                        break;
                    }
                }
            }
            case MapValue map -> {
                for (Object key : map.keys()) {
                    Object value = second < 0 ? null : map.find(key);
                    if (!turn(evaluation, key, value)) {
                        break;
                    }
                }
            }
            default -> {
                return new Failure("got '" + GoTypes.of(over) + "', expected iterable type");
            }
        }
        Object collected = result.eval(evaluation);
        evaluation.locals[accumulator] = null;
        return collected instanceof GrowingList list ? list.done() : collected;
    }

    /** One turn; false when the condition says that the rest does not matter. */
    private boolean turn(Evaluation evaluation, Object first, @org.jspecify.annotations.Nullable Object other) {
        evaluation.locals[variable] = first;
        if (second >= 0) {
            evaluation.locals[second] = other;
        }
        Object goOn = condition.eval(evaluation);
        if (goOn instanceof Boolean way && !way) {
            return false;
        }
        evaluation.locals[accumulator] = step.eval(evaluation);
        return true;
    }
}
