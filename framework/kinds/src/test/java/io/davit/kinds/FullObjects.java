package io.davit.kinds;

import io.davit.kinds.type.Field;
import io.davit.kinds.type.GoType;
import io.davit.kinds.type.StructType;
import io.davit.model.json.Json;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Makes an object of a kind with something in every field; a type inside itself is left out. */
public final class FullObjects {

    private final Deque<StructType> inside = new ArrayDeque<>();

    private FullObjects() {}

    public static ObjectNode of(StructType kind) {
        ObjectNode object = Json.object();
        object.put("kind", kind.simpleName());
        object.put("apiVersion", kind.kind().apiVersion());
        object.setAll(new FullObjects().struct(kind));
        return object;
    }

    private ObjectNode struct(StructType type) {
        inside.push(type);
        ObjectNode object = Json.object();
        for (Field field : type.fields()) {
            if (type.isKind() && (field.name().equals("kind") || field.name().equals("apiVersion"))) {
                // a kind inside another is not named in protobuf
                continue;
            }
            JsonNode value = value(field.type(), field.name());
            if (value != null) {
                object.set(field.name(), value);
            }
        }
        inside.pop();
        return object;
    }

    private @Nullable JsonNode value(GoType type, String name) {
        return switch (type) {
            case GoType.Basic basic ->
                switch (basic.primitive()) {
                    case BOOL -> BooleanNode.TRUE;
                    case STRING -> StringNode.valueOf("x-" + name);
                    case INT32 -> IntNode.valueOf(-7);
                    case INT64 -> tools.jackson.databind.node.LongNode.valueOf(1L << 40);
                    case FLOAT64 -> Json.mapper().getNodeFactory().numberNode(1.5);
                };
            case GoType.Bytes _ -> StringNode.valueOf("AP8=");
            case GoType.ListOf list -> {
                JsonNode element = value(list.element(), name);
                yield element == null ? null : Json.array().add(element).add(element.deepCopy());
            }
            case GoType.MapOf map -> {
                JsonNode element = value(map.value(), name);
                ObjectNode object = Json.object();
                if (element != null) {
                    object.set("a", element);
                    object.set("b", element.deepCopy());
                }
                yield element == null ? null : object;
            }
            case GoType.Pointer pointer -> value(pointer.target(), name);
            case StructType struct -> inside.contains(struct) ? null : struct(struct);
            case GoType.Any _ -> StringNode.valueOf("anything");
            case GoType.Custom custom ->
                switch (custom.form()) {
                    case TIME -> StringNode.valueOf("2024-05-01T10:00:00Z");
                    case MICRO_TIME -> StringNode.valueOf("2024-05-01T10:00:00.120000Z");
                    case QUANTITY -> StringNode.valueOf("1500m");
                    case INT_OR_STRING -> StringNode.valueOf("50%");
                    case RAW_EXTENSION, FIELDS_V1 -> Json.parse("{\"f:x\":{\".\":{}}}");
                    case JSON -> Json.parse("[1,\"two\"]");
                    case SCHEMA_OR_BOOL -> BooleanNode.TRUE;
                    case SCHEMA_OR_ARRAY -> Json.parse("[{\"type\":\"string\"}]");
                    case SCHEMA_OR_STRINGS -> Json.parse("[\"one\"]");
                };
        };
    }
}
