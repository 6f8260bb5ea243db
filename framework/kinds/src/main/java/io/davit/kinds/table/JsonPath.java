package io.davit.kinds.table;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.StringNode;

/**
 * A path in the JSONPath dialect of Kubernetes: names, {@code ['quoted names']}, indices and slices, {@code *}, {@code ..},
 * unions and filters such as {@code [?(@.type=="Ready")]}. Names may escape dots with a backslash.
 *
 * @see <a href="https://kubernetes.io/docs/reference/kubectl/jsonpath/">JSONPath support</a>
 */
final class JsonPath {

    /** Values that a step may lead to: each {@code ..} multiplies them, and no cell shows as many. */
    private static final int MOST_VALUES = 100_000;

    private final List<Step> steps;

    private JsonPath(List<Step> steps) {
        this.steps = steps;
    }

    /** The path; empty when it can't be understood. */
    static Optional<JsonPath> parse(String text) {
        try {
            return Optional.of(new JsonPath(new Parser(text).steps()));
        } catch (NotUnderstood e) {
            return Optional.empty();
        }
    }

    /** All values at the path; none where something is missing, empty when the path does not fit the object. */
    Optional<List<JsonNode>> find(JsonNode from) {
        try {
            return Optional.of(walk(steps, List.of(from)));
        } catch (DoesNotFit e) {
            return Optional.empty();
        }
    }

    private static List<JsonNode> walk(List<Step> steps, List<JsonNode> from) throws DoesNotFit {
        List<JsonNode> at = from;
        for (Step step : steps) {
            List<JsonNode> next = new ArrayList<>();
            for (JsonNode each : at) {
                step.from(each, next);
                if (next.size() > MOST_VALUES) {
                    throw new DoesNotFit();
                }
            }
            at = next;
        }
        return at;
    }

    /** One step further. */
    private sealed interface Step {
        void from(JsonNode value, List<JsonNode> found) throws DoesNotFit;
    }

    private record Field(String name) implements Step {
        @Override
        public void from(JsonNode value, List<JsonNode> found) {
            JsonNode field = value.get(name);
            if (value.isObject() && field != null) {
                found.add(field);
            }
        }
    }

    private record Wildcard() implements Step {
        @Override
        public void from(JsonNode value, List<JsonNode> found) {
            found.addAll(children(value));
        }
    }

    /** The value and everything in it that has something in it. */
    private record Descendants() implements Step {
        @Override
        public void from(JsonNode value, List<JsonNode> found) {
            List<JsonNode> children = children(value);
            if (!children.isEmpty()) {
                found.add(value);
                children.forEach(each -> from(each, found));
            }
        }
    }

    /** Elements of a list from one index to before another; a single index is a slice of one. */
    private record Slice(
            @Nullable Integer start,
            @Nullable Integer end,
            boolean single,
            @Nullable Integer step) implements Step {
        @Override
        public void from(JsonNode value, List<JsonNode> found) throws DoesNotFit {
            if (value.isNull()) {
                return;
            }
            if (!value.isArray()) {
                throw new DoesNotFit();
            }
            int size = value.size();
            int first = start == null ? 0 : start < 0 ? start + size : start;
            int last = single ? first + 1 : end == null ? size : end < 0 ? end + size : end;
            if (first == last) {
                return;
            }
            boolean inside = first >= 0 && first < size && last >= 0 && last <= size && first < last;
            if (!inside || step != null && step <= 0) {
                throw new DoesNotFit();
            }
            for (int i = first; i < last; i += step == null ? 1 : step) {
                found.add(value.get(i));
            }
        }
    }

    private record Union(List<Step> parts) implements Step {
        @Override
        public void from(JsonNode value, List<JsonNode> found) throws DoesNotFit {
            for (Step each : parts) {
                each.from(value, found);
                if (found.size() > MOST_VALUES) {
                    throw new DoesNotFit();
                }
            }
        }
    }

    /** The elements for which a comparison holds, or at which a path leads anywhere when there is none. */
    private record Filter(
            Operand left, String operator, @Nullable Operand right) implements Step {
        @Override
        public void from(JsonNode value, List<JsonNode> found) throws DoesNotFit {
            if (!value.isArray()) {
                throw new DoesNotFit();
            }
            for (JsonNode element : value) {
                if (holds(element)) {
                    found.add(element);
                }
            }
        }

        private boolean holds(JsonNode element) throws DoesNotFit {
            if (right == null) {
                return left.exists(element);
            }
            JsonNode one = left.value(element);
            JsonNode other = one == null ? null : right.value(element);
            return one != null && other != null && compare(one, other);
        }

        private boolean compare(JsonNode one, JsonNode other) throws DoesNotFit {
            int order = order(one, other);
            return switch (operator) {
                case "==" -> order == 0;
                case "!=" -> order != 0;
                case "<" -> order < 0;
                case "<=" -> order <= 0;
                case ">" -> order > 0;
                case ">=" -> order >= 0;
                default -> throw new DoesNotFit();
            };
        }

        private static int order(JsonNode one, JsonNode other) throws DoesNotFit {
            if (one.isString() && other.isString()) {
                return one.stringValue().compareTo(other.stringValue());
            }
            if (one.isNumber() && other.isNumber()) {
                return one.decimalValue().compareTo(other.decimalValue());
            }
            if (one.isBoolean() && other.isBoolean()) {
                return Boolean.compare(one.booleanValue(), other.booleanValue());
            }
            throw new DoesNotFit();
        }
    }

    /** A side of a comparison: a value as written, or where to find it from the element. */
    private record Operand(@Nullable JsonNode literal, List<Step> path) {

        boolean exists(JsonNode element) {
            try {
                return literal != null || !walk(path, List.of(element)).isEmpty();
            } catch (DoesNotFit e) {
                return false;
            }
        }

        @Nullable
        JsonNode value(JsonNode element) throws DoesNotFit {
            if (literal != null) {
                return literal;
            }
            List<JsonNode> found = walk(path, List.of(element));
            if (found.size() > 1) {
                throw new DoesNotFit();
            }
            return found.isEmpty() ? null : found.getFirst();
        }
    }

    private static List<JsonNode> children(JsonNode value) {
        List<JsonNode> all = new ArrayList<>();
        if (value.isObject()) {
            TreeMap<String, JsonNode> sorted = new TreeMap<>();
            value.properties().forEach(e -> sorted.put(e.getKey(), e.getValue()));
            all.addAll(sorted.values());
        } else {
            value.forEach(all::add);
        }
        return all;
    }

    private static final class NotUnderstood extends Exception {}

    private static final class DoesNotFit extends Exception {}

    /** Reads a path from left to right. */
    private static final class Parser {

        private static final Pattern SLICE = Pattern.compile("(-?\\d*)(:-?\\d*)?(:-?\\d*)?");
        private static final Pattern QUOTED = Pattern.compile("'([^']*)'");
        private static final Pattern FILTER = Pattern.compile("([^!<>=]+)([!<>=]+)(.+?)");
        private static final Pattern NUMBER = Pattern.compile("[-+]?\\d+(\\.\\d+)?([eE][-+]?\\d+)?");
        private static final String ENDS_NAME = " \t\r\n.,[]$@{}";

        private final String text;
        private int at;

        Parser(String text) {
            this.text = text;
        }

        List<Step> steps() throws NotUnderstood {
            List<Step> steps = new ArrayList<>();
            while (at < text.length()) {
                char c = text.charAt(at);
                if (c == '$' || c == '@' || Character.isWhitespace(c)) {
                    at++;
                } else if (c == '.') {
                    steps.add(dotted());
                } else if (c == '[') {
                    steps.add(bracket(inside()));
                } else {
                    throw new NotUnderstood();
                }
            }
            return steps;
        }

        private Step dotted() {
            at++;
            if (text.startsWith(".", at)) {
                // The second dot also begins the name that follows it, if one does.
                boolean named = at + 1 < text.length() && ENDS_NAME.indexOf(text.charAt(at + 1)) < 0;
                at += named ? 0 : 1;
                return new Descendants();
            }
            StringBuilder name = new StringBuilder();
            while (at < text.length() && ENDS_NAME.indexOf(text.charAt(at)) < 0) {
                if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                    at++;
                }
                name.append(text.charAt(at++));
            }
            return name.toString().equals("*") ? new Wildcard() : new Field(name.toString());
        }

        /** What is between a bracket and its partner, quotes respected. */
        private String inside() throws NotUnderstood {
            int start = ++at;
            int open = 1;
            char quote = 0;
            for (; at < text.length(); at++) {
                char c = text.charAt(at);
                if (quote != 0) {
                    quote = c == quote ? 0 : quote;
                } else if (c == '\'' || c == '"') {
                    quote = c;
                } else if (c == '[') {
                    open++;
                } else if (c == ']' && --open == 0) {
                    return text.substring(start, at++);
                }
            }
            throw new NotUnderstood();
        }

        private static Step bracket(String inside) throws NotUnderstood {
            if (inside.startsWith("?(") && inside.endsWith(")")) {
                return filter(inside.substring(2, inside.length() - 1));
            }
            List<String> parts = split(inside);
            if (parts.size() > 1) {
                List<Step> all = new ArrayList<>();
                for (String each : parts) {
                    all.add(bracket(each.strip()));
                }
                return new Union(List.copyOf(all));
            }
            if (inside.equals("*")) {
                return new Wildcard();
            }
            Matcher quoted = QUOTED.matcher(inside);
            return quoted.matches() ? new Field(quoted.group(1)) : slice(inside);
        }

        private static List<String> split(String inside) {
            List<String> parts = new ArrayList<>();
            int start = 0;
            boolean quoted = false;
            for (int i = 0; i < inside.length(); i++) {
                quoted ^= inside.charAt(i) == '\'';
                if (inside.charAt(i) == ',' && !quoted) {
                    parts.add(inside.substring(start, i));
                    start = i + 1;
                }
            }
            parts.add(inside.substring(start));
            return parts;
        }

        private static Step slice(String inside) throws NotUnderstood {
            Matcher numbers = SLICE.matcher(inside);
            if (inside.isEmpty() || !numbers.matches()) {
                throw new NotUnderstood();
            }
            return new Slice(
                    index(numbers.group(1)),
                    index(numbers.group(2)),
                    numbers.group(2) == null,
                    index(numbers.group(3)));
        }

        private static @Nullable Integer index(@Nullable String text) throws NotUnderstood {
            String digits = text == null ? "" : text.replace(":", "");
            if (digits.isEmpty()) {
                return null;
            }
            try {
                return Integer.valueOf(digits);
            } catch (NumberFormatException e) {
                throw new NotUnderstood();
            }
        }

        private static Step filter(String inside) throws NotUnderstood {
            Matcher comparison = FILTER.matcher(inside);
            return comparison.matches()
                    ? new Filter(
                            operand(comparison.group(1).strip()),
                            comparison.group(2),
                            operand(comparison.group(3).strip()))
                    : new Filter(operand(inside.strip()), "exists", null);
        }

        private static Operand operand(String text) throws NotUnderstood {
            boolean quoted = text.length() > 1
                    && (text.charAt(0) == '\'' || text.charAt(0) == '"')
                    && text.charAt(text.length() - 1) == text.charAt(0);
            if (quoted) {
                return new Operand(StringNode.valueOf(text.substring(1, text.length() - 1)), List.of());
            }
            if (text.equals("true") || text.equals("false")) {
                return new Operand(BooleanNode.valueOf(text.equals("true")), List.of());
            }
            return NUMBER.matcher(text).matches()
                    ? new Operand(DecimalNode.valueOf(new BigDecimal(text)), List.of())
                    : new Operand(null, new Parser(text).steps());
        }
    }
}
