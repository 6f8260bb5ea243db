package io.davit.model.selector;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One condition of a label selector. */
public record Requirement(String key, Operator operator, List<String> values) {

    /** What is asked of a label. */
    public enum Operator {
        IN("in"),
        NOT_IN("notin"),
        EQUALS("="),
        DOUBLE_EQUALS("=="),
        NOT_EQUALS("!="),
        EXISTS("exists"),
        DOES_NOT_EXIST("!"),
        GREATER("gt"),
        LESS("lt");

        private final String word;

        Operator(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    public Requirement {
        values = List.copyOf(values);
    }

    public boolean matches(Map<String, String> labels) {
        String label = labels.get(key);
        return switch (operator) {
            case IN, EQUALS, DOUBLE_EQUALS -> label != null && values.contains(label);
            case NOT_IN, NOT_EQUALS -> label == null || !values.contains(label);
            case EXISTS -> label != null;
            case DOES_NOT_EXIST -> label == null;
            case GREATER -> compares(label, 1);
            case LESS -> compares(label, -1);
        };
    }

    /** Labels that are no integers are neither greater nor less. */
    private boolean compares(@Nullable String label, int sign) {
        if (label == null) {
            return false;
        }
        try {
            return Integer.signum(Long.compare(Long.parseLong(label), Long.parseLong(values.get(0)))) == sign;
        } catch (NumberFormatException noInteger) {
            return false;
        }
    }

    @Override
    public String toString() {
        return switch (operator) {
            case EXISTS -> key;
            case DOES_NOT_EXIST -> "!" + key;
            case EQUALS, DOUBLE_EQUALS, NOT_EQUALS -> key + operator.word() + String.join(",", values);
            case GREATER -> key + ">" + String.join(",", values);
            case LESS -> key + "<" + String.join(",", values);
            case IN, NOT_IN ->
                key + " " + operator.word() + " ("
                        + String.join(",", values.stream().sorted().toList()) + ")";
        };
    }
}
