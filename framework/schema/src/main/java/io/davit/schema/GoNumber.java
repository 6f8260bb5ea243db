package io.davit.schema;

import java.math.BigDecimal;
import tools.jackson.databind.JsonNode;

/** Numbers the way they stand in messages: integers plainly, others as Go's {@code %v} prints a float64, from a million on with an exponent. */
public final class GoNumber {

    private static final double MAX_EXACT = 9007199254740991d;
    private static final int PLAIN_DIGITS = 6;
    private static final double EPSILON = 1e-9;

    private GoNumber() {}

    public static String text(JsonNode number) {
        return number.isIntegralNumber() ? number.numberValue().toString() : text(number.doubleValue());
    }

    static String text(double value) {
        if (value == 0) {
            return "0";
        }
        BigDecimal exact = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        int exponent = exact.precision() - exact.scale() - 1;
        if (exponent >= -4 && exponent < PLAIN_DIGITS) {
            return exact.toPlainString();
        }
        String digits = exact.unscaledValue().abs().toString();
        String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        return (exact.signum() < 0 ? "-" : "") + mantissa + "e" + (exponent < 0 ? "-" : "+")
                + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    }

    /** Whether a double is meant to be an integer that JSON can carry exactly. */
    static boolean isWhole(double value) {
        if (!(Math.abs(value) <= MAX_EXACT)) {
            return false;
        }
        double whole = value < 0 ? Math.ceil(value) : Math.floor(value);
        return value == whole || Math.abs(value - whole) / (Math.abs(value) + Math.abs(whole)) < EPSILON;
    }
}
