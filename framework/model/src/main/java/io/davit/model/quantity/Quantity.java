package io.davit.model.quantity;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An amount of a resource: a decimal number with the notation it was given in. Immutable.
 *
 * <p>Two quantities are equal when their amounts are; {@link #toString} is the text the API answers with. Parsing rounds up to
 * nano units and caps binary amounts at 2<sup>63</sup>-1.
 *
 * @see <a href="https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/">Quantity</a>
 */
public final class Quantity implements Comparable<Quantity> {

    /*
     * The text. Small numbers whose scale is a multiple of 3 and whose digits don't end in 000 are taken for canonical without
     * a closer look, which is why +5 and 0010 stay as they are. Everything else is written anew: without a fraction, with the
     * greatest suffix that loses nothing.
     */

    public static final Quantity ZERO = new Quantity(BigDecimal.ZERO, Format.DECIMAL, "0");

    private static final int NANO = 9;
    private static final int MOST_DIGITS = 18;
    private static final int LARGEST_SCALE = 100_000;
    private static final int LONGEST_TEXT = 10_000;
    private static final BigDecimal MOST_BINARY = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final BigDecimal KIBI = BigDecimal.valueOf(1024);
    private static final BigInteger KIBI_WHOLE = BigInteger.valueOf(1024);

    private final BigDecimal amount;
    private final Format format;
    private @Nullable String text;

    private Quantity(BigDecimal amount, Format format, @Nullable String text) {
        this.amount = amount;
        this.format = format;
        this.text = text;
    }

    /**
     * Blanks around the text are ignored.
     *
     * @throws QuantityFormatException if the text is no quantity
     */
    public static Quantity parse(String text) {
        String trimmed = text.strip();
        if (trimmed.isEmpty()) {
            throw new QuantityFormatException(QuantityFormatException.SHAPE);
        }
        if (trimmed.equals("0")) {
            return ZERO;
        }
        if (trimmed.length() > LONGEST_TEXT) {
            throw new QuantityFormatException(QuantityFormatException.NUMBER);
        }
        QuantityText parts = QuantityText.split(trimmed);
        Suffix suffix = Suffix.of(parts.suffix());
        if (suffix == null) {
            throw new QuantityFormatException(QuantityFormatException.SUFFIX);
        }
        return looksCanonical(parts, suffix) ? read(parts, suffix, trimmed) : read(parts, suffix, null);
    }

    public static Quantity of(long amount) {
        return new Quantity(BigDecimal.valueOf(amount), Format.DECIMAL, null);
    }

    private static Quantity read(QuantityText parts, Suffix suffix, @Nullable String text) {
        if (Math.abs((long) suffix.exponent()) > LARGEST_SCALE) {
            throw new QuantityFormatException(QuantityFormatException.NUMBER);
        }
        BigDecimal number = new BigDecimal(
                new BigInteger(parts.whole() + parts.fraction()),
                parts.fraction().length());
        BigDecimal size = suffix.format() == Format.BINARY
                ? number.multiply(new BigDecimal(BigInteger.TWO.pow(suffix.exponent())))
                : number.scaleByPowerOfTen(suffix.exponent());
        Format format = suffix.format();
        if (size.scale() > NANO) {
            size = size.setScale(NANO, RoundingMode.UP);
        }
        if (format == Format.BINARY && size.compareTo(MOST_BINARY) > 0) {
            size = MOST_BINARY;
        }
        if (format == Format.BINARY && size.signum() > 0 && size.compareTo(BigDecimal.ONE) < 0) {
            format = Format.DECIMAL;
        }
        return new Quantity(parts.negative() ? size.negate() : size, format, text);
    }

    private static boolean looksCanonical(QuantityText parts, Suffix suffix) {
        String digits = parts.whole() + parts.fraction();
        if (suffix.format() == Format.BINARY) {
            int precision = 14 - parts.whole().length() - (int) (suffix.exponent() * 0.3f);
            return parts.fraction().isEmpty() && precision >= 0 && (Long.parseLong(digits) & 7) != 0;
        }
        int scale = suffix.exponent() - parts.fraction().length();
        return digits.length() <= MOST_DIGITS
                && scale >= -NANO
                && scale % 3 == 0
                && !digits.endsWith("000")
                && digits.charAt(0) != '0';
    }

    /** The exact number. */
    public BigDecimal amount() {
        return amount;
    }

    /** -1, 0 or 1. */
    public int signum() {
        return amount.signum();
    }

    public boolean isZero() {
        return amount.signum() == 0;
    }

    /** Whether there is no fraction. */
    public boolean isWhole() {
        return amount.signum() == 0 || amount.stripTrailingZeros().scale() <= 0;
    }

    /** The number rounded up (away from zero), within the range of a long. */
    public long value() {
        return clamp(amount);
    }

    /** Thousandths, rounded up, within the range of a long. */
    public long milliValue() {
        return clamp(amount.scaleByPowerOfTen(3));
    }

    /** The same notation; the left one's wins, a zero takes the other's. */
    public Quantity plus(Quantity other) {
        Format kept = isZero() ? other.format : format;
        return new Quantity(amount.add(other.amount), kept, null);
    }

    public Quantity minus(Quantity other) {
        Format kept = isZero() ? other.format : format;
        return new Quantity(amount.subtract(other.amount), kept, null);
    }

    public Quantity times(long factor) {
        return new Quantity(amount.multiply(BigDecimal.valueOf(factor)), format, null);
    }

    public Quantity negate() {
        return new Quantity(amount.negate(), format, null);
    }

    public Quantity max(Quantity other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** This one without any part below thousandths: resource lists know no finer unit. */
    public Quantity roundedUpToMilli() {
        return amount.scale() <= 3 ? this : new Quantity(amount.setScale(3, RoundingMode.UP), format, null);
    }

    @Override
    public int compareTo(Quantity other) {
        return amount.compareTo(other.amount);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Quantity quantity && amount.compareTo(quantity.amount) == 0;
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(amount.stripTrailingZeros());
    }

    /** The text of the API: canonical, or as written where {@link #parse} takes that for canonical. */
    @Override
    public String toString() {
        String known = text;
        if (known == null) {
            known = canonical();
            text = known;
        }
        return known;
    }

    private String canonical() {
        if (isZero()) {
            return "0";
        }
        boolean binary = format == Format.BINARY && amount.abs().compareTo(KIBI) >= 0 && isWhole();
        return binary ? canonicalBinary(amount.toBigIntegerExact()) : canonicalDecimal();
    }

    private String canonicalDecimal() {
        BigDecimal bare = amount.stripTrailingZeros();
        BigInteger digits = bare.unscaledValue();
        int exponent = -bare.scale();
        int most = format == Format.EXPONENT ? Integer.MAX_VALUE : Suffix.MOST_DECIMAL;
        while (exponent % 3 != 0 || exponent > most) {
            digits = digits.multiply(BigInteger.TEN);
            exponent--;
        }
        return digits + (format == Format.EXPONENT ? Suffix.exponentText(exponent) : Suffix.decimal(exponent));
    }

    private static String canonicalBinary(BigInteger whole) {
        BigInteger digits = whole;
        int exponent = 0;
        while (exponent < 60 && digits.mod(KIBI_WHOLE).signum() == 0) {
            digits = digits.shiftRight(10);
            exponent += 10;
        }
        return digits + Suffix.binary(exponent);
    }

    private static long clamp(BigDecimal number) {
        BigInteger whole = number.setScale(0, RoundingMode.UP).toBigInteger();
        if (whole.bitLength() < Long.SIZE) {
            return whole.longValue();
        }
        return whole.signum() > 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
    }
}
