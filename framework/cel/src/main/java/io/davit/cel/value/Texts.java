package io.davit.cel.value;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;

/** Values as text: as {@code string(x)} makes it and as messages show it. */
public final class Texts {

    private static final DateTimeFormatter RFC3339 = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss"))
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendOffset("+HH:MM", "Z")
            .toFormatter(java.util.Locale.ROOT);

    private Texts() {}

    /** As cel-go prints a value in the middle of a message. */
    public static String plain(Object value) {
        return switch (value) {
            case String text -> text;
            case Double number -> goDouble(number);
            case OffsetDateTime time -> timestamp(time);
            case Duration duration -> seconds(duration);
            default -> value.toString();
        };
    }

    /** The shortest decimal that is this number, without an exponent. */
    public static String decimal(double number) {
        if (Double.isNaN(number)) {
            return "NaN";
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? "+Inf" : "-Inf";
        }
        if (number == 0) {
            return 1 / number < 0 ? "-0" : "0";
        }
        return new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
    }

    /** As Go prints a float by default: with an exponent where it is below -4 or at least 21, the shortest digits. */
    public static String goDouble(double number) {
        return goDouble(number, 21);
    }

    /** As Go's {@code %g} does: with an exponent where it is below -4 or at least 6. */
    public static String shortDouble(double number) {
        return goDouble(number, 6);
    }

    private static String goDouble(double number, int most) {
        if (Double.isNaN(number) || Double.isInfinite(number) || number == 0) {
            return decimal(number);
        }
        BigDecimal exact = new BigDecimal(Double.toString(number)).stripTrailingZeros();
        int exponent = exact.precision() - exact.scale() - 1;
        if (exponent >= -4 && exponent < most) {
            return exact.toPlainString();
        }
        String digits = exact.unscaledValue().abs().toString();
        String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        return (exact.signum() < 0 ? "-" : "") + mantissa + "e" + (exponent < 0 ? "-" : "+")
                + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    }

    public static String timestamp(OffsetDateTime time) {
        return RFC3339.format(time);
    }

    /** {@code 1.5s}. */
    public static String seconds(Duration duration) {
        return decimal(duration.getSeconds() + duration.getNano() / 1e9) + "s";
    }

    public static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** How many characters there are, surrogate pairs counted once. */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
