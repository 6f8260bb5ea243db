package io.davit.model.selector;

import io.davit.model.error.ApiException;
import io.davit.model.error.FieldErrors;
import io.davit.model.error.FieldPath;
import io.davit.model.selector.LabelSelectorLexer.Kind;
import io.davit.model.selector.LabelSelectorLexer.Token;
import io.davit.model.selector.Requirement.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Reads the grammar of the {@code labelSelector} parameter; its complaints say what was found and what was expected. */
final class LabelSelectorParser {

    private final List<Token> tokens;
    private int at;

    LabelSelectorParser(String text) {
        this.tokens = LabelSelectorLexer.tokens(text);
    }

    List<Requirement> parse() {
        List<Requirement> all = new ArrayList<>();
        if (peek() == Kind.END) {
            return all;
        }
        if (!beginsRequirement()) {
            throw refused("found '" + next().text() + "', expected: !, identifier, or 'end of string'");
        }
        while (true) {
            all.add(requirement());
            Token token = next();
            if (token.kind() == Kind.END) {
                return all;
            }
            if (token.kind() != Kind.COMMA) {
                throw refused("found '" + token.text() + "', expected: ',' or 'end of string'");
            }
            if (!beginsRequirement()) {
                throw refused("found '" + next().text() + "', expected: identifier after ','");
            }
        }
    }

    private Requirement requirement() {
        try {
            return checkedRequirement();
        } catch (ApiException e) {
            throw refused("unable to parse requirement: " + e.message());
        }
    }

    private Requirement checkedRequirement() {
        boolean not = peek() == Kind.NOT;
        if (not) {
            next();
        }
        Kind kind = peek();
        Token key = next();
        if (kind != Kind.WORD) {
            throw refused("found '" + key.text() + "', expected: identifier");
        }
        FieldErrors errors = new FieldErrors();
        RequirementRules.checkKey(key.text(), FieldPath.root(), errors);
        if (!errors.isEmpty()) {
            throw refused(RequirementRules.joined(errors.causes()));
        }
        if (not) {
            return LabelSelector.requirement(key.text(), Operator.DOES_NOT_EXIST, List.of());
        }
        if (peek() == Kind.END || peek() == Kind.COMMA) {
            return LabelSelector.requirement(key.text(), Operator.EXISTS, List.of());
        }
        Operator operator = operator();
        boolean isSet = operator == Operator.IN || operator == Operator.NOT_IN;
        return LabelSelector.requirement(key.text(), operator, isSet ? set() : List.of(value()));
    }

    private Operator operator() {
        Token token = next();
        return switch (token.kind()) {
            case IN -> Operator.IN;
            case NOT_IN -> Operator.NOT_IN;
            case EQUALS -> Operator.EQUALS;
            case DOUBLE_EQUALS -> Operator.DOUBLE_EQUALS;
            case NOT_EQUALS -> Operator.NOT_EQUALS;
            case GREATER -> Operator.GREATER;
            case LESS -> Operator.LESS;
            case WORD, NOT, OPEN, CLOSE, COMMA, END ->
                throw refused("found '" + token.text() + "', expected: in, notin, =, ==, !=, gt, lt");
        };
    }

    /** A missing value is the empty one. */
    private String value() {
        if (peek() == Kind.END || peek() == Kind.COMMA) {
            return "";
        }
        Kind kind = peek();
        Token token = next();
        if (kind != Kind.WORD) {
            throw refused("found '" + token.text() + "', expected: identifier");
        }
        return token.text();
    }

    private List<String> set() {
        Token open = next();
        if (open.kind() != Kind.OPEN) {
            throw refused("found '" + open.text() + "' expected: '('");
        }
        if (peek() == Kind.CLOSE) {
            next();
            return List.of("");
        }
        if (peek() != Kind.WORD && peek() != Kind.COMMA) {
            throw refused("found '" + next().text() + "', expected: ',', ')' or identifier");
        }
        SortedSet<String> values = new TreeSet<>();
        members(values);
        next();
        return List.copyOf(values);
    }

    /** Members up to the closing bracket, which stays; between two commas is an empty one. */
    private void members(SortedSet<String> values) {
        while (true) {
            Kind kind = peek();
            Token token = next();
            if (kind == Kind.WORD) {
                values.add(token.text());
                if (peek() == Kind.CLOSE) {
                    return;
                }
                if (peek() != Kind.COMMA) {
                    throw refused("found '" + next().text() + "', expected: ',' or ')'");
                }
            } else if (kind == Kind.COMMA) {
                if (values.isEmpty()) {
                    values.add("");
                }
                if (peek() == Kind.CLOSE) {
                    values.add("");
                    return;
                }
                if (peek() == Kind.COMMA) {
                    next();
                    values.add("");
                }
            } else {
                throw refused("found '" + token.text() + "', expected: ',', or identifier");
            }
        }
    }

    private boolean beginsRequirement() {
        return peek() == Kind.WORD || peek() == Kind.NOT;
    }

    /** The kind of the next token where a word may stand: there, in and notin are words too. */
    private Kind peek() {
        Kind kind = tokens.get(at).kind();
        return kind == Kind.IN || kind == Kind.NOT_IN ? Kind.WORD : kind;
    }

    private Token next() {
        Token token = tokens.get(at);
        if (token.kind() != Kind.END) {
            at++;
        }
        return token;
    }

    private static ApiException refused(String message) {
        return ApiException.badRequest(message);
    }
}
