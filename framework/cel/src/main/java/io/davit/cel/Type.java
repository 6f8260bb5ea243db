package io.davit.cel;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructTypeReference;
import io.davit.schema.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A type of CEL as Kubernetes declares it: beside what the checker needs, how large values may get, which cost estimates go by, and how
 * JSON is read as a value of it. Immutable.
 */
public final class Type {

    /** How JSON is read, which tells more apart than CEL's types do. */
    public enum Kind {
        /** Whatever the JSON is. */
        DYN,
        INT_OR_STRING,
        NULL,
        BOOL,
        INT,
        UINT,
        DOUBLE,
        STRING,
        BYTES,
        TIMESTAMP,
        DATE,
        DURATION,
        LIST,
        MAP,
        OBJECT,
        OPTIONAL,
        /** A value that a library or the caller makes; JSON is never read as one. */
        OPAQUE,
        /** Kept data that expressions cannot reach, only compare as part of a whole. */
        HIDDEN
    }

    /** As large as anything can be in one request, and as upstream counts it. */
    static final long LARGEST_REQUEST = 3L * 1024 * 1024;

    static final long UNBOUNDED = Long.MAX_VALUE;

    public static final Type DYN = simple(Kind.DYN, SimpleType.DYN, 1);
    public static final Type NULL = simple(Kind.NULL, SimpleType.NULL_TYPE, 4);
    public static final Type BOOL = simple(Kind.BOOL, SimpleType.BOOL, 4);
    public static final Type INT = simple(Kind.INT, SimpleType.INT, 1);
    public static final Type UINT = simple(Kind.UINT, SimpleType.UINT, 1);
    public static final Type DOUBLE = simple(Kind.DOUBLE, SimpleType.DOUBLE, 1);
    public static final Type STRING = simple(Kind.STRING, SimpleType.STRING, 2);
    public static final Type BYTES = simple(Kind.BYTES, SimpleType.BYTES, 2);
    public static final Type TIMESTAMP = simple(Kind.TIMESTAMP, SimpleType.TIMESTAMP, 12);
    public static final Type DURATION = simple(Kind.DURATION, SimpleType.DURATION, 3);
    public static final Type QUANTITY = library("kubernetes.Quantity");
    /** {@code authorizer}: values are {@link Authorizer}s. */
    public static final Type AUTHORIZER = library("kubernetes.authorization.Authorizer");
    /** {@code authorizer.requestResource}: values are {@link ResourceCheck}s. */
    public static final Type RESOURCE_CHECK = library("kubernetes.authorization.ResourceCheck");
    /** {@code Object{…}} at the root: what a patch of apply configurations evaluates to. */
    public static final Type OBJECT_PATCH = library("Object");
    /** {@code JSONPatch{op: …}}: one operation. */
    public static final Type JSON_PATCH = library("JSONPatch");

    private final Kind kind;
    private final CelType celType;
    private final long minimumSize;
    private final long maxElements;
    private final @Nullable Type key;
    private final @Nullable Type element;
    private final Map<String, Type> fields;
    private final Map<String, Type> members;
    private final boolean nullable;
    private final ListKeys listKeys;

    /** How a list with a schema is compared and joined. */
    public sealed interface ListKeys {
        /** Element by element. */
        record Atomic() implements ListKeys {}

        /** As a set of scalars. */
        record Set() implements ListKeys {}

        /** As a map from these keys of the elements. */
        record Map(List<String> names) implements ListKeys {}
    }

    private Type(Builder from) {
        this.kind = from.kind;
        this.celType = from.celType;
        this.minimumSize = from.minimumSize;
        this.maxElements = from.maxElements;
        this.key = from.key;
        this.element = from.element;
        this.fields = from.fields;
        this.members = from.members;
        this.nullable = from.nullable;
        this.listKeys = from.listKeys;
    }

    /**
     * The type that a schema's values have in expressions; null where they cannot be reached.
     *
     * @param resourceRoot whether it is the schema of a whole resource, whose apiVersion, kind and two fields of metadata are always there
     */
    public static @Nullable Type of(Schema schema, boolean resourceRoot) {
        return SchemaTypes.of(schema, resourceRoot, "selfType", null);
    }

    /**
     * The type of whole resources as OpenAPI documents tell their schemas: where a custom resource, or one in it, has metadata, these are
     * known to the last field, whatever its definition says of them.
     *
     * @param name unique among the types that one expression may meet; messages show it
     * @param metadata the schema of metadata; null for the schema's own
     */
    public static @Nullable Type ofResource(Schema schema, String name, @Nullable Schema metadata) {
        return SchemaTypes.of(schema, true, name, metadata);
    }

    /** A string of so many characters at most. */
    public static Type string(long maxLength) {
        return builder(Kind.STRING, SimpleType.STRING).sizes(2, maxLength).build();
    }

    /** Something of which only the size is known before it is met. */
    public static Type any(long maxSize) {
        return builder(Kind.DYN, SimpleType.ANY).sizes(1, maxSize).build();
    }

    public static Type list(Type element) {
        return list(element, UNBOUNDED);
    }

    public static Type list(Type element, long maxItems) {
        return builder(Kind.LIST, ListType.create(element.celType))
                .element(element)
                .sizes(2, maxItems)
                .build();
    }

    public static Type map(Type key, Type value) {
        return map(key, value, UNBOUNDED);
    }

    public static Type map(Type key, Type value, long maxProperties) {
        return builder(Kind.MAP, MapType.create(key.celType, value.celType))
                .key(key)
                .element(value)
                .sizes(2, maxProperties)
                .build();
    }

    /**
     * An object with these fields, by their names as they are in JSON.
     *
     * @param name unique among the types that one expression may meet; messages show it
     */
    public static Type object(String name, Map<String, Type> members) {
        Map<String, Type> fields = new LinkedHashMap<>();
        members.forEach((member, type) -> {
            String escaped = Escaping.escape(member);
            if (escaped != null) {
                fields.put(escaped, type);
            }
        });
        return builder(Kind.OBJECT, StructTypeReference.create(name))
                .fields(fields, new LinkedHashMap<>(members))
                .sizes(2, 0)
                .build();
    }

    /** The type of a result that a checked expression has. */
    public static Type of(CelType celType) {
        return switch (celType) {
            case ListType list -> list(of(list.elemType()));
            case MapType map -> map(of(map.keyType()), of(map.valueType()));
            default -> known(celType);
        };
    }

    private static Type known(CelType celType) {
        for (Type type : List.of(DYN, NULL, BOOL, INT, UINT, DOUBLE, STRING, BYTES, TIMESTAMP, DURATION)) {
            if (type.celType.equals(celType)) {
                return type;
            }
        }
        return builder(Kind.OPAQUE, celType).build();
    }

    /** A value of this type, or none. */
    public Type optional() {
        return builder(Kind.OPTIONAL, OptionalType.create(celType))
                .element(this)
                .build();
    }

    public Kind kind() {
        return kind;
    }

    /** What the checker of dev.cel knows it as. */
    public CelType celType() {
        return celType;
    }

    /** How few bytes of JSON a value may have. */
    public long minimumSize() {
        return minimumSize;
    }

    /** How many elements, entries or characters a value may have; 0 for what has none, {@link Long#MAX_VALUE} for no bound. */
    public long maxElements() {
        return maxElements;
    }

    /** How often a value of this type may occur in one request at most. */
    public long maxCardinality() {
        return LARGEST_REQUEST / (minimumSize + 1);
    }

    public @Nullable Type key() {
        return key;
    }

    /** Of a list's elements, of a map's values, of what is in an optional. */
    public @Nullable Type element() {
        return element;
    }

    /** The fields that expressions may name, by their escaped names. */
    public Map<String, Type> fields() {
        return fields;
    }

    /** The field with a name as it is written in an expression, where a keyword may stand without escaping. */
    public @Nullable Type field(String identifier) {
        Type type = fields.get(identifier);
        return type == null && Escaping.KEYWORDS.contains(identifier) ? fields.get("__" + identifier + "__") : type;
    }

    /** The type of a member by its name in JSON; null when the schema does not name it. */
    public @Nullable Type member(String name) {
        return members.get(name);
    }

    public Map<String, Type> members() {
        return members;
    }

    public boolean nullable() {
        return nullable;
    }

    public ListKeys listKeys() {
        return listKeys;
    }

    /** As messages about faults name it: {@code list(string)}, {@code duration}. */
    @Override
    public String toString() {
        return TypeNames.format(celType);
    }

    /** As messages about the type of a result name it: {@code google.protobuf.Duration}. */
    public String declaredName() {
        return TypeNames.declared(celType);
    }

    private static Type simple(Kind kind, CelType celType, long minimumSize) {
        return builder(kind, celType).sizes(minimumSize, 0).build();
    }

    private static Type library(String name) {
        return builder(Kind.OPAQUE, StructTypeReference.create(name)).build();
    }

    static Builder builder(Kind kind, CelType celType) {
        return new Builder(kind, celType);
    }

    /** Collects a type; used once. */
    static final class Builder {

        private final Kind kind;
        private final CelType celType;
        private long minimumSize = 1;
        private long maxElements;
        private @Nullable Type key;
        private @Nullable Type element;
        private Map<String, Type> fields = Map.of();
        private Map<String, Type> members = Map.of();
        private boolean nullable;
        private ListKeys listKeys = new ListKeys.Atomic();

        private Builder(Kind kind, CelType celType) {
            this.kind = kind;
            this.celType = celType;
        }

        Builder sizes(long minimumSize, long maxElements) {
            this.minimumSize = minimumSize;
            this.maxElements = maxElements;
            return this;
        }

        Builder key(Type value) {
            key = value;
            return this;
        }

        Builder element(Type value) {
            element = value;
            return this;
        }

        Builder fields(Map<String, Type> escaped, Map<String, Type> named) {
            fields = escaped;
            members = named;
            return this;
        }

        Builder nullable(boolean value) {
            nullable = value;
            return this;
        }

        Builder listKeys(ListKeys value) {
            listKeys = value;
            return this;
        }

        Type build() {
            return new Type(this);
        }
    }
}
