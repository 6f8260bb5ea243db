package io.davit.kinds.codec;

import io.davit.kinds.type.Field;
import io.davit.kinds.type.GoType;
import io.davit.kinds.type.StructType;
import io.davit.model.json.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** The empty values of Go types, and what JSON shows of them. */
public final class Zero {

    private Zero() {}

    /** How a field with the empty value is written; null when it is left out. */
    public static @Nullable JsonNode ofField(Field field) {
        return switch (field.type()) {
            case StructType struct -> field.omitZero() ? null : struct(struct);
            case GoType.Custom custom
            when custom.form() != GoType.Form.JSON -> field.omitZero() ? null : ofType(custom);
            case GoType other -> field.omitEmpty() ? null : ofType(other);
        };
    }

    /** How the empty value of a type is written. */
    static JsonNode ofType(GoType type) {
        return switch (type) {
            case GoType.Basic basic ->
                switch (basic.primitive()) {
                    case BOOL -> BooleanNode.FALSE;
                    case STRING -> StringNode.valueOf("");
                    case INT32, INT64, FLOAT64 -> IntNode.valueOf(0);
                };
            case GoType.Bytes _, GoType.ListOf _, GoType.MapOf _, GoType.Pointer _, GoType.Any _ ->
                NullNode.getInstance();
            case StructType struct -> struct(struct);
            case GoType.Custom custom ->
                switch (custom.form()) {
                    case QUANTITY -> StringNode.valueOf("0");
                    case INT_OR_STRING -> IntNode.valueOf(0);
                    case SCHEMA_OR_BOOL -> BooleanNode.FALSE;
                    default -> NullNode.getInstance();
                };
        };
    }

    /** The same for an element of a list or a map, where bytes and pointers have come back from storage. */
    public static JsonNode ofElement(GoType type) {
        return type instanceof GoType.Bytes ? StringNode.valueOf("") : ofType(type);
    }

    /** What a pointer to an empty value shows. */
    public static JsonNode pointedTo(GoType type) {
        return switch (type) {
            case GoType.ListOf _ -> Json.array();
            case GoType.MapOf _ -> Json.object();
            case GoType.Bytes _ -> StringNode.valueOf("");
            default -> ofType(type);
        };
    }

    private static ObjectNode struct(StructType type) {
        ObjectNode object = Json.object();
        for (Field field : type.fields()) {
            JsonNode zero = ofField(field);
            if (zero != null) {
                object.set(field.name(), zero);
            }
        }
        return object;
    }
}
