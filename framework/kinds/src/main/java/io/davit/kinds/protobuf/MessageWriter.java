package io.davit.kinds.protobuf;

import io.davit.kinds.type.Field;
import io.davit.kinds.type.GoType;
import io.davit.kinds.type.StructType;
import io.davit.kinds.type.TypeTable;
import io.davit.model.json.Json;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes trees of built-in objects as protobuf messages, from the last field to the first. The trees are ours: what does not fit its
 * type is a mistake of this server, an {@link IllegalArgumentException}.
 */
final class MessageWriter {

    private static final String SCHEMA = "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaProps";

    private final WireWriter out;

    MessageWriter(WireWriter out) {
        this.out = out;
    }

    void message(JsonNode object, StructType type) {
        List<Field> fields = type.declaredFields();
        for (int i = fields.size() - 1; i >= 0; i--) {
            Field field = fields.get(i);
            if (field.number() == 0) {
                continue;
            }
            if (field.inline() && field.type() instanceof StructType inlined) {
                int before = out.size();
                message(object, inlined);
                out.enclose(field.number(), before);
            } else {
                JsonNode value = object.get(field.name());
                if (value != null && !value.isNull()) {
                    field(field.number(), field.type(), value);
                }
            }
        }
    }

    private void field(int number, GoType type, JsonNode value) {
        switch (type) {
            case GoType.Pointer pointer -> field(number, pointer.target(), value);
            case GoType.Basic basic -> basic(number, basic.primitive(), value);
            case GoType.ListOf list
            when !list.message() -> {
                for (int i = value.size() - 1; i >= 0; i--) {
                    field(number, list.element(), value.path(i));
                }
            }
            case GoType.MapOf map -> map(number, map, value);
            default -> {
                int before = out.size();
                body(type, value);
                out.enclose(number, before);
            }
        }
    }

    /** The inside of a field that has a length. */
    private void body(GoType type, JsonNode value) {
        switch (type) {
            case GoType.Bytes _ -> out.raw(Base64.getDecoder().decode(value.asString("")));
            case StructType struct -> message(value, struct);
            case GoType.ListOf _ -> {
                for (int i = value.size() - 1; i >= 0; i--) {
                    text(1, value.path(i).asString(""));
                }
            }
            case GoType.Custom custom -> custom(custom.form(), value);
            default -> throw new IllegalArgumentException("protobuf has no " + type.display());
        }
    }

    private void basic(int number, GoType.Primitive primitive, JsonNode value) {
        switch (primitive) {
            case STRING -> text(number, value.asString(""));
            case BOOL -> varint(number, value.asBoolean(false) ? 1 : 0);
            case INT32, INT64 -> varint(number, value.asLong(0));
            case FLOAT64 -> {
                out.fixed64(Double.doubleToRawLongBits(value.asDouble(0)));
                out.tag(number, WireReader.FIXED64);
            }
        }
    }

    private void map(int number, GoType.MapOf type, JsonNode value) {
        List<Map.Entry<String, JsonNode>> members = new ArrayList<>(value.properties());
        for (int i = members.size() - 1; i >= 0; i--) {
            int before = out.size();
            JsonNode member = members.get(i).getValue();
            if (!member.isNull()) {
                field(2, type.value(), member);
            }
            text(1, members.get(i).getKey());
            out.enclose(number, before);
        }
    }

    private void custom(GoType.Form form, JsonNode value) {
        if (value.isNull()) {
            return;
        }
        switch (form) {
            case TIME -> Times.write(value.asString(""), false, out);
            case MICRO_TIME -> Times.write(value.asString(""), true, out);
            case QUANTITY -> text(1, value.asString("0"));
            case INT_OR_STRING -> intOrString(value);
            case RAW_EXTENSION, FIELDS_V1, JSON -> raw(value);
            case SCHEMA_OR_ARRAY, SCHEMA_OR_STRINGS -> schemaOrList(value);
            case SCHEMA_OR_BOOL -> schemaOrBool(value);
        }
    }

    private void intOrString(JsonNode value) {
        text(3, value.isString() ? value.stringValue() : "");
        varint(2, value.isString() ? 0 : value.asLong(0));
        varint(1, value.isString() ? 1 : 0);
    }

    private void raw(JsonNode value) {
        int before = out.size();
        out.raw(Json.bytes(value));
        out.enclose(1, before);
    }

    private void schemaOrList(JsonNode value) {
        if (!value.isArray()) {
            schema(1, value);
            return;
        }
        for (int i = value.size() - 1; i >= 0; i--) {
            JsonNode element = value.path(i);
            if (element.isString()) {
                text(2, element.stringValue());
            } else {
                schema(2, element);
            }
        }
    }

    private void schemaOrBool(JsonNode value) {
        if (value instanceof ObjectNode) {
            schema(2, value);
        }
        varint(1, value.isObject() || value.asBoolean(false) ? 1 : 0);
    }

    private void schema(int number, JsonNode value) {
        int before = out.size();
        message(value, TypeTable.get().required(SCHEMA));
        out.enclose(number, before);
    }

    private void text(int number, @Nullable String text) {
        int before = out.size();
        out.text(text == null ? "" : text);
        out.enclose(number, before);
    }

    private void varint(int number, long value) {
        out.varint(value);
        out.tag(number, WireReader.VARINT);
    }
}
