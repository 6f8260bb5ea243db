package io.davit.cel.value;

/** CEL's {@code uint}: 64 bits without a sign. */
public record Unsigned(long bits) implements Comparable<Unsigned> {

    @Override
    public int compareTo(Unsigned other) {
        return Long.compareUnsigned(bits, other.bits);
    }

    /** The nearest double. */
    public double toDouble() {
        return bits >= 0 ? (double) bits : ((double) (bits >>> 1 | bits & 1)) * 2.0;
    }

    @Override
    public String toString() {
        return Long.toUnsignedString(bits);
    }
}
