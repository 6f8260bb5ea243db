package io.davit.patch.typed;

import io.davit.model.json.Json;
import io.davit.schema.GoNumber;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Values as complaints show them, which are those of structured-merge-diff and print what holds a value rather than the value. A null that
 * somebody complains of was made by an expression, and those make numbers with a name of them.
 */
final class GoValue {

    private GoValue() {}

    /** {@code &{map[a:1]}}. */
    static String held(JsonNode value) {
        return "&{" + (value.isNull() ? "NULL_VALUE" : printed(value)) + "}";
    }

    /** {@code &value.valueUnstructured{Value:5}}. */
    static String source(JsonNode value) {
        return "&value.valueUnstructured{Value:" + (value.isNull() ? "0" : written(value)) + "}";
    }

    /** {@code map[string]interface {}}. */
    static String type(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "map[string]interface {}";
            case ARRAY -> "[]interface {}";
            case BOOLEAN -> "bool";
            case NUMBER -> value.isIntegralNumber() ? "int64" : "float64";
            case NULL, MISSING -> "structpb.NullValue";
            case STRING, BINARY, POJO -> "string";
        };
    }

    private static String printed(JsonNode value) {
        return switch (value) {
            case ObjectNode object -> members(object, " ", "map[", "]", name -> name, GoValue::printed);
            case ArrayNode list -> list.valueStream().map(GoValue::printed).collect(Collectors.joining(" ", "[", "]"));
            default -> value.isNull() ? "<nil>" : value.isNumber() ? GoNumber.text(value) : value.asString("");
        };
    }

    private static String written(JsonNode value) {
        return switch (value) {
            case ObjectNode object ->
                members(object, ", ", "map[string]interface {}{", "}", Json::quote, GoValue::written);
            case ArrayNode list ->
                list.valueStream().map(GoValue::written).collect(Collectors.joining(", ", "[]interface {}{", "}"));
            default ->
                value.isNull()
                        ? "interface {}(nil)"
                        : value.isNumber()
                                ? GoNumber.text(value)
                                : value.isString() ? Json.quote(value.stringValue()) : value.asString("");
        };
    }

    private static String members(
            ObjectNode object,
            String between,
            String before,
            String after,
            Function<String, String> name,
            Function<JsonNode, String> value) {
        Map<String, JsonNode> sorted = new TreeMap<>();
        object.properties().forEach(each -> sorted.put(each.getKey(), each.getValue()));
        return sorted.entrySet().stream()
                .map(each -> name.apply(each.getKey()) + ":" + value.apply(each.getValue()))
                .collect(Collectors.joining(between, before, after));
    }
}
