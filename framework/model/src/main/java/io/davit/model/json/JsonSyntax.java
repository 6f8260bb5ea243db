package io.davit.model.json;

import java.util.BitSet;

/**
 * Says why a text is no JSON, in the words that Go's {@code encoding/json} uses and Kubernetes users know:
 * {@code invalid character '}' looking for beginning of object key string}.
 *
 * <p>It reads a text once, after a parser has refused it, and keeps only a stack of bits.
 */
final class JsonSyntax {

    static final String UNEXPECTED_END = "unexpected end of JSON input";

    private static final int MAX_DEPTH = 10_000;

    private final byte[] text;
    private int at;

    private JsonSyntax(byte[] text) {
        this.text = text;
    }

    /** The first problem of {@code text}; {@code otherwise} when its grammar is fine and it was refused for something else. */
    static String problem(byte[] text, String otherwise) {
        try {
            new JsonSyntax(text).document();
            return otherwise;
        } catch (Found found) {
            return found.what;
        }
    }

    private void document() throws Found {
        BitSet inObject = new BitSet();
        int depth = 0;
        boolean needsValue = true;
        while (true) {
            skipSpace();
            if (needsValue) {
                int c = next();
                if (c == '{' || c == '[') {
                    if (depth == MAX_DEPTH) {
                        throw new Found("exceeded max depth");
                    }
                    inObject.set(depth++, c == '{');
                    skipSpace();
                    if (peek() == (c == '{' ? '}' : ']')) {
                        at++;
                        depth--;
                        needsValue = false;
                    } else if (c == '{') {
                        key();
                    }
                } else {
                    scalar(c);
                    needsValue = false;
                }
            } else if (depth == 0) {
                if (at < text.length) {
                    throw invalid(next(), "after top-level value");
                }
                return;
            } else {
                boolean object = inObject.get(depth - 1);
                int c = next();
                if (c == ',') {
                    skipSpace();
                    if (object) {
                        key();
                    }
                    needsValue = true;
                } else if (c == (object ? '}' : ']')) {
                    depth--;
                } else {
                    throw invalid(c, object ? "after object key:value pair" : "after array element");
                }
            }
        }
    }

    private void key() throws Found {
        int c = next();
        if (c != '"') {
            throw invalid(c, "looking for beginning of object key string");
        }
        string();
        skipSpace();
        c = next();
        if (c != ':') {
            throw invalid(c, "after object key");
        }
    }

    private void scalar(int c) throws Found {
        switch (c) {
            case '"' -> string();
            case 't' -> literal("true");
            case 'f' -> literal("false");
            case 'n' -> literal("null");
            case '-' -> {
                int digit = nextOrSpace();
                if (!isDigit(digit)) {
                    throw invalid(digit, "in numeric literal");
                }
                number(digit);
            }
            default -> {
                if (!isDigit(c)) {
                    throw invalid(c, "looking for beginning of value");
                }
                number(c);
            }
        }
    }

    private void string() throws Found {
        while (true) {
            int c = next();
            if (c == '"') {
                return;
            }
            if (c < 0x20) {
                throw invalid(c, "in string literal");
            }
            if (c == '\\') {
                escape();
            }
        }
    }

    private void escape() throws Found {
        int c = nextOrSpace();
        if (c == 'u') {
            for (int i = 0; i < 4; i++) {
                int hex = nextOrSpace();
                if (Character.digit(hex, 16) < 0) {
                    throw invalid(hex, "in \\u hexadecimal character escape");
                }
            }
        } else if ("\"\\/bfnrt".indexOf(c) < 0) {
            throw invalid(c, "in string escape code");
        }
    }

    private void literal(String word) throws Found {
        for (int i = 1; i < word.length(); i++) {
            int c = nextOrSpace();
            if (c != word.charAt(i)) {
                throw invalid(c, "in literal " + word + " (expecting '" + word.charAt(i) + "')");
            }
        }
    }

    private void number(int first) throws Found {
        if (first != '0') {
            digits();
        }
        if (peek() == '.') {
            at++;
            int c = nextOrSpace();
            if (!isDigit(c)) {
                throw invalid(c, "after decimal point in numeric literal");
            }
            digits();
        }
        if (peek() == 'e' || peek() == 'E') {
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            int c = nextOrSpace();
            if (!isDigit(c)) {
                throw invalid(c, "in exponent of numeric literal");
            }
            digits();
        }
    }

    private void digits() {
        while (isDigit(peek())) {
            at++;
        }
    }

    private void skipSpace() {
        while (at < text.length && " \t\r\n".indexOf(text[at]) >= 0) {
            at++;
        }
    }

    private int next() throws Found {
        if (at == text.length) {
            throw new Found(UNEXPECTED_END);
        }
        return text[at++] & 0xff;
    }

    /** Within a number, a word or an escape, Go takes the end for a space, and complains about that. */
    private int nextOrSpace() {
        return at == text.length ? ' ' : text[at++] & 0xff;
    }

    private int peek() {
        return at < text.length ? text[at] & 0xff : -1;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static Found invalid(int c, String where) {
        return new Found("invalid character " + quoted(c) + " " + where);
    }

    /** One byte as Go shows a rune. */
    private static String quoted(int c) {
        return switch (c) {
            case '\'' -> "'\\''";
            case '\\' -> "'\\\\'";
            case '\n' -> "'\\n'";
            case '\r' -> "'\\r'";
            case '\t' -> "'\\t'";
            case 0x07 -> "'\\a'";
            case '\b' -> "'\\b'";
            case '\f' -> "'\\f'";
            case 0x0b -> "'\\v'";
            default ->
                c < 0x20 || c == 0x7f
                        ? "'\\x%02x'".formatted(c)
                        : c >= 0x80 && c <= 0xa0 || c == 0xad ? "'\\u%04x'".formatted(c) : "'" + (char) c + "'";
        };
    }

    private static final class Found extends Exception {

        private static final long serialVersionUID = 1L;

        private final String what;

        Found(String what) {
            super(what, null, false, false);
            this.what = what;
        }
    }
}
