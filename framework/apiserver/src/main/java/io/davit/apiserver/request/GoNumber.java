package io.davit.apiserver.request;

import io.davit.model.error.ApiException;
import io.davit.model.json.Json;
import java.math.BigInteger;

/** Decimal numbers as Go's {@code strconv} reads them, with its error texts. */
final class GoNumber {

    private static final BigInteger UNSIGNED_MAX = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);

    private GoNumber() {}

    static long parseInt(String text) {
        boolean signed = text.startsWith("-") || text.startsWith("+");
        if (!isDigits(signed ? text.substring(1) : text)) {
            throw ApiException.badRequest(syntax("ParseInt", text));
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw ApiException.badRequest(range("ParseInt", text));
        }
    }

    /** What is wrong with an unsigned 64-bit number; empty when nothing is. */
    static String unsignedProblem(String text) {
        if (!isDigits(text)) {
            return syntax("ParseUint", text);
        }
        return text.length() > 19 && !fits(text) ? range("ParseUint", text) : "";
    }

    /** A decimal number without a sign, at most {@link Long#MAX_VALUE}; 0 for the empty text. */
    static long clamped(String digits) {
        if (digits.isEmpty()) {
            return 0;
        }
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    private static boolean fits(String digits) {
        int start = 0;
        while (start < digits.length() - 1 && digits.charAt(start) == '0') {
            start++;
        }
        // A longer text cannot fit; it is never turned into a number, which would cost more the longer it is.
        return digits.length() - start <= 20 && new BigInteger(digits.substring(start)).compareTo(UNSIGNED_MAX) <= 0;
    }

    private static boolean isDigits(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static String syntax(String function, String text) {
        return "strconv." + function + ": parsing " + Json.quote(text) + ": invalid syntax";
    }

    private static String range(String function, String text) {
        return "strconv." + function + ": parsing " + Json.quote(text) + ": value out of range";
    }
}
