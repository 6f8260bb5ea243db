package io.davit.cel.value;

import java.time.OffsetDateTime;
import java.util.Optional;

/** CEL's {@code ==}: across types of numbers by value, across other types false. */
public final class Equality {

    private Equality() {}

    /** A boolean, or a failure where values cannot be compared. */
    public static Object equal(Object a, Object b) {
        if (a instanceof Failure) {
            return a;
        }
        if (b instanceof Failure) {
            return b;
        }
        if (a instanceof String left) {
            return left.equals(b);
        }
        if (a instanceof Long left && b instanceof Long right) {
            return left.longValue() == right.longValue();
        }
        if (Numeric.isNumber(a)) {
            if (!Numeric.isNumber(b)) {
                return false;
            }
            Integer order = Numeric.compare(a, b);
            return order != null && order == 0;
        }
        if (a instanceof Null || b instanceof Null) {
            return a == b;
        }
        if (a instanceof MapValue left) {
            return b instanceof MapValue right
                    ? left.equalTo(right)
                    : unlike(left instanceof JsonMap map && map.typed());
        }
        if (a instanceof ListValue left) {
            return b instanceof ListValue right
                    ? left.equalTo(right)
                    : unlike(left instanceof JsonList list && list.typed());
        }
        if (a instanceof Optional<?> left) {
            if (!(b instanceof Optional<?> right)) {
                return false;
            }
            return left.isPresent() && right.isPresent()
                    ? equal(left.get(), right.get())
                    : left.isPresent() == right.isPresent();
        }
        if (a instanceof OffsetDateTime left) {
            return b instanceof OffsetDateTime right && left.isEqual(right);
        }
        if (a instanceof Opaque && !a.getClass().equals(b.getClass())) {
            return Failure.NO_SUCH_OVERLOAD;
        }
        return a.equals(b);
    }

    /** A value with a schema was only ever meant to meet its like. */
    private static Object unlike(boolean typed) {
        return typed ? Failure.NO_SUCH_OVERLOAD : false;
    }
}
