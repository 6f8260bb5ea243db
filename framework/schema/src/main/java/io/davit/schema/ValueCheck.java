package io.davit.schema;

import io.davit.model.error.ApiException;
import io.davit.model.error.Cause;
import io.davit.model.error.FieldPath;
import io.davit.model.error.Quoted;
import io.davit.model.error.Reason;
import io.davit.model.json.Json;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Checks one value against a schema, in the order and the words of the API.
 *
 * <p>Every check that a value undergoes is counted: of several alternatives that all fail, the one with most checks is told about.
 */
final class ValueCheck {

    /** How often a value may be checked against a schema: seconds of work. An object of common size needs thousands. */
    private static final long MOST_VALUES = 5_000_000;

    private static final int MOST_CAUSES = 1_000;

    /** Characters of the long enumerations that are told in full; later ones are cut. */
    private static final int MOST_TEXT = 4_000_000;

    private static final int LONG_TEXT = 10_000;

    private final FieldPath at;
    private final boolean typesIntOrString;
    private final Map<Schema, String> enumerations = new IdentityHashMap<>();
    private long values;
    private long told;

    private ValueCheck(FieldPath at, boolean typesIntOrString) {
        this.at = at;
        this.typesIntOrString = typesIntOrString;
    }

    static List<Cause> check(FieldPath at, JsonNode value, @Nullable Correlation old, Schema schema) {
        return new ValueCheck(at, true).value("", value, old, schema).told();
    }

    /** As the API checks defaults: int-or-string there is anything. */
    static List<Cause> checkDefault(FieldPath at, JsonNode value, Schema schema) {
        return new ValueCheck(at, false).value("", value, null, schema).told();
    }

    /** What was found, each thing once and no more than somebody reads, and how many checks were made. */
    private static final class Outcome {

        private final Set<Cause> causes = new LinkedHashSet<>();
        private int checks;
        private long more;

        boolean fine() {
            return causes.isEmpty();
        }

        List<Cause> told() {
            if (more == 0) {
                return List.copyOf(causes);
            }
            List<Cause> told = new ArrayList<>(causes);
            told.add(new Cause("FieldValueInvalid", more + " more problems are not told", ""));
            return told;
        }

        void add(Cause cause) {
            if (causes.size() < MOST_CAUSES) {
                causes.add(cause);
            } else if (!causes.contains(cause)) {
                more++;
            }
        }

        void clear() {
            causes.clear();
            more = 0;
        }
    }

    /** What was found elsewhere is carried along, which is work that counts. */
    private void join(Outcome outcome, Outcome other) {
        other.causes.forEach(outcome::add);
        outcome.more += other.more;
        outcome.checks += other.checks;
        spend(other.causes.size());
    }

    private void spend(long work) {
        values += work;
        if (values > MOST_VALUES) {
            throw new ApiException(
                    Reason.REQUEST_ENTITY_TOO_LARGE,
                    "the object is too large to be validated: its values and the alternatives that its schema has for them are more than "
                            + MOST_VALUES);
        }
    }

    private Outcome value(String name, JsonNode value, @Nullable Correlation old, Schema schema) {
        spend(1);
        Outcome outcome = new Outcome();
        if (value.isNull()) {
            outcome.checks++;
            if (hasType(schema) && !schema.nullable()) {
                wrongType(outcome, name, types(schema), "null");
            }
            enumeration(outcome, name, value, schema);
        } else {
            if (hasType(schema) || !schema.format().isEmpty()) {
                type(outcome, name, value, schema);
                outcome.checks += 2;
            }
            logic(outcome, name, value, schema);
            outcome.checks += 2;
            if (value.isString()) {
                text(outcome, name, value.stringValue(), schema.constraints());
                outcome.checks++;
                if (Formats.known(schema.format())) {
                    format(outcome, name, value, schema);
                    outcome.checks++;
                }
            }
            if (value.isNumber()) {
                number(outcome, name, value, schema);
                outcome.checks += 2;
            }
            if (value instanceof ArrayNode list) {
                list(outcome, name, list, old, schema);
                outcome.checks += 2;
            }
            enumeration(outcome, name, value, schema);
            outcome.checks++;
            if (value instanceof ObjectNode map) {
                map(outcome, name, map, old, schema);
                outcome.checks += 2;
            }
            outcome.checks++;
        }
        if (old != null && !outcome.fine() && old.isUnchanged()) {
            outcome.clear();
        }
        return outcome;
    }

    private boolean hasType(Schema schema) {
        return !schema.type().isEmpty() || isIntOrString(schema);
    }

    private boolean isIntOrString(Schema schema) {
        return typesIntOrString && schema.intOrString();
    }

    private String types(Schema schema) {
        return isIntOrString(schema) ? "integer,string" : schema.type();
    }

    private void type(Outcome outcome, String name, JsonNode value, Schema schema) {
        String actual = typeWord(value);
        String format = formatWord(value);
        String wanted = Formats.supported(schema.format(), schema.type()) ? schema.format() : "";
        boolean wantsInteger = isIntOrString(schema) || schema.type().equals("integer");
        boolean wantsNumber = schema.type().equals("number");
        boolean is = isIntOrString(schema)
                ? actual.equals("integer") || actual.equals("string")
                : schema.type().equals(actual);
        boolean wholeFraction = actual.equals("number") && GoNumber.isWhole(value.doubleValue()) && wantsInteger;
        boolean integerForNumber = actual.equals("integer") && wantsNumber;
        boolean list = value.isArray();
        if (!value.isString() && !list && !wanted.isEmpty()) {
            if (!is && !format.equals(wanted) && !wholeFraction && !integerForNumber) {
                wrongType(outcome, name, wanted, format);
                return;
            }
        }
        if (!wantsInteger && !wantsNumber && !wanted.isEmpty() && (value.isString() || list)) {
            return;
        }
        if (hasType(schema) && !is && !wholeFraction && !integerForNumber) {
            wrongType(outcome, name, types(schema), actual);
        }
    }

    private static String typeWord(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "object";
            case ARRAY -> "array";
            case STRING -> "string";
            case BOOLEAN -> "boolean";
            case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
            default -> "null";
        };
    }

    private static String formatWord(JsonNode value) {
        return value.isNumber() ? value.isIntegralNumber() ? "int64" : "float64" : "";
    }

    /** Alternatives are not told what the value was before: only as a whole may it stay as it is. */
    private void logic(Outcome outcome, String name, JsonNode value, Schema schema) {
        if (!schema.anyOf().isEmpty()) {
            anyOf(outcome, name, value, schema.anyOf());
        }
        if (!schema.oneOf().isEmpty()) {
            oneOf(outcome, name, value, schema.oneOf());
        }
        if (!schema.allOf().isEmpty()) {
            allOf(outcome, name, value, schema.allOf());
        }
        Schema not = schema.not();
        if (not != null && value(name, value, null, not).fine()) {
            composite(outcome, Json.quote(name) + " must not validate the schema (not)");
        }
    }

    private void anyOf(Outcome outcome, String name, JsonNode value, List<Schema> schemas) {
        Outcome best = null;
        for (Schema each : schemas) {
            Outcome result = value(name, value, null, each);
            if (result.fine()) {
                join(outcome, result);
                return;
            }
            if (best == null || result.checks > best.checks) {
                best = result;
            }
        }
        composite(outcome, Json.quote(name) + " must validate at least one schema (anyOf)");
        if (best != null) {
            join(outcome, best);
        }
    }

    private void oneOf(Outcome outcome, String name, JsonNode value, List<Schema> schemas) {
        Outcome best = null;
        Outcome success = null;
        int fine = 0;
        for (Schema each : schemas) {
            Outcome result = value(name, value, null, each);
            if (result.fine()) {
                fine++;
                best = null;
                success = success == null ? result : success;
            } else if (fine == 0 && (best == null || result.checks > best.checks)) {
                best = result;
            }
        }
        if (fine == 1 && success != null) {
            join(outcome, success);
            return;
        }
        String found = fine == 0 ? "Found none valid" : "Found " + fine + " valid alternatives";
        composite(outcome, Json.quote(name) + " must validate one and only one schema (oneOf). " + found);
        if (best != null) {
            join(outcome, best);
        }
    }

    private void allOf(Outcome outcome, String name, JsonNode value, List<Schema> schemas) {
        int fine = 0;
        for (Schema each : schemas) {
            Outcome result = value(name, value, null, each);
            fine += result.fine() ? 1 : 0;
            join(outcome, result);
        }
        if (fine < schemas.size()) {
            composite(
                    outcome,
                    Json.quote(name) + " must validate all the schemas (allOf)"
                            + (fine == 0 ? ". None validated" : ""));
        }
    }

    private void text(Outcome outcome, String name, String value, Constraints limits) {
        int length = value.codePointCount(0, value.length());
        if (limits.maxLength() != null && length > limits.maxLength()) {
            add(
                    outcome,
                    "FieldValueTooLong",
                    name,
                    "Too long: may not be more than " + limits.maxLength()
                            + (limits.maxLength() == 1 ? " byte" : " bytes"));
        } else if (limits.minLength() != null && length < limits.minLength()) {
            invalid(outcome, name, Quoted.of(value), "should be at least " + limits.minLength() + " chars long");
        } else if (limits.pattern() != null && !found(limits.pattern(), value)) {
            invalid(outcome, name, Quoted.of(value), "should match '" + limits.pattern() + "'");
        }
    }

    /** A search takes time that grows with the text. */
    private boolean found(TextPattern pattern, String value) {
        spend(value.length() / 16);
        return pattern.foundIn(value);
    }

    private void format(Outcome outcome, String name, JsonNode value, Schema schema) {
        if (!Formats.matches(schema.format(), value.stringValue())) {
            String shown = Quoted.of(value.stringValue());
            add(
                    outcome,
                    "FieldValueTypeInvalid",
                    name,
                    "Invalid value: " + shown + ": " + name + " in body must be of type " + schema.format() + ": "
                            + shown);
        }
    }

    private void number(Outcome outcome, String name, JsonNode value, Schema schema) {
        if (!inRange(value, schema)) {
            String format = schema.format().isEmpty() ? " (default format)" : " with format " + schema.format();
            composite(outcome, "Checked value must be of type " + schema.type() + format + " in " + name);
        }
        Constraints limits = schema.constraints();
        boolean integer = value.isIntegralNumber();
        String shown = GoNumber.text(value);
        Double factor = beside(integer, limits.multipleOf());
        if (factor != null && factor <= 0) {
            String words = "factor MultipleOf declared for " + name + " must be positive: " + limit(factor, integer);
            add(outcome, "FieldValueInvalid", name, "Invalid value: " + limit(factor, integer) + ": " + words);
        } else if (factor != null && !isMultiple(value, factor)) {
            invalid(outcome, name, shown, "should be a multiple of " + limit(factor, integer));
        }
        Double maximum = beside(integer, limits.maximum());
        if (maximum != null) {
            int order = compare(value, maximum);
            if (limits.exclusiveMaximum() ? order >= 0 : order > 0) {
                String words = limits.exclusiveMaximum() ? "should be less than " : "should be less than or equal to ";
                invalid(outcome, name, shown, words + limit(maximum, integer));
            }
        }
        Double minimum = beside(integer, limits.minimum());
        if (minimum != null) {
            int order = compare(value, minimum);
            if (limits.exclusiveMinimum() ? order <= 0 : order < 0) {
                String words =
                        limits.exclusiveMinimum() ? "should be greater than " : "should be greater than or equal to ";
                invalid(outcome, name, shown, words + limit(minimum, integer));
            }
        }
    }

    /** An integer is compared with the integer part of a limit. */
    private static @Nullable Double beside(boolean integer, @Nullable Double limit) {
        return integer && limit != null && Math.abs(limit) < 9e18 ? Double.valueOf(limit.longValue()) : limit;
    }

    private static boolean inRange(JsonNode value, Schema schema) {
        if (schema.type().equals("integer")) {
            if (!value.isIntegralNumber() && value.doubleValue() != Math.rint(value.doubleValue())) {
                return false;
            }
            BigInteger whole = value.isIntegralNumber()
                    ? value.bigIntegerValue()
                    : value.decimalValue().toBigInteger();
            return whole.bitLength() < (schema.format().equals("int32") ? 32 : 64);
        }
        return !schema.format().startsWith("float") || Math.abs(value.doubleValue()) <= Float.MAX_VALUE;
    }

    private static boolean isMultiple(JsonNode value, double factor) {
        if (value.isIntegralNumber() && factor == Math.rint(factor) && factor != 0) {
            return value.bigIntegerValue()
                            .mod(BigInteger.valueOf((long) Math.abs(factor)))
                            .signum()
                    == 0;
        }
        double number = value.doubleValue();
        return GoNumber.isWhole(factor < 1 ? 1 / factor * number : number / factor);
    }

    private static int compare(JsonNode value, double limit) {
        return value.decimalValue().compareTo(java.math.BigDecimal.valueOf(limit));
    }

    private static String limit(double limit, boolean integer) {
        return integer && Math.abs(limit) < 9e18 ? Long.toString((long) limit) : GoNumber.text(limit);
    }

    private void list(Outcome outcome, String name, ArrayNode list, @Nullable Correlation old, Schema schema) {
        Schema items = schema.items();
        if (items != null) {
            for (int i = 0; i < list.size(); i++) {
                Correlation was = old == null ? null : old.index(i);
                join(outcome, value(name + "[" + i + "]", list.get(i), was, items));
            }
        }
        Constraints limits = schema.constraints();
        if (limits.minItems() != null && list.size() < limits.minItems()) {
            invalid(outcome, name, list.size(), "should have at least " + limits.minItems() + " items");
        }
        if (limits.maxItems() != null && list.size() > limits.maxItems()) {
            tooMany(outcome, name, list.size(), limits.maxItems());
        }
    }

    private void map(Outcome outcome, String name, ObjectNode map, @Nullable Correlation old, Schema schema) {
        Constraints limits = schema.constraints();
        if (limits.minProperties() != null && map.size() < limits.minProperties()) {
            invalid(outcome, name, map.size(), "should have at least " + limits.minProperties() + " properties");
        }
        if (limits.maxProperties() != null && map.size() > limits.maxProperties()) {
            tooMany(outcome, name, map.size(), limits.maxProperties());
        }
        Schema others = schema.additionalProperties();
        boolean closed = Boolean.FALSE.equals(schema.additionalPropertiesAllowed());
        for (Map.Entry<String, JsonNode> member : map.properties()) {
            String key = member.getKey();
            if (schema.property(key) != null) {
                continue;
            }
            if (closed) {
                String words = name + "." + key + " in body is a forbidden property";
                add(outcome, "FieldValueInvalid", name, "Invalid value: " + Quoted.of(key) + ": " + words);
            } else if (others != null) {
                join(outcome, value(name + "." + key, member.getValue(), member(old, name, key), others));
            }
        }
        schema.properties().forEach((key, property) -> {
            JsonNode value = map.get(key);
            if (value != null) {
                String below = name.isEmpty() ? key : name + "." + key;
                join(outcome, value(below, value, member(old, name, key), property));
            }
        });
        for (String key : schema.required()) {
            if (!map.has(key)) {
                add(outcome, "FieldValueRequired", name + "." + key, "Required value");
            }
        }
    }

    /** The version and the kind are never what they were: both objects have been made to show the same. */
    private @Nullable Correlation member(@Nullable Correlation old, String name, String key) {
        boolean type = name.isEmpty() && (key.equals("apiVersion") || key.equals("kind"));
        return old == null || type ? null : old.key(key);
    }

    private void enumeration(Outcome outcome, String name, JsonNode value, Schema schema) {
        if (schema.enumeration().isEmpty() || schema.enumerates(value)) {
            return;
        }
        spend(schema.enumeration().size() / 16);
        String shown = value.isNumber() ? GoNumber.text(value) : Quoted.value(Json.sorted(value));
        add(
                outcome,
                "FieldValueNotSupported",
                name,
                "Unsupported value: " + shown + ": supported values: " + enumerationText(schema));
    }

    /** A long enumeration is told of again and again until that has become too much to be read. */
    private String enumerationText(Schema schema) {
        String all = enumerations.computeIfAbsent(
                schema,
                each -> each.enumeration().stream()
                        .map(value -> Json.quote(allowed(value)))
                        .collect(Collectors.joining(", ")));
        if (all.length() <= LONG_TEXT) {
            return all;
        }
        told += all.length();
        return told > MOST_TEXT && told > all.length() ? all.substring(0, LONG_TEXT) + "..." : all;
    }

    private static String allowed(JsonNode value) {
        if (value.isString()) {
            return value.stringValue();
        }
        String text = Json.text(value);
        return value.isNumber() ? text.toLowerCase(Locale.ROOT) : text;
    }

    private void wrongType(Outcome outcome, String name, String wanted, String actual) {
        String shown = Json.quote(actual);
        add(
                outcome,
                "FieldValueTypeInvalid",
                name,
                "Invalid value: " + shown + ": " + name + " in body must be of type " + wanted + ": " + shown);
    }

    private void invalid(Outcome outcome, String name, Object shown, String words) {
        add(outcome, "FieldValueInvalid", name, "Invalid value: " + shown + ": " + name + " in body " + words);
    }

    private void tooMany(Outcome outcome, String name, int actual, long max) {
        String items = max == 1 ? " item" : " items";
        add(outcome, "FieldValueTooMany", name, "Too many: " + actual + ": must have at most " + max + items);
    }

    /** Something about a value as a whole: its field is where the check began. */
    private void composite(Outcome outcome, String words) {
        outcome.add(new Cause("FieldValueInvalid", "Invalid value: \"\": " + words, at.toString()));
    }

    private void add(Outcome outcome, String reason, String name, String message) {
        String below = name.startsWith(".") ? name.substring(1) : name;
        String field = at.isRoot()
                ? below.isEmpty() ? at.toString() : below
                : below.isEmpty() ? at.toString() : at + "." + below;
        outcome.add(new Cause(reason, message, field));
    }
}
