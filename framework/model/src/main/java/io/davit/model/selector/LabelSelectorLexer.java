package io.davit.model.selector;

import java.util.ArrayList;
import java.util.List;

/** Cuts the text of a label selector into symbols and words. */
final class LabelSelectorLexer {

    private static final String SYMBOLS = "=!(),><";

    enum Kind {
        WORD,
        IN,
        NOT_IN,
        NOT,
        EQUALS,
        DOUBLE_EQUALS,
        NOT_EQUALS,
        GREATER,
        LESS,
        OPEN,
        CLOSE,
        COMMA,
        END
    }

    record Token(Kind kind, String text) {}

    private final String text;
    private int at;

    private LabelSelectorLexer(String text) {
        this.text = text;
    }

    /** Ends with one {@link Kind#END}. */
    static List<Token> tokens(String text) {
        LabelSelectorLexer lexer = new LabelSelectorLexer(text);
        List<Token> all = new ArrayList<>();
        Token token;
        do {
            token = lexer.next();
            all.add(token);
        } while (token.kind() != Kind.END);
        return all;
    }

    private Token next() {
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
        if (at == text.length()) {
            return new Token(Kind.END, "");
        }
        return SYMBOLS.indexOf(text.charAt(at)) >= 0 ? symbol() : word();
    }

    private Token symbol() {
        if (text.startsWith("==", at)) {
            return symbol(Kind.DOUBLE_EQUALS, 2);
        }
        if (text.startsWith("!=", at)) {
            return symbol(Kind.NOT_EQUALS, 2);
        }
        return switch (text.charAt(at)) {
            case '=' -> symbol(Kind.EQUALS, 1);
            case '!' -> symbol(Kind.NOT, 1);
            case '(' -> symbol(Kind.OPEN, 1);
            case ')' -> symbol(Kind.CLOSE, 1);
            case ',' -> symbol(Kind.COMMA, 1);
            case '>' -> symbol(Kind.GREATER, 1);
            default -> symbol(Kind.LESS, 1);
        };
    }

    private Token symbol(Kind kind, int length) {
        at += length;
        return new Token(kind, text.substring(at - length, at));
    }

    private Token word() {
        int start = at;
        while (at < text.length() && !isBlank(text.charAt(at)) && SYMBOLS.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String word = text.substring(start, at);
        return switch (word) {
            case "in" -> new Token(Kind.IN, word);
            case "notin" -> new Token(Kind.NOT_IN, word);
            default -> new Token(Kind.WORD, word);
        };
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }
}
