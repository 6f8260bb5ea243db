package io.davit.cel.value;

import io.davit.cel.Type;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON read as values, one level at a time. */
public final class JsonValues {

    private JsonValues() {}

    /** The value as the JSON alone tells it: numbers without a fraction are ints. */
    public static Object plain(@Nullable JsonNode node) {
        return switch (node) {
            case null -> Null.NULL;
            case ObjectNode object -> new JsonMap(object, Type.DYN);
            case ArrayNode array -> new JsonList(array, Type.DYN);
            default -> {
                if (node.isString()) {
                    yield node.stringValue();
                }
                if (node.isBoolean()) {
                    yield node.booleanValue();
                }
                if (node.isIntegralNumber()) {
                    yield node.canConvertToLong() ? (Object) node.longValue() : (Object) node.doubleValue();
                }
                yield node.isNumber() ? (Object) node.doubleValue() : Null.NULL;
            }
        };
    }

    /** The value as its type has it, or a failure when the data does not fit the type. */
    public static Object of(@Nullable JsonNode node, Type type) {
        if (node == null || node.isNull()) {
            return type.nullable() || type.kind() == Type.Kind.DYN
                    ? Null.NULL
                    : new Failure("invalid data, got null for schema with nullable=false");
        }
        return switch (type.kind()) {
            case DYN, OPAQUE -> plain(node);
            case OPTIONAL -> java.util.Optional.of(type.element() == null ? plain(node) : of(node, type.element()));
            case INT_OR_STRING ->
                node.isString() || node.isIntegralNumber()
                        ? plain(node)
                        : new Failure("invalid data, expected XIntOrString value to be either a string or integer");
            case STRING -> node.isString() ? node.stringValue() : unfit("string", node);
            case INT ->
                node.isIntegralNumber() && node.canConvertToLong() ? (Object) node.longValue() : unfit("int", node);
            case UINT ->
                node.isIntegralNumber() && node.canConvertToLong()
                        ? new Unsigned(node.longValue())
                        : unfit("int", node);
            case DOUBLE -> node.isNumber() ? (Object) node.doubleValue() : unfit("float", node);
            case BOOL -> node.isBoolean() ? (Object) node.booleanValue() : unfit("bool", node);
            case OBJECT, MAP ->
                node instanceof ObjectNode object
                        ? new JsonMap(object, type)
                        : new Failure("invalid data, expected a map for the provided schema with type=object");
            case LIST ->
                node instanceof ArrayNode array
                        ? new JsonList(array, type)
                        : new Failure("invalid data, expected an array for the provided schema with type=array");
            case TIMESTAMP -> node.isString() ? Times.dateTime(node.stringValue()) : unfit("string", node);
            case DATE -> node.isString() ? Times.date(node.stringValue()) : unfit("string", node);
            case DURATION -> node.isString() ? Times.schemaDuration(node.stringValue()) : unfit("string", node);
            case BYTES -> node.isString() ? Times.bytes(node.stringValue()) : unfit("string", node);
            case NULL -> Null.NULL;
            case HIDDEN -> new Hidden(node);
        };
    }

    private static Failure unfit(String expected, JsonNode node) {
        return new Failure("invalid data, expected " + expected + ", got " + goType(node));
    }

    private static String goType(JsonNode node) {
        return switch (node) {
            case ObjectNode _ -> "map[string]interface {}";
            case ArrayNode _ -> "[]interface {}";
            default ->
                node.isString() ? "string" : node.isBoolean() ? "bool" : node.isIntegralNumber() ? "int64" : "float64";
        };
    }
}
