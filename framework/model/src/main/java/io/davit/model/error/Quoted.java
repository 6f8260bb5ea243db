package io.davit.model.error;

import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Values as messages of the API show them. */
public final class Quoted {

    private Quoted() {}

    /**
     * A text in quotes: what can be seen stays, everything else is escaped.
     *
     * @see <a href="https://pkg.go.dev/strconv#Quote">The form, which is Go's</a>
     */
    public static String of(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        text.codePoints().forEach(c -> append(c, out));
        return out.append('"').toString();
    }

    /** A text as {@link #of}, everything else as {@link #json}. */
    public static String value(JsonNode value) {
        return value.isString() ? of(value.stringValue()) : json(value);
    }

    /** JSON that may stand in a web page. A tree prints itself: the mapper lives in a package that needs this one. */
    static String json(JsonNode value) {
        return value.toString()
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    private static void append(int c, StringBuilder out) {
        switch (c) {
            case 0x07 -> out.append("\\a");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case 0x0b -> out.append("\\v");
            case '\\', '"' -> out.append('\\').append((char) c);
            default -> {
                if (isPrinted(c)) {
                    out.appendCodePoint(c);
                } else {
                    String form = c < 0x80 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x";
                    out.append(String.format(Locale.ROOT, form, c));
                }
            }
        }
    }

    /**
     * Whether a character can be seen: letters, marks, numbers, punctuation, symbols and the plain blank.
     *
     * @see <a href="https://pkg.go.dev/unicode#IsPrint">The rule, which is Go's</a>
     */
    public static boolean isPrinted(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> character == ' ';
            default -> true;
        };
    }
}
