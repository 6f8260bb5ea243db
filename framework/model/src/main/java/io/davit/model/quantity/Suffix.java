package io.davit.model.quantity;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What follows the number of a quantity: a power of 10 or 2, and the way it was written. */
record Suffix(Format format, int exponent) {

    private static final Map<String, Integer> DECIMAL =
            Map.of("n", -9, "u", -6, "m", -3, "", 0, "k", 3, "M", 6, "G", 9, "T", 12, "P", 15, "E", 18);
    private static final Map<String, Integer> BINARY =
            Map.of("Ki", 10, "Mi", 20, "Gi", 30, "Ti", 40, "Pi", 50, "Ei", 60);
    private static final String[] DECIMAL_BY_THREE = {"n", "u", "m", "", "k", "M", "G", "T", "P", "E"};
    private static final String[] BINARY_BY_TEN = {"", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"};

    /** The greatest exponent that {@link #decimal} can write. */
    static final int MOST_DECIMAL = 18;

    /** Null when there is no such suffix. */
    static @Nullable Suffix of(String text) {
        Integer decimal = DECIMAL.get(text);
        if (decimal != null) {
            return new Suffix(Format.DECIMAL, decimal);
        }
        Integer binary = BINARY.get(text);
        if (binary != null) {
            return new Suffix(Format.BINARY, binary);
        }
        if (text.length() > 1 && (text.charAt(0) == 'e' || text.charAt(0) == 'E')) {
            return exponent(text.substring(1));
        }
        return null;
    }

    private static @Nullable Suffix exponent(String digits) {
        try {
            return new Suffix(Format.EXPONENT, Integer.parseInt(digits));
        } catch (NumberFormatException noExponent) {
            return null;
        }
    }

    static String decimal(int exponent) {
        return DECIMAL_BY_THREE[exponent / 3 + 3];
    }

    static String exponentText(int exponent) {
        return exponent == 0 ? "" : "e" + exponent;
    }

    static String binary(int exponent) {
        return BINARY_BY_TEN[exponent / 10];
    }
}
