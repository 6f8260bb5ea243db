package io.davit.cel.estimate;

/** A size or a cost between two bounds: unsigned 64 bits, of which the largest stands for anything beyond. */
record Range(long min, long max) {

    static final long MOST = -1L;
    static final Range ZERO = new Range(0, 0);
    static final Range ONE = new Range(1, 1);
    static final Range UNKNOWN = new Range(0, MOST);

    private static final double TWO_TO_64 = 0x1p64;

    static Range of(long fixed) {
        return new Range(fixed, fixed);
    }

    Range plus(Range other) {
        return new Range(sum(min, other.min), sum(max, other.max));
    }

    Range times(Range other) {
        return new Range(product(min, other.min), product(max, other.max));
    }

    /** Rounded up. */
    Range times(double factor) {
        return new Range(scaled(min, factor), scaled(max, factor));
    }

    Range union(Range other) {
        return new Range(
                Long.compareUnsigned(min, other.min) <= 0 ? min : other.min,
                Long.compareUnsigned(max, other.max) >= 0 ? max : other.max);
    }

    /** As a signed number, with the largest for anything beyond. */
    static long signed(long unsigned) {
        return unsigned < 0 ? Long.MAX_VALUE : unsigned;
    }

    static double toDouble(long unsigned) {
        return unsigned >= 0 ? (double) unsigned : ((double) (unsigned >>> 1 | unsigned & 1)) * 2;
    }

    static long fromDouble(double value) {
        if (value >= TWO_TO_64) {
            return MOST;
        }
        return value < 0x1p63 ? (long) value : (long) (value - 0x1p63) + Long.MIN_VALUE;
    }

    static long sum(long a, long b) {
        long sum = a + b;
        return Long.compareUnsigned(sum, a) < 0 ? MOST : sum;
    }

    private static long product(long a, long b) {
        return Math.unsignedMultiplyHigh(a, b) == 0 ? a * b : MOST;
    }

    private static long scaled(long a, double factor) {
        return fromDouble(Math.ceil(toDouble(a) * factor));
    }
}
