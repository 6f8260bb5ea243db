package io.davit.kinds.codec;

import io.davit.kinds.type.Field;
import io.davit.kinds.type.GoType;
import io.davit.kinds.type.StructType;
import io.davit.model.json.Json;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes a tree fit a Go type the way upstream copies generic maps into structs, as it does after a strategic merge patch: without
 * naming the place of a misfit, in the order of the structs, and with numbers converted where they can be.
 */
final class Fitting {

    private static final class Misfit extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Misfit(String message) {
            super(message, null, false, false);
        }
    }

    private Fitting() {}

    /** The first misfit; empty when there is none, and then the tree has been made to fit. */
    static String problem(ObjectNode tree, StructType type) {
        try {
            struct(tree, type);
            return "";
        } catch (Misfit | Refused e) {
            String message = e.getMessage();
            return message == null ? "" : message;
        }
    }

    private static JsonNode value(JsonNode value, GoType type) {
        if (value.isNull()) {
            return value;
        }
        return switch (type) {
            case GoType.Pointer pointer -> value(value, pointer.target());
            case GoType.Basic basic -> basic(value, basic);
            case StructType struct -> {
                if (!(value instanceof ObjectNode object)) {
                    throw new Misfit("cannot restore struct from: " + kind(value));
                }
                struct(object, struct);
                yield object;
            }
            case GoType.ListOf list -> list(value, list);
            case GoType.MapOf map -> map(value, map);
            case GoType.Bytes _ -> bytes(value);
            case GoType.Custom custom -> custom(value, custom);
            case GoType.Any _ -> value;
        };
    }

    private static void struct(ObjectNode object, StructType type) {
        for (Field field : type.fields()) {
            JsonNode value = object.get(field.name());
            if (value != null) {
                object.set(field.name(), value(value, field.type()));
            }
        }
    }

    private static JsonNode list(JsonNode value, GoType.ListOf type) {
        if (!(value instanceof ArrayNode array)) {
            throw new Misfit("cannot restore slice from " + kind(value));
        }
        for (int i = 0; i < array.size(); i++) {
            array.set(i, value(array.get(i), type.element()));
        }
        return array;
    }

    private static JsonNode map(JsonNode value, GoType.MapOf type) {
        if (!(value instanceof ObjectNode object)) {
            throw new Misfit("cannot restore map from " + kind(value));
        }
        object.properties().forEach(member -> member.setValue(value(member.getValue(), type.value())));
        return object;
    }

    private static JsonNode bytes(JsonNode value) {
        if (value.isString()) {
            String problem = GoBytes.canonical(value.stringValue()) == null ? GoBytes.problem(value.stringValue()) : "";
            if (!problem.isEmpty()) {
                throw new Misfit("error decoding from json: " + problem);
            }
        } else if (!value.isArray()) {
            throw new Misfit("cannot restore slice from " + kind(value));
        }
        return value;
    }

    /** Types that read themselves refuse in their own words. */
    private static JsonNode custom(JsonNode value, GoType.Custom type) {
        try (JsonParser parser = Json.mapper().treeAsTokens(value)) {
            parser.nextToken();
            TypedReader reader = new TypedReader(parser);
            reader.check(type);
            String problem = reader.typeError();
            if (problem != null) {
                throw new Misfit(problem);
            }
        }
        return value;
    }

    private static JsonNode basic(JsonNode value, GoType.Basic type) {
        return switch (type.primitive()) {
            case STRING -> {
                if (value.isString()) {
                    yield value;
                }
                // Go could make a letter of a number, so it words that refusal differently.
                throw value.isIntegralNumber() ? unfit("int64", type) : unknown("string");
            }
            case BOOL -> {
                if (value.isBoolean()) {
                    yield value;
                }
                throw unknown("bool");
            }
            case FLOAT64 -> {
                if (value.isNumber()) {
                    yield value;
                }
                throw unknown("float64");
            }
            case INT32 -> {
                long whole = whole(value, type, "int32");
                yield IntNode.valueOf((int) whole);
            }
            case INT64 -> LongNode.valueOf(whole(value, type, "int64"));
        };
    }

    private static long whole(JsonNode value, GoType.Basic type, String kind) {
        if (!value.isNumber()) {
            throw unknown(kind);
        }
        if (!value.isIntegralNumber() && value.doubleValue() != Math.rint(value.doubleValue())) {
            throw unfit("float64", type);
        }
        return value.isIntegralNumber() ? value.bigIntegerValue().longValue() : (long) value.doubleValue();
    }

    private static Misfit unfit(String from, GoType.Basic type) {
        return new Misfit("cannot convert " + from + " to " + type.display());
    }

    private static Misfit unknown(String kind) {
        return new Misfit("unrecognized type: " + kind);
    }

    private static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "slice";
            case STRING -> "string";
            case BOOLEAN -> "bool";
            case NUMBER -> value.isIntegralNumber() ? "int64" : "float64";
            default -> "map";
        };
    }
}
