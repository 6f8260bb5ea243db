package io.davit.kinds.reading;

import io.davit.model.json.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Texts in objects that should be JSON, and what Go's reader says when they are not. */
public final class GoJson {

    private GoJson() {}

    /** Why the text is no JSON object; empty when it is one. */
    public static String objectProblem(String text) {
        String syntax = new Scanner(text).problem();
        if (!syntax.isEmpty()) {
            return syntax;
        }
        try {
            JsonNode node = Json.mapper().readTree(text);
            if (node.isObject() || node.isNull()) {
                return "";
            }
            return "json: cannot unmarshal " + kind(node) + " into Go value of type map[string]interface {}";
        } catch (JacksonException e) {
            return "invalid JSON: " + e.getOriginalMessage();
        }
    }

    private static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "array";
            case STRING -> "string";
            case NUMBER -> "number";
            case BOOLEAN -> "bool";
            default -> "object";
        };
    }

    /** Finds the first place where a text stops being JSON. */
    private static final class Scanner {

        private static final String END = "unexpected end of JSON input";

        private final String text;
        private int at;

        Scanner(String text) {
            this.text = text;
        }

        String problem() {
            String wrong = value(0);
            if (wrong.isEmpty()) {
                blanks();
                wrong = at < text.length() ? bad("after top-level value") : "";
            }
            return wrong;
        }

        private String value(int depth) {
            blanks();
            if (at >= text.length()) {
                return END;
            }
            if (depth > Json.MAX_DEPTH) {
                return "exceeded max depth";
            }
            char c = text.charAt(at);
            return switch (c) {
                case '{' -> object(depth);
                case '[' -> array(depth);
                case '"' -> string();
                case 't' -> literal("true");
                case 'f' -> literal("false");
                case 'n' -> literal("null");
                default -> c == '-' || Character.isDigit(c) ? number() : bad("looking for beginning of value");
            };
        }

        private String object(int depth) {
            at++;
            blanks();
            if (take('}')) {
                return "";
            }
            while (true) {
                blanks();
                if (at >= text.length()) {
                    return END;
                }
                if (text.charAt(at) != '"') {
                    return bad("looking for beginning of object key string");
                }
                String wrong = string();
                if (!wrong.isEmpty()) {
                    return wrong;
                }
                blanks();
                if (!take(':')) {
                    return endOr("after object key");
                }
                wrong = value(depth + 1);
                if (!wrong.isEmpty()) {
                    return wrong;
                }
                blanks();
                if (take('}')) {
                    return "";
                }
                if (!take(',')) {
                    return endOr("after object key:value pair");
                }
            }
        }

        private String array(int depth) {
            at++;
            blanks();
            if (take(']')) {
                return "";
            }
            while (true) {
                String wrong = value(depth + 1);
                if (!wrong.isEmpty()) {
                    return wrong;
                }
                blanks();
                if (take(']')) {
                    return "";
                }
                if (!take(',')) {
                    return endOr("after array element");
                }
            }
        }

        private String string() {
            at++;
            while (at < text.length()) {
                char c = text.charAt(at);
                if (c == '"') {
                    at++;
                    return "";
                }
                if (c < ' ') {
                    return bad("in string literal");
                }
                if (c == '\\') {
                    at++;
                    if (at < text.length() && "\"\\/bfnrtu".indexOf(text.charAt(at)) < 0) {
                        return bad("in string escape code");
                    }
                }
                at++;
            }
            return END;
        }

        private String literal(String word) {
            for (int i = 0; i < word.length(); i++, at++) {
                if (at >= text.length()) {
                    return END;
                }
                if (text.charAt(at) != word.charAt(i)) {
                    return bad("in literal " + word + " (expecting '" + word.charAt(i) + "')");
                }
            }
            return "";
        }

        private String number() {
            take('-');
            if (at >= text.length()) {
                return END;
            }
            if (!Character.isDigit(text.charAt(at))) {
                return bad("in numeric literal");
            }
            if (!take('0')) {
                digits();
            }
            if (take('.')) {
                if (at >= text.length()) {
                    return END;
                }
                if (!Character.isDigit(text.charAt(at))) {
                    return bad("after decimal point in numeric literal");
                }
                digits();
            }
            if (take('e') || take('E')) {
                if (!take('+')) {
                    take('-');
                }
                if (at >= text.length()) {
                    return END;
                }
                if (!Character.isDigit(text.charAt(at))) {
                    return bad("in exponent of numeric literal");
                }
                digits();
            }
            return "";
        }

        private void digits() {
            while (at < text.length() && Character.isDigit(text.charAt(at))) {
                at++;
            }
        }

        private void blanks() {
            while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
        }

        private boolean take(char c) {
            boolean there = at < text.length() && text.charAt(at) == c;
            if (there) {
                at++;
            }
            return there;
        }

        private String endOr(String where) {
            return at >= text.length() ? END : bad(where);
        }

        private String bad(String where) {
            char c = text.charAt(at);
            String shown =
                    c == '\'' ? "'\\''" : c == '"' ? "'\"'" : c < ' ' ? "'\\x%02x'".formatted((int) c) : "'" + c + "'";
            return "invalid character " + shown + " " + where;
        }
    }
}
