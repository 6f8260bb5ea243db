package io.davit.kinds.codec;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Base64 as Go reads it: standard alphabet, padded, line ends ignored, left-over bits ignored. */
final class GoBytes {

    private GoBytes() {}

    /** The text in its canonical form; null when it is no base64. */
    static @Nullable String canonical(String text) {
        String bare = text.indexOf('\n') < 0 && text.indexOf('\r') < 0
                ? text
                : text.replace("\n", "").replace("\r", "");
        if (bare.length() % 4 != 0) {
            return null;
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(bare);
            return Base64.getEncoder().encodeToString(bytes);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Why {@link #canonical} refused: the place of the first byte that is not base64, or of an unfinished group of four. */
    static String problem(String text) {
        int inGroup = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r') {
                continue;
            }
            boolean digit = c < 128 && (Character.isLetterOrDigit(c) || c == '+' || c == '/');
            boolean padding = c == '=' && inGroup >= 2 && onlyPaddingFrom(text, i, 4 - inGroup);
            if (padding) {
                break;
            }
            if (!digit) {
                return complaint(i);
            }
            inGroup = (inGroup + 1) % 4;
        }
        return complaint(Math.max(0, text.length() - inGroup));
    }

    private static boolean onlyPaddingFrom(String text, int from, int count) {
        String rest = text.substring(from).replace("\n", "").replace("\r", "");
        return rest.equals("=".repeat(count));
    }

    private static String complaint(int at) {
        return "illegal base64 data at input byte " + at;
    }
}
