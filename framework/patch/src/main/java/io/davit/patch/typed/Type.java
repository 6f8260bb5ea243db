package io.davit.patch.typed;

import io.davit.patch.fields.PathElement;
import io.davit.schema.ListType;
import io.davit.schema.Schema;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a schema says about owning a value: whether it is owned as a whole or by its parts, and what those are.
 *
 * <p>Where the schema says nothing, maps are owned field by field and lists as a whole. Unknown fields are allowed below a schema that
 * preserves them.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/server-side-apply/#merge-strategy">Merge strategy</a>
 */
public final class Type {

    static final Type ANYTHING = new Type(Schema.builder().build(), true, false, null);
    private static final Type TEXT = new Type(Schema.builder().type("string").build(), false, false, null);

    private final Schema schema;
    private final boolean keepsUnknown;
    private final boolean resource;
    private final @Nullable Schema metadata;

    private Type(Schema schema, boolean keepsUnknown, boolean resource, @Nullable Schema metadata) {
        this.schema = schema;
        this.keepsUnknown = keepsUnknown || schema.preservesUnknownFields();
        this.resource = resource;
        this.metadata = metadata;
    }

    /** The type of a built-in kind. */
    public static Type builtIn(Schema schema) {
        return new Type(schema, false, false, null);
    }

    /**
     * The type of a custom resource, whose schema need not tell of apiVersion, kind and metadata.
     *
     * @param metadata the schema of every object's metadata
     * @param keepsUnknown whether nothing is pruned
     */
    public static Type custom(Schema schema, Schema metadata, boolean keepsUnknown) {
        return new Type(schema, keepsUnknown, true, metadata);
    }

    /** How a value of this type is looked at; a null or a value of the wrong kind like the type's first choice. */
    Form form(@Nullable JsonNode value) {
        boolean any = schema.type().isEmpty();
        boolean map = any || schema.type().equals("object");
        boolean list = any || schema.type().equals("array");
        if (value != null && value.isObject() && map) {
            return Form.MAP;
        }
        if (value != null && value.isArray() && list) {
            return Form.LIST;
        }
        if (any && value != null && !value.isNull()) {
            return Form.SCALAR;
        }
        return map ? Form.MAP : list ? Form.LIST : Form.SCALAR;
    }

    /** Whether a map is owned as a whole. */
    boolean isAtomicMap() {
        return schema.atomicMap() || isRaw();
    }

    /** Whether a list is owned as a whole. */
    boolean isAtomicList() {
        return schema.listType() == ListType.ATOMIC;
    }

    /** Whether the type says nothing about a map, so that nothing can have changed about it. */
    boolean isUndeclaredMap() {
        return schema.properties().isEmpty() && schema.additionalProperties() == null;
    }

    /** An object of any kind within another: nobody looks into it. */
    private boolean isRaw() {
        return schema.reference().endsWith(".runtime.RawExtension");
    }

    /** Whether the field has a name in the schema, rather than being a key of a map. */
    boolean declares(String name) {
        return schema.property(name) != null || (resource && isOfEveryResource(name));
    }

    private static boolean isOfEveryResource(String name) {
        return name.equals("apiVersion") || name.equals("kind") || name.equals("metadata");
    }

    /** The type of a field; null where there may be no such field. */
    @Nullable
    Type field(String name) {
        if (resource && isOfEveryResource(name)) {
            return name.equals("metadata") && metadata != null ? builtIn(metadata) : TEXT;
        }
        Schema known = schema.property(name);
        Schema values = known != null ? known : schema.additionalProperties();
        if (values != null) {
            return below(values);
        }
        Boolean others = schema.additionalPropertiesAllowed();
        boolean allowed =
                others != null ? others : keepsUnknown || schema.properties().isEmpty();
        return allowed ? ANYTHING : null;
    }

    /** The type of the elements of a list. */
    Type items() {
        Schema items = schema.items();
        return items == null ? ANYTHING : below(items);
    }

    private Type below(Schema other) {
        return new Type(other, keepsUnknown, other.embeddedResource(), metadata);
    }

    /**
     * The step to an element of a list that is no whole; null for an element that cannot be told from others, because it is null, has
     * no key, or is of the wrong kind.
     */
    @Nullable
    PathElement element(JsonNode item) {
        if (schema.listType() == ListType.SET) {
            return item.isContainer() || item.isNull() ? null : PathElement.value(item);
        }
        if (!item.isObject()) {
            return null;
        }
        TreeMap<String, JsonNode> keys = new TreeMap<>();
        Schema items = schema.items();
        for (String key : schema.listMapKeys()) {
            JsonNode value = item.get(key);
            Schema field = items == null ? null : items.property(key);
            JsonNode present = value != null ? value : field == null ? null : field.defaultValue();
            if (present != null) {
                keys.put(key, present);
            }
        }
        return keys.isEmpty() ? null : PathElement.key(keys);
    }

    List<String> keys() {
        return schema.listMapKeys();
    }

    boolean isSet() {
        return schema.listType() == ListType.SET;
    }

    /** What is wrong with a scalar; null when nothing is. */
    @Nullable
    String complaint(JsonNode value) {
        boolean container = value.isContainer() || value.isNull();
        return switch (schema.type()) {
            case "integer", "number" ->
                value.isNumber() ? null : "expected numeric (int or float), got " + GoValue.type(value);
            case "boolean" -> value.isBoolean() ? null : "expected boolean, got " + GoValue.held(value);
            case "string" -> {
                boolean strict = !schema.reference().endsWith(".Quantity")
                        && (schema.format().isEmpty() || schema.format().equals("byte"));
                if (strict) {
                    yield value.isString() ? null : "expected string, got " + GoValue.source(value);
                }
                yield container ? "expected any scalar, got " + GoValue.held(value) : null;
            }
            default -> container ? "expected any scalar, got " + GoValue.held(value) : null;
        };
    }
}
