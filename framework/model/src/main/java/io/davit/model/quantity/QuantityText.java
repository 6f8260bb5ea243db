package io.davit.model.quantity;

/**
 * The parts of a quantity's text: sign, digits before and after the point, suffix.
 *
 * @param whole digits before the point without leading noughts, {@code 0} when nothing is left
 */
record QuantityText(boolean negative, String whole, String fraction, String suffix) {

    private static final String SUFFIX_LETTERS = "eEinumkKMGTP";

    static QuantityText split(String text) {
        int end = text.length();
        int at = 0;
        boolean negative = false;
        if (text.charAt(0) == '-' || text.charAt(0) == '+') {
            negative = text.charAt(0) == '-';
            at++;
        }
        while (at < end && text.charAt(at) == '0') {
            at++;
        }
        int whole = at;
        at = afterDigits(text, at);
        String before = whole == at ? "0" : text.substring(whole, at);
        String after = "";
        if (at < end && text.charAt(at) == '.') {
            int fraction = at + 1;
            at = afterDigits(text, fraction);
            after = text.substring(fraction, at);
        }
        int suffix = at;
        while (at < end && SUFFIX_LETTERS.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        if (at < end && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
            at++;
        }
        if (afterDigits(text, at) < end) {
            throw new QuantityFormatException(QuantityFormatException.SHAPE);
        }
        return new QuantityText(negative, before, after, text.substring(suffix));
    }

    private static int afterDigits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }
}
