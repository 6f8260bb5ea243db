package io.davit.model.selector;

import io.davit.model.error.ApiException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Conditions on fields that must all hold: {@code metadata.name=x,spec.nodeName!=y}. Immutable. Which fields can be selected is
 * the kind's to say.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/overview/working-with-objects/field-selectors/">Field selectors</a>
 */
public final class FieldSelector {

    /** One condition: a field has a value, or has not. */
    public record Term(String field, boolean equal, String value) {

        public boolean matches(String actual) {
            return actual.equals(value) == equal;
        }

        /** Nothing is compared with nothing, by {@code =} or {@code !=} alone: upstream takes that for no condition. */
        private boolean isEmpty() {
            return field.isEmpty() && value.isEmpty();
        }

        @Override
        public String toString() {
            return field + (equal ? "=" : "!=") + escape(value);
        }
    }

    private static final FieldSelector EVERYTHING = new FieldSelector(List.of());

    private final List<Term> terms;

    private FieldSelector(List<Term> terms) {
        this.terms = terms;
    }

    /** Matches all objects. */
    public static FieldSelector everything() {
        return EVERYTHING;
    }

    public static FieldSelector of(List<Term> terms) {
        return terms.isEmpty() ? EVERYTHING : new FieldSelector(List.copyOf(terms));
    }

    /**
     * Reads the grammar of the query parameter. Backslashes escape commas, equal signs and themselves.
     *
     * @throws ApiException 400, saying what cannot be understood
     */
    public static FieldSelector parse(String text) {
        // Sorted, as upstream reads them: it decides which of two mistakes is named.
        List<String> parts = new ArrayList<>(parts(text));
        parts.sort(null);
        List<Term> terms = new ArrayList<>();
        for (String part : parts) {
            if (!part.isEmpty()) {
                Term term = term(part, text);
                if (!term.isEmpty()) {
                    terms.add(term);
                }
            }
        }
        return of(terms);
    }

    /** {@code value} answers the text of a field; absent ones are empty. */
    public boolean matches(UnaryOperator<String> value) {
        for (Term term : terms) {
            if (!term.matches(value.apply(term.field()))) {
                return false;
            }
        }
        return true;
    }

    public boolean isEverything() {
        return terms.isEmpty();
    }

    public List<Term> terms() {
        return terms;
    }

    /** The canonical text. */
    @Override
    public String toString() {
        return String.join(",", terms.stream().map(Term::toString).toList());
    }

    private static List<String> parts(String text) {
        List<String> all = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == ',') {
                all.add(text.substring(start, i));
                start = i + 1;
            }
        }
        all.add(text.substring(start));
        return all;
    }

    private static Term term(String part, String whole) {
        for (int i = 0; i < part.length(); i++) {
            for (String operator : List.of("!=", "==", "=")) {
                if (part.startsWith(operator, i)) {
                    String value = unescape(part.substring(i + operator.length()));
                    return new Term(part.substring(0, i), !operator.equals("!="), value);
                }
            }
        }
        throw ApiException.badRequest("invalid selector: '" + whole + "'; can't understand '" + part + "'");
    }

    private static String unescape(String text) {
        if (text.chars().noneMatch(c -> c == '\\' || c == ',' || c == '=')) {
            return text;
        }
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
                plain.append(escaped(text, i));
            } else if (c == ',' || c == '=') {
                throw ApiException.badRequest("invalid field selector: unescaped character in value: " + (int) c);
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    private static char escaped(String text, int at) {
        if (at < text.length() && "\\,=".indexOf(text.charAt(at)) >= 0) {
            return text.charAt(at);
        }
        String sequence = "\\" + (at < text.length() ? Character.toString(text.codePointAt(at)) : "");
        throw ApiException.badRequest("invalid field selector: invalid escape sequence: " + sequence);
    }

    private static String escape(String value) {
        return value.replace("\\", "\\\\").replace(",", "\\,").replace("=", "\\=");
    }
}
