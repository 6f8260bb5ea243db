package io.davit.patch.fields;

import io.davit.model.json.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.ObjectNode;

/** Equality and order of JSON values, for which 1 and 1.0 are the same number, however they are held. */
public final class Values {

    /** Numbers come first, then texts, truth values, nulls, and everything that has values in it. */
    private static final List<Class<?>> ORDER = List.of(Number.class, String.class, Boolean.class);

    private Values() {}

    public static boolean same(JsonNode a, JsonNode b) {
        if (a == b) {
            return true;
        }
        if (a instanceof ObjectNode left && b instanceof ObjectNode right) {
            return left.size() == right.size() && sameMembers(left, right);
        }
        if (a instanceof ArrayNode left && b instanceof ArrayNode right) {
            return left.size() == right.size() && sameElements(left, right);
        }
        if (a.isNumber() && b.isNumber()) {
            return a.equals(b) || a.decimalValue().compareTo(b.decimalValue()) == 0;
        }
        return !a.isContainer() && a.equals(b);
    }

    private static boolean sameMembers(ObjectNode left, ObjectNode right) {
        for (Map.Entry<String, JsonNode> member : left.properties()) {
            JsonNode other = right.get(member.getKey());
            if (other == null || !same(member.getValue(), other)) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameElements(ArrayNode left, ArrayNode right) {
        for (int i = 0; i < left.size(); i++) {
            if (!same(left.get(i), right.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** The value with one way to write each number. */
    static JsonNode plain(JsonNode value) {
        if (!value.isNumber() || value.isInt() || value.isLong()) {
            return value;
        }
        BigDecimal number = value.decimalValue().stripTrailingZeros();
        return number.scale() <= 0 && number.precision() - number.scale() < 19
                ? LongNode.valueOf(number.longValueExact())
                : DecimalNode.valueOf(number);
    }

    /** JSON as upstream writes it: safe within HTML. */
    public static String text(JsonNode value) {
        String json = Json.text(value);
        return json.chars().noneMatch(Values::isUnsafe)
                ? json
                : json.replace("<", "\\u003c")
                        .replace(">", "\\u003e")
                        .replace("&", "\\u0026")
                        .replace("\u2028", "\\u2028")
                        .replace("\u2029", "\\u2029");
    }

    private static boolean isUnsafe(int character) {
        return character == '<'
                || character == '>'
                || character == '&'
                || character == '\u2028'
                || character == '\u2029';
    }

    static int compare(JsonNode a, JsonNode b) {
        if (a.isString() && b.isString()) {
            return a.stringValue().compareTo(b.stringValue());
        }
        int kinds = Integer.compare(rank(a), rank(b));
        if (kinds != 0) {
            return kinds;
        }
        if (a.isNumber()) {
            return a.decimalValue().compareTo(b.decimalValue());
        }
        return a.isContainer()
                ? a.toString().compareTo(b.toString())
                : a.asString("").compareTo(b.asString(""));
    }

    private static int rank(JsonNode value) {
        Class<?> kind = value.isNumber()
                ? Number.class
                : value.isString() ? String.class : value.isBoolean() ? Boolean.class : Void.class;
        int rank = ORDER.indexOf(kind);
        return rank >= 0 ? rank : value.isNull() ? ORDER.size() : ORDER.size() + 1;
    }
}
