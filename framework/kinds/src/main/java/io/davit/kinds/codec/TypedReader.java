package io.davit.kinds.codec;

import io.davit.kinds.type.Field;
import io.davit.kinds.type.GoType;
import io.davit.kinds.type.StructType;
import io.davit.kinds.type.TypeTable;
import io.davit.model.json.Json;
import io.davit.model.quantity.Quantity;
import io.davit.model.quantity.QuantityFormatException;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Reads JSON tokens into the tree that Go would write after reading the same JSON into a struct. One reader reads one body.
 *
 * <p>A value of the wrong type is remembered, and reading goes on: the first one counts. A value that only its own form can judge
 * (a time, a quantity) stops the reading and counts more.
 */
final class TypedReader {

    private static final int MAX_PROBLEMS = 100;

    private final JsonParser parser;
    private final Set<String> problems = new LinkedHashSet<>();
    private boolean silent;
    private final StringBuilder path = new StringBuilder();
    private final List<String> fieldStack = new ArrayList<>();
    private @Nullable StructType context;
    private @Nullable String typeError;

    TypedReader(JsonParser parser) {
        this(parser, "");
    }

    /** @param within where the value is, as problems tell of it; empty for a whole body */
    TypedReader(JsonParser parser, String within) {
        this.parser = parser;
        path.append(within);
    }

    /** Reads the value at the parser's current token. */
    ObjectNode read(StructType type) {
        JsonNode value = value(type, null);
        return value instanceof ObjectNode object ? object : (ObjectNode) Zero.ofType(type);
    }

    /** Reads a value that is part of something, to see whether it can be read. */
    void check(GoType type) {
        value(type, null);
    }

    /** What was wrong with the first value of a wrong type; null when none was. */
    @Nullable
    String typeError() {
        return typeError;
    }

    List<String> problems() {
        return new ArrayList<>(problems);
    }

    /** The value, null for the empty one. {@code existing} is what an equal member before this one left. */
    private @Nullable JsonNode value(GoType type, @Nullable JsonNode existing) {
        JsonToken token = parser.currentToken();
        return switch (type) {
            case GoType.Pointer pointer -> {
                if (token == JsonToken.VALUE_NULL) {
                    yield null;
                }
                JsonNode value = value(pointer.target(), existing);
                yield value == null ? Zero.pointedTo(pointer.target()) : value;
            }
            case GoType.Basic basic -> token == JsonToken.VALUE_NULL ? existing : basic(basic, token);
            case StructType struct -> struct(struct, token, existing);
            case GoType.ListOf list -> list(list, token);
            case GoType.MapOf map -> map(map, token, existing);
            case GoType.Bytes bytes -> bytes(bytes, token);
            case GoType.Custom custom -> custom(custom, token, existing);
            case GoType.Any _ -> token == JsonToken.VALUE_NULL ? null : parser.readValueAsTree();
        };
    }

    private @Nullable JsonNode basic(GoType.Basic type, JsonToken token) {
        return switch (type.primitive()) {
            case STRING -> {
                if (token != JsonToken.VALUE_STRING) {
                    yield wrong(type, token);
                }
                String text = wellFormed(parser.getString());
                yield text.isEmpty() ? null : StringNode.valueOf(text);
            }
            case BOOL ->
                switch (token) {
                    case VALUE_TRUE -> BooleanNode.TRUE;
                    case VALUE_FALSE -> null;
                    default -> wrong(type, token);
                };
            case INT32, INT64 -> integer(type, token);
            case FLOAT64 -> {
                if (!token.isNumeric()) {
                    yield wrong(type, token);
                }
                double number = parser.getDoubleValue();
                if (!Double.isFinite(number)) {
                    yield wrongNumber(type);
                }
                yield number == 0 ? null : number(number);
            }
        };
    }

    private static JsonNode number(double number) {
        if (number == Math.rint(number) && Math.abs(number) < 1e15) {
            return whole((long) number);
        }
        return Json.mapper().getNodeFactory().numberNode(number);
    }

    /** The node that parsing the same digits gives. */
    private static JsonNode whole(long value) {
        return value == (int) value ? IntNode.valueOf((int) value) : LongNode.valueOf(value);
    }

    private @Nullable JsonNode integer(GoType.Basic type, JsonToken token) {
        if (token == JsonToken.VALUE_NUMBER_FLOAT) {
            return wrongNumber(type);
        }
        if (token != JsonToken.VALUE_NUMBER_INT) {
            return wrong(type, token);
        }
        BigInteger big =
                parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER ? parser.getBigIntegerValue() : null;
        if (big != null && big.bitLength() > 63) {
            return wrongNumber(type);
        }
        long value = big == null ? parser.getLongValue() : big.longValue();
        if (type.primitive() == GoType.Primitive.INT32 && value != (int) value) {
            return wrongNumber(type);
        }
        return value == 0 ? null : whole(value);
    }

    private @Nullable JsonNode struct(StructType type, JsonToken token, @Nullable JsonNode existing) {
        if (token == JsonToken.VALUE_NULL) {
            return existing;
        }
        if (token != JsonToken.START_OBJECT) {
            return wrong(type, token);
        }
        List<Field> fields = type.fields();
        @Nullable JsonNode[] values = new JsonNode[fields.size()];
        boolean[] seen = new boolean[values.length];
        if (existing instanceof ObjectNode object) {
            for (int i = 0; i < values.length; i++) {
                values[i] = object.get(fields.get(i).name());
            }
        }
        StructType outer = context;
        context = type;
        int length = path.length();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            path.append(length == 0 ? "" : ".").append(name);
            int index = type.indexOf(name);
            if (index < 0) {
                problem("unknown field");
                parser.skipChildren();
            } else {
                if (seen[index]) {
                    problem("duplicate field");
                }
                seen[index] = true;
                int above = fieldStack.size();
                fieldStack.addAll(type.embedding(index));
                fieldStack.add(name);
                JsonNode before = values[index];
                values[index] = value(fields.get(index).type(), before != null && before.isNull() ? null : before);
                fieldStack.subList(above, fieldStack.size()).clear();
            }
            path.setLength(length);
        }
        context = outer;
        return written(fields, values);
    }

    /** An empty list or map stays what it is: messages and some rules tell it from none. Storing it makes it none. */
    private static ObjectNode written(List<Field> fields, @Nullable JsonNode[] values) {
        ObjectNode object = Json.object();
        for (int i = 0; i < values.length; i++) {
            Field field = fields.get(i);
            JsonNode value = values[i] == null ? Zero.ofField(field) : values[i];
            if (value != null) {
                object.set(field.name(), value);
            }
        }
        return object;
    }

    private @Nullable JsonNode list(GoType.ListOf type, JsonToken token) {
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        if (token != JsonToken.START_ARRAY) {
            return wrong(type, token);
        }
        ArrayNode array = Json.array();
        int length = path.length();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            path.append('[').append(array.size()).append(']');
            JsonNode element = value(type.element(), null);
            array.add(element == null ? Zero.ofElement(type.element()) : element);
            path.setLength(length);
        }
        return array;
    }

    private @Nullable JsonNode map(GoType.MapOf type, JsonToken token, @Nullable JsonNode existing) {
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        if (token != JsonToken.START_OBJECT) {
            return wrong(type, token);
        }
        ObjectNode object = existing instanceof ObjectNode before ? before : Json.object();
        Set<String> seen = new LinkedHashSet<>();
        int length = path.length();
        String last = "";
        boolean sorted = object.isEmpty();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = wellFormed(parser.currentName());
            parser.nextToken();
            path.append(length == 0 ? "" : ".").append(name);
            if (!seen.add(name)) {
                problem("duplicate field");
            }
            JsonNode element = value(type.value(), null);
            object.set(name, element == null ? Zero.ofElement(type.value()) : element);
            sorted &= last.compareTo(name) <= 0;
            last = name;
            path.setLength(length);
        }
        return sorted ? object : sorted(object);
    }

    /** Go writes maps in the order of their keys. */
    private static ObjectNode sorted(ObjectNode object) {
        TreeMap<String, JsonNode> ordered = new TreeMap<>();
        object.properties().forEach(member -> ordered.put(member.getKey(), member.getValue()));
        ObjectNode sorted = Json.object();
        ordered.forEach(sorted::set);
        return sorted;
    }

    private @Nullable JsonNode bytes(GoType.Bytes type, JsonToken token) {
        return switch (token) {
            case VALUE_NULL -> null;
            case VALUE_STRING -> {
                String text = parser.getString();
                String canonical = GoBytes.canonical(text);
                if (canonical == null) {
                    remember(GoBytes.problem(text));
                    yield null;
                }
                yield StringNode.valueOf(canonical);
            }
            case START_ARRAY -> byteList();
            default -> wrong(type, token);
        };
    }

    /** Bytes may come as a list of numbers. */
    private @Nullable JsonNode byteList() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        GoType.Basic each = new GoType.Basic(GoType.Primitive.INT32, "uint8");
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            JsonToken token = parser.currentToken();
            JsonNode number = token == JsonToken.VALUE_NULL ? null : basic(each, token);
            int value = number == null ? 0 : number.asInt(0);
            if (value < 0 || value > 255) {
                wrongNumber(each);
            }
            bytes.write(value);
        }
        return bytes.size() == 0 ? null : StringNode.valueOf(Base64.getEncoder().encodeToString(bytes.toByteArray()));
    }

    private @Nullable JsonNode custom(GoType.Custom type, JsonToken token, @Nullable JsonNode existing) {
        return switch (type.form()) {
            case TIME -> time(token, false);
            case MICRO_TIME -> time(token, true);
            case QUANTITY -> quantity(token);
            case INT_OR_STRING -> intOrString(token);
            case RAW_EXTENSION, FIELDS_V1, JSON -> token == JsonToken.VALUE_NULL ? existing : parser.readValueAsTree();
            case SCHEMA_OR_ARRAY, SCHEMA_OR_BOOL, SCHEMA_OR_STRINGS -> schemaOr(type.form(), token);
        };
    }

    private @Nullable JsonNode time(JsonToken token, boolean micro) {
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        if (token != JsonToken.VALUE_STRING) {
            throw new Refused(wrongText(named(token), "string"));
        }
        String time = GoTime.normal(parser.getString(), micro);
        return time == null ? null : StringNode.valueOf(time);
    }

    private @Nullable JsonNode quantity(JsonToken token) {
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        String text = switch (token) {
            case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getString();
            case VALUE_TRUE -> "true";
            case VALUE_FALSE -> "false";
            default -> "{";
        };
        try {
            return StringNode.valueOf(Quantity.parse(text).toString());
        } catch (QuantityFormatException e) {
            throw new Refused(e.message());
        }
    }

    private @Nullable JsonNode intOrString(JsonToken token) {
        if (token == JsonToken.VALUE_STRING) {
            return StringNode.valueOf(wellFormed(parser.getString()));
        }
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        if (token == JsonToken.VALUE_NUMBER_INT) {
            GoType.Basic int32 = new GoType.Basic(GoType.Primitive.INT32, "int32");
            JsonNode number = integer(int32, token);
            return number == null ? IntNode.valueOf(0) : number;
        }
        throw new Refused(wrongText(token.isNumeric() ? "number " + parser.getString() : named(token), "int32"));
    }

    private @Nullable JsonNode schemaOr(GoType.Form form, JsonToken token) {
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        StructType schema =
                TypeTable.get().required("io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaProps");
        if (token == JsonToken.START_OBJECT) {
            // Go reads these by a function of their own, which tells nobody of fields that it does not know
            boolean outer = silent;
            silent = true;
            JsonNode value = value(schema, null);
            silent = outer;
            return value;
        }
        return switch (form) {
            case SCHEMA_OR_BOOL -> {
                if (!token.isBoolean()) {
                    throw new Refused("boolean or JSON schema expected");
                }
                yield BooleanNode.valueOf(token == JsonToken.VALUE_TRUE);
            }
            case SCHEMA_OR_STRINGS -> {
                if (token != JsonToken.START_ARRAY) {
                    throw new Refused("string array or JSON schema expected");
                }
                yield elements(new GoType.Basic(GoType.Primitive.STRING, "string"));
            }
            default -> token == JsonToken.START_ARRAY ? elements(schema) : skipped();
        };
    }

    private ArrayNode elements(GoType type) {
        ArrayNode array = Json.array();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            JsonNode element = value(type, null);
            array.add(element == null ? Zero.ofElement(type) : element);
        }
        return array;
    }

    private @Nullable JsonNode skipped() {
        parser.skipChildren();
        return null;
    }

    private @Nullable JsonNode wrong(GoType type, JsonToken token) {
        remember(wrongText(named(token), type.display()));
        parser.skipChildren();
        return null;
    }

    private @Nullable JsonNode wrongNumber(GoType type) {
        remember(wrongText("number " + parser.getString(), type.display()));
        return null;
    }

    private void remember(String problem) {
        if (typeError == null) {
            typeError = problem;
        }
    }

    private String wrongText(String what, String type) {
        StructType owner = context;
        String where = owner == null
                ? "Go value"
                : "Go struct field " + owner.simpleName() + "." + String.join(".", fieldStack);
        return "json: cannot unmarshal " + what + " into " + where + " of type " + type;
    }

    private static String named(JsonToken token) {
        return switch (token) {
            case VALUE_STRING -> "string";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "number";
            case VALUE_TRUE, VALUE_FALSE -> "bool";
            case START_ARRAY -> "array";
            default -> "object";
        };
    }

    private void problem(String what) {
        if (!silent && problems.size() < MAX_PROBLEMS) {
            problems.add(what + " \"" + path + "\"");
        }
    }

    /** Lone halves of surrogate pairs cannot be written as UTF-8: they become the replacement character, as in Go. */
    private static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return replaced(text);
                }
                i++;
            }
        }
        return text;
    }

    private static String replaced(String text) {
        StringBuilder fixed = new StringBuilder(text.length());
        text.codePoints().forEach(c -> fixed.appendCodePoint(c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c));
        return fixed.toString();
    }
}
