package io.davit.kinds.protobuf;

import io.davit.kinds.codec.Zero;
import io.davit.kinds.type.Field;
import io.davit.kinds.type.GoType;
import io.davit.kinds.type.StructType;
import io.davit.kinds.type.TypeTable;
import io.davit.model.error.ApiException;
import io.davit.model.json.Json;
import io.davit.model.quantity.Quantity;
import io.davit.model.quantity.QuantityFormatException;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Reads protobuf messages into the trees that Go would write as JSON. Depth and the number of values are bounded. */
final class MessageReader {

    private static final int MAX_DEPTH = 200;
    private static final int MAX_VALUES = 1_000_000;
    private static final String SCHEMA = "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaProps";

    private int depth;
    private int values;

    ObjectNode read(StructType type, WireReader in) throws MalformedException {
        if (++depth > MAX_DEPTH) {
            throw new MalformedException("proto: message is nested too deep");
        }
        @Nullable JsonNode[] slots = new JsonNode[type.fields().size()];
        readInto(slots, 0, type, in);
        depth--;
        return written(type.fields(), slots);
    }

    /** The fields of an inlined struct are a message of their own, but stand among their owner's in JSON. */
    private void readInto(@Nullable JsonNode[] slots, int offset, StructType type, WireReader in)
            throws MalformedException {
        while (!in.done()) {
            int number = in.field();
            int slot = offset;
            Field found = null;
            for (Field field : type.declaredFields()) {
                if (field.number() == number) {
                    found = field;
                    break;
                }
                slot += field.inline() && field.type() instanceof StructType inlined
                        ? inlined.fields().size()
                        : 1;
            }
            if (found == null) {
                in.skip();
            } else if (found.inline() && found.type() instanceof StructType inlined) {
                readInto(slots, slot, inlined, nested(in));
            } else {
                slots[slot] = value(found.type(), in, slots[slot]);
            }
        }
    }

    private static ObjectNode written(List<Field> fields, @Nullable JsonNode[] slots) {
        ObjectNode object = Json.object();
        for (int i = 0; i < slots.length; i++) {
            JsonNode value = slots[i] == null ? Zero.ofField(fields.get(i)) : slots[i];
            if (value != null) {
                object.set(fields.get(i).name(), value);
            }
        }
        return object;
    }

    /** The value, null for the empty one; {@code before} is what earlier occurrences of a repeated field gave. */
    private @Nullable JsonNode value(GoType type, WireReader in, @Nullable JsonNode before) throws MalformedException {
        if (++values > MAX_VALUES) {
            throw new MalformedException("proto: message has too many values");
        }
        return switch (type) {
            case GoType.Pointer pointer -> {
                JsonNode value = value(pointer.target(), in, before);
                yield value == null ? Zero.pointedTo(pointer.target()) : value;
            }
            case GoType.Basic basic -> basic(basic.primitive(), in);
            case GoType.Bytes _ -> {
                byte[] bytes = bytes(in);
                yield StringNode.valueOf(Base64.getEncoder().encodeToString(bytes));
            }
            case StructType struct -> read(struct, nested(in));
            case GoType.ListOf list -> list.message() ? texts(nested(in)) : list(list.element(), in, before);
            case GoType.MapOf map -> map(map, nested(in), before);
            case GoType.Custom custom -> custom(custom.form(), nested(in));
            case GoType.Any _ -> throw new MalformedException("proto: a value of any type");
        };
    }

    private static @Nullable JsonNode basic(GoType.Primitive primitive, WireReader in) throws MalformedException {
        return switch (primitive) {
            case STRING -> {
                expect(in, WireReader.BYTES);
                String text = in.text();
                yield text.isEmpty() ? null : StringNode.valueOf(text);
            }
            case BOOL -> varint(in) != 0 ? BooleanNode.TRUE : null;
            case INT32 -> {
                int value = (int) varint(in);
                yield value == 0 ? null : IntNode.valueOf(value);
            }
            case INT64 -> {
                long value = varint(in);
                yield value == 0 ? null : whole(value);
            }
            case FLOAT64 -> {
                expect(in, WireReader.FIXED64);
                double value = Double.longBitsToDouble(in.fixed64());
                if (!Double.isFinite(value)) {
                    throw new MalformedException("json: unsupported value: " + value);
                }
                yield value == 0 ? null : number(value);
            }
        };
    }

    private static JsonNode whole(long value) {
        return value == (int) value ? IntNode.valueOf((int) value) : LongNode.valueOf(value);
    }

    private static JsonNode number(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
        return whole ? whole((long) value) : Json.mapper().getNodeFactory().numberNode(value);
    }

    private JsonNode list(GoType element, WireReader in, @Nullable JsonNode before) throws MalformedException {
        ArrayNode array = before instanceof ArrayNode known ? known : Json.array();
        boolean number = element instanceof GoType.Basic basic && basic.primitive() != GoType.Primitive.STRING;
        if (number && in.wireType() == WireReader.BYTES) {
            WireReader packed = in.nested();
            while (!packed.done()) {
                JsonNode value = value(element, packed, null);
                array.add(value == null ? Zero.ofElement(element) : value);
            }
            return array;
        }
        JsonNode value = value(element, in, null);
        return array.add(value == null ? Zero.ofElement(element) : value);
    }

    private static JsonNode texts(WireReader in) throws MalformedException {
        ArrayNode array = Json.array();
        while (!in.done()) {
            if (in.field() == 1) {
                expect(in, WireReader.BYTES);
                array.add(in.text());
            } else {
                in.skip();
            }
        }
        return array;
    }

    private JsonNode map(GoType.MapOf type, WireReader entry, @Nullable JsonNode before) throws MalformedException {
        ObjectNode object = before instanceof ObjectNode known ? known : Json.object();
        String key = "";
        JsonNode value = null;
        while (!entry.done()) {
            switch (entry.field()) {
                case 1 -> {
                    expect(entry, WireReader.BYTES);
                    key = entry.text();
                }
                case 2 -> value = value(type.value(), entry, null);
                default -> entry.skip();
            }
        }
        object.set(key, value == null ? Zero.ofElement(type.value()) : value);
        return object;
    }

    private @Nullable JsonNode custom(GoType.Form form, WireReader in) throws MalformedException {
        return switch (form) {
            case TIME -> Times.read(in, false);
            case MICRO_TIME -> Times.read(in, true);
            case QUANTITY -> quantity(in);
            case INT_OR_STRING -> intOrString(in);
            case RAW_EXTENSION, FIELDS_V1, JSON -> raw(in);
            case SCHEMA_OR_ARRAY, SCHEMA_OR_STRINGS -> schemaOrList(form, in);
            case SCHEMA_OR_BOOL -> schemaOrBool(in);
        };
    }

    private static JsonNode quantity(WireReader in) throws MalformedException {
        String text = "0";
        while (!in.done()) {
            if (in.field() == 1) {
                expect(in, WireReader.BYTES);
                text = in.text();
            } else {
                in.skip();
            }
        }
        try {
            return StringNode.valueOf(
                    text.isEmpty() ? "0" : Quantity.parse(text).toString());
        } catch (QuantityFormatException e) {
            throw new MalformedException(e.message());
        }
    }

    private static JsonNode intOrString(WireReader in) throws MalformedException {
        long type = 0;
        int number = 0;
        String text = "";
        while (!in.done()) {
            switch (in.field()) {
                case 1 -> type = varint(in);
                case 2 -> number = (int) varint(in);
                case 3 -> {
                    expect(in, WireReader.BYTES);
                    text = in.text();
                }
                default -> in.skip();
            }
        }
        return type == 1 ? StringNode.valueOf(text) : IntNode.valueOf(number);
    }

    /** JSON in bytes. An object in protobuf's own envelope is possible, too. */
    private @Nullable JsonNode raw(WireReader in) throws MalformedException {
        byte[] bytes = new byte[0];
        while (!in.done()) {
            if (in.field() == 1) {
                bytes = bytes(in);
            } else {
                in.skip();
            }
        }
        if (bytes.length == 0) {
            return null;
        }
        if (Envelope.has(bytes)) {
            Envelope envelope = Envelope.read(bytes);
            StructType type = TypeTable.get().kind(envelope.kind());
            if (type == null) {
                throw new MalformedException("no kind is known as " + envelope.kind());
            }
            return envelope.object(this, type);
        }
        try {
            return Json.parse(bytes);
        } catch (ApiException e) {
            throw new MalformedException(e.message());
        }
    }

    private @Nullable JsonNode schemaOrList(GoType.Form form, WireReader in) throws MalformedException {
        StructType schema = TypeTable.get().required(SCHEMA);
        JsonNode single = null;
        ArrayNode several = null;
        while (!in.done()) {
            int number = in.field();
            if (number == 1) {
                single = read(schema, nested(in));
            } else if (number == 2) {
                several = several == null ? Json.array() : several;
                if (form == GoType.Form.SCHEMA_OR_ARRAY) {
                    several.add(read(schema, nested(in)));
                } else {
                    expect(in, WireReader.BYTES);
                    several.add(in.text());
                }
            } else {
                in.skip();
            }
        }
        boolean listFirst = form == GoType.Form.SCHEMA_OR_ARRAY || single == null;
        return several != null && listFirst ? several : single;
    }

    private JsonNode schemaOrBool(WireReader in) throws MalformedException {
        boolean allows = false;
        JsonNode schema = null;
        while (!in.done()) {
            switch (in.field()) {
                case 1 -> allows = varint(in) != 0;
                case 2 -> schema = read(TypeTable.get().required(SCHEMA), nested(in));
                default -> in.skip();
            }
        }
        return schema == null ? BooleanNode.valueOf(allows) : schema;
    }

    private static WireReader nested(WireReader in) throws MalformedException {
        expect(in, WireReader.BYTES);
        return in.nested();
    }

    private static byte[] bytes(WireReader in) throws MalformedException {
        expect(in, WireReader.BYTES);
        return in.bytes();
    }

    private static long varint(WireReader in) throws MalformedException {
        return in.varint();
    }

    private static void expect(WireReader in, int wireType) throws MalformedException {
        if (in.wireType() != wireType) {
            throw new MalformedException("proto: wrong wireType = " + in.wireType());
        }
    }
}
