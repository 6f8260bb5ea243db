package io.davit.patch;

import io.davit.model.json.Json;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Patches and what they made of an object, as the refusal of a patch shows them. A document that was patched as text keeps the order
 * of its members, but where a patch looked into it: there they are sorted.
 */
final class ShownPatch {

    private static final int LARGEST_EXPONENT = 21;

    private ShownPatch() {}

    /** Compact JSON that is safe in a web page, with the members of these objects sorted. */
    static String json(JsonNode document, Set<JsonNode> opened) {
        return Json.text(arranged(document, opened))
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    /** A copy with the members of these objects sorted. */
    static JsonNode arranged(JsonNode node, Set<JsonNode> opened) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode result = Json.object();
                Map<String, JsonNode> members = opened.contains(object) ? sorted(object) : null;
                if (members == null) {
                    object.properties().forEach(each -> result.set(each.getKey(), arranged(each.getValue(), opened)));
                } else {
                    members.forEach((key, value) -> result.set(key, arranged(value, opened)));
                }
                yield result;
            }
            case ArrayNode array -> {
                ArrayNode result = Json.array();
                array.forEach(each -> result.add(arranged(each, opened)));
                yield result;
            }
            default -> node;
        };
    }

    private static Map<String, JsonNode> sorted(ObjectNode object) {
        Map<String, JsonNode> members = new TreeMap<>();
        object.properties().forEach(each -> members.put(each.getKey(), each.getValue()));
        return members;
    }

    /** Marks a tree's objects, all the way down. */
    static void openAll(JsonNode node, Set<JsonNode> opened) {
        if (node.isObject()) {
            opened.add(node);
        }
        node.forEach(each -> openAll(each, opened));
    }

    /** As Go prints a tree: {@code map[a:1 b:[x <nil>]]}. */
    static String printed(JsonNode node) {
        return switch (node) {
            case ObjectNode object ->
                sorted(object).entrySet().stream()
                        .map(each -> each.getKey() + ":" + printed(each.getValue()))
                        .collect(Collectors.joining(" ", "map[", "]"));
            case ArrayNode array ->
                array.valueStream().map(ShownPatch::printed).collect(Collectors.joining(" ", "[", "]"));
            default ->
                node.isNull() ? "<nil>" : node.isFloatingPointNumber() ? number(node.doubleValue()) : node.asString("");
        };
    }

    /** The shortest digits that give the number back, with an exponent only where there would be many zeros. */
    private static String number(double value) {
        if (value == 0 || !Double.isFinite(value)) {
            return value == 0 ? "0" : Double.toString(value);
        }
        BigDecimal exact = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        int exponent = exact.precision() - exact.scale() - 1;
        if (exponent >= -4 && exponent < LARGEST_EXPONENT) {
            return exact.toPlainString();
        }
        String digits = exact.unscaledValue().abs().toString();
        String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
        return (value < 0 ? "-" : "") + digits.charAt(0) + fraction + "e" + (exponent < 0 ? "-" : "+")
                + String.format("%02d", Math.abs(exponent));
    }
}
