package io.davit.kinds.type;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Reads {@code types.bin}, which the build writes: the index at once, each type when it is asked for. */
final class TypeReader {

    private static final int ALIAS = 0;
    private static final int CUSTOM = 1;
    private static final int STRUCT = 2;

    /** A struct as the table has it. */
    record Raw(List<Field> fields, String facts) {}

    private final byte[] bytes;
    private final String[] texts;
    private final int bodyStart;
    private final Map<String, StructType> structs = new HashMap<>();
    private final Map<String, Integer> others = new HashMap<>();
    private final Map<String, GoType> types = new ConcurrentHashMap<>();

    private TypeReader(byte[] bytes) throws IOException {
        this.bytes = bytes;
        DataInputStream in = at(0);
        texts = new String[in.readInt()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = in.readUTF();
        }
        int count = in.readInt();
        int[] index = new int[4 * count];
        for (int i = 0; i < index.length; i++) {
            index[i] = in.readInt();
        }
        bodyStart = bytes.length - in.available();
        for (int i = 0; i < index.length; i += 4) {
            register(texts[index[i]], texts[index[i + 1]], texts[index[i + 2]], index[i + 3]);
        }
    }

    static TypeReader open() {
        try (InputStream in = TypeReader.class.getResourceAsStream("types.bin")) {
            if (in == null) {
                throw new IllegalStateException("types.bin is missing: the build writes it");
            }
            return new TypeReader(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void register(String name, String group, String version, int offset) {
        if (bytes[bodyStart + offset] == STRUCT) {
            structs.put(name, new StructType(name, group, version, this, offset));
        } else {
            others.put(name, offset);
        }
    }

    Map<String, StructType> structs() {
        return structs;
    }

    Raw struct(int offset) {
        try {
            DataInputStream in = at(bodyStart + offset + 3);
            String facts = text(in);
            int count = in.readUnsignedShort();
            List<Field> fields = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                fields.add(field(in));
            }
            return new Raw(List.copyOf(fields), facts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Field field(DataInputStream in) throws IOException {
        String name = text(in);
        GoType type = type(text(in));
        int flags = in.readByte();
        int number = in.readUnsignedShort();
        return new Field(name, type, (flags & 1) != 0, (flags & 2) != 0, (flags & 4) != 0, number, text(in));
    }

    /** The type that a Go type expression with full names stands for, such as {@code map[string][]io.k8s.api.core.v1.Container}. */
    GoType type(String expression) {
        GoType known = types.get(expression);
        if (known == null) {
            known = parse(expression, "");
            types.put(expression, known);
        }
        return known;
    }

    /** {@code alias}: the name of the named type whose underlying type this is; empty when there is none. */
    private GoType parse(String expression, String alias) {
        String display = alias.isEmpty() ? display(expression) : display(alias);
        if (expression.startsWith("*")) {
            return new GoType.Pointer(type(expression.substring(1)));
        }
        if (expression.equals("[]uint8")) {
            return new GoType.Bytes(display);
        }
        if (expression.startsWith("[]")) {
            GoType element = type(expression.substring(2));
            return new GoType.ListOf(element, alias.isEmpty() ? "[]" + element.display() : display);
        }
        if (expression.startsWith("map[")) {
            int end = expression.indexOf(']');
            GoType key = type(expression.substring(4, end));
            GoType value = type(expression.substring(end + 1));
            return new GoType.MapOf(
                    key, value, alias.isEmpty() ? "map[" + key.display() + "]" + value.display() : display);
        }
        return switch (expression) {
            case "bool" -> new GoType.Basic(GoType.Primitive.BOOL, display);
            case "string" -> new GoType.Basic(GoType.Primitive.STRING, display);
            case "int32" -> new GoType.Basic(GoType.Primitive.INT32, display);
            case "int64" -> new GoType.Basic(GoType.Primitive.INT64, display);
            case "float64" -> new GoType.Basic(GoType.Primitive.FLOAT64, display);
            case "any" -> new GoType.Any();
            default -> named(expression);
        };
    }

    private GoType named(String name) {
        StructType struct = structs.get(name);
        if (struct != null) {
            return struct;
        }
        Integer offset = others.get(name);
        if (offset == null) {
            throw new IllegalStateException("no type is named " + name);
        }
        if (bytes[bodyStart + offset] == CUSTOM) {
            return new GoType.Custom(form(name), name, display(name));
        }
        return parse(underlying(offset), name);
    }

    private String underlying(int offset) {
        if (bytes[bodyStart + offset] != ALIAS) {
            throw new IllegalStateException("no alias at " + offset);
        }
        try {
            return text(at(bodyStart + offset + 1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static GoType.Form form(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "Time" -> GoType.Form.TIME;
            case "MicroTime" -> GoType.Form.MICRO_TIME;
            case "Quantity" -> GoType.Form.QUANTITY;
            case "IntOrString" -> GoType.Form.INT_OR_STRING;
            case "RawExtension" -> GoType.Form.RAW_EXTENSION;
            case "FieldsV1" -> GoType.Form.FIELDS_V1;
            case "JSON" -> GoType.Form.JSON;
            case "JSONSchemaPropsOrArray" -> GoType.Form.SCHEMA_OR_ARRAY;
            case "JSONSchemaPropsOrBool" -> GoType.Form.SCHEMA_OR_BOOL;
            case "JSONSchemaPropsOrStringArray" -> GoType.Form.SCHEMA_OR_STRINGS;
            default -> throw new IllegalStateException("no JSON form is known for " + name.toLowerCase(Locale.ROOT));
        };
    }

    /** The last word of the package and the name, as Go prints types. */
    static String display(String fullName) {
        int name = fullName.lastIndexOf('.');
        return name < 0 ? fullName : fullName.substring(fullName.lastIndexOf('.', name - 1) + 1);
    }

    private String text(DataInputStream in) throws IOException {
        return texts[in.readUnsignedShort()];
    }

    private DataInputStream at(int position) {
        return new DataInputStream(new ByteArrayInputStream(bytes, position, bytes.length - position));
    }

    @Nullable
    StructType struct(String name) {
        return structs.get(name);
    }
}
