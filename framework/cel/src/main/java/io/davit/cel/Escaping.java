package io.davit.cel;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names of fields as CEL can write them: {@code a-b} is {@code a__dash__b}, {@code namespace} is {@code __namespace__}.
 *
 * @see <a href="https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation-rules">Validation rules</a>
 */
public final class Escaping {

    /** Words of the language that are no names. */
    static final Set<String> KEYWORDS = Set.of(
            "true",
            "false",
            "null",
            "in",
            "as",
            "break",
            "const",
            "continue",
            "else",
            "for",
            "function",
            "if",
            "import",
            "let",
            "loop",
            "package",
            "namespace",
            "return",
            "var",
            "void",
            "while");

    private Escaping() {}

    /** Whether an expression can use the name as it stands. */
    public static boolean isIdentifier(String name) {
        return !name.isEmpty()
                && !isDigit(name.charAt(0))
                && !KEYWORDS.contains(name)
                && name.chars().allMatch(c -> isPart((char) c));
    }

    /** The name as an identifier, or null when it cannot be one. */
    public static @Nullable String escape(String name) {
        if (name.isEmpty() || isDigit(name.charAt(0))) {
            return null;
        }
        if (KEYWORDS.contains(name)) {
            return "__" + name + "__";
        }
        StringBuilder escaped = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '_' && i + 1 < name.length() && name.charAt(i + 1) == '_') {
                escaped.append("__underscores__");
                i++;
            } else if (c == '.') {
                escaped.append("__dot__");
            } else if (c == '-') {
                escaped.append("__dash__");
            } else if (c == '/') {
                escaped.append("__slash__");
            } else if (isPart(c)) {
                escaped.append(c);
            } else {
                return null;
            }
        }
        return escaped.toString();
    }

    /** The name that an identifier stands for, or null when it holds an unknown sequence. */
    public static @Nullable String unescape(String identifier) {
        int start = identifier.indexOf("__");
        if (start < 0) {
            return identifier;
        }
        StringBuilder name = new StringBuilder(identifier.length());
        int done = 0;
        while (start >= 0) {
            int from = start + 2;
            int end = from;
            while (end < identifier.length() && identifier.charAt(end) != '_') {
                end++;
            }
            if (end == from || !identifier.startsWith("__", end)) {
                // no sequence begins here, but one may with the next underscore
                start = identifier.indexOf("__", start + 1);
                continue;
            }
            String word = identifier.substring(from, end);
            String meaning = switch (word) {
                case "underscores" -> "__";
                case "dot" -> ".";
                case "dash" -> "-";
                case "slash" -> "/";
                default -> KEYWORDS.contains(word) && end + 2 - start == identifier.length() ? word : null;
            };
            if (meaning == null) {
                return null;
            }
            name.append(identifier, done, start).append(meaning);
            done = end + 2;
            start = identifier.indexOf("__", done);
        }
        return name.append(identifier, done, identifier.length()).toString();
    }

    private static boolean isPart(char c) {
        return c == '_' || isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
