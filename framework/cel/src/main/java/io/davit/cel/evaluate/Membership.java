package io.davit.cel.evaluate;

import io.davit.cel.value.Failure;
import io.davit.cel.value.ListValue;
import io.davit.cel.value.Numeric;
import io.davit.cel.value.Unsigned;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code x in ['a', 'b']} for a list that the expression spells out: a look into a set, which costs nothing. */
final class Membership extends Step {

    private final Step value;
    private final Set<Object> set;

    private Membership(Step value, Set<Object> set) {
        this.value = value;
        this.set = set;
    }

    /** Null when the list holds more than plain scalars. */
    static @Nullable Step of(Step value, ListValue list) {
        if (list.size() == 0) {
            return new Constant(false);
        }
        Set<Object> set = new HashSet<>();
        for (Object element : list) {
            if (!(element instanceof Boolean || element instanceof String || Numeric.isNumber(element))) {
                return null;
            }
            set.add(element);
            if (Numeric.isNumber(element)) {
                Long asInt = Numeric.exactInt(element);
                if (asInt != null) {
                    set.add(asInt);
                    set.add((double) (long) asInt);
                }
                Unsigned asUnsigned = Numeric.exactUnsigned(element);
                if (asUnsigned != null) {
                    set.add(asUnsigned);
                    set.add(asUnsigned.toDouble());
                }
            }
        }
        return new Membership(value, set);
    }

    @Override
    Object eval(Evaluation evaluation) {
        Object asked = value.eval(evaluation);
        return asked instanceof Failure ? asked : (Object) set.contains(asked);
    }
}
