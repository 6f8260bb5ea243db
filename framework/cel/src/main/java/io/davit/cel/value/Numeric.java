package io.davit.cel.value;

import org.jspecify.annotations.Nullable;

/** Numbers of different types on one line: how they compare, and when one is exactly another. */
public final class Numeric {

    private static final double TWO_TO_63 = 0x1p63;
    private static final double TWO_TO_64 = 0x1p64;

    private Numeric() {}

    public static boolean isNumber(Object value) {
        return value instanceof Long || value instanceof Double || value instanceof Unsigned;
    }

    /** Negative, zero or positive; null when a NaN is among them. Both are numbers. */
    public static @Nullable Integer compare(Object a, Object b) {
        if (a instanceof Long left && b instanceof Long right) {
            return Long.compare(left, right);
        }
        if (a instanceof Double left) {
            return compareDouble(left, b);
        }
        if (b instanceof Double right) {
            Integer reversed = compareDouble(right, a);
            return reversed == null ? null : Integer.valueOf(-reversed);
        }
        if (a instanceof Long left) {
            return left < 0 ? Integer.valueOf(-1) : Integer.valueOf(Long.compareUnsigned(left, ((Unsigned) b).bits()));
        }
        long left = ((Unsigned) a).bits();
        if (b instanceof Long right) {
            return right < 0 ? Integer.valueOf(1) : Integer.valueOf(Long.compareUnsigned(left, right));
        }
        return Long.compareUnsigned(left, ((Unsigned) b).bits());
    }

    private static @Nullable Integer compareDouble(double left, Object b) {
        if (Double.isNaN(left)) {
            return null;
        }
        if (b instanceof Double right) {
            return Double.isNaN(right) ? null : Integer.valueOf(left < right ? -1 : left > right ? 1 : 0);
        }
        if (b instanceof Long right) {
            if (left < -TWO_TO_63) {
                return -1;
            }
            if (left >= TWO_TO_63) {
                return 1;
            }
            double other = (double) right;
            return left < other ? -1 : left > other ? 1 : 0;
        }
        if (left < 0) {
            return -1;
        }
        if (left >= TWO_TO_64) {
            return 1;
        }
        double other = ((Unsigned) b).toDouble();
        return left < other ? -1 : left > other ? 1 : 0;
    }

    /** The same number as an int, or null. */
    public static @Nullable Long exactInt(Object number) {
        return switch (number) {
            case Long value -> value;
            case Unsigned value -> value.bits() >= 0 ? Long.valueOf(value.bits()) : null;
            case Double value ->
                value >= -TWO_TO_63 && value < TWO_TO_63 && value == Math.rint(value)
                        ? Long.valueOf((long) (double) value)
                        : null;
            default -> null;
        };
    }

    /** The same number as a uint, or null. */
    public static @Nullable Unsigned exactUnsigned(Object number) {
        return switch (number) {
            case Long value -> value >= 0 ? new Unsigned(value) : null;
            case Unsigned value -> value;
            case Double value ->
                value >= 0 && value < TWO_TO_64 && value == Math.rint(value)
                        ? new Unsigned(toUnsignedBits(value))
                        : null;
            default -> null;
        };
    }

    public static long toUnsignedBits(double value) {
        return value < TWO_TO_63 ? (long) value : (long) (value - TWO_TO_63) + Long.MIN_VALUE;
    }
}
