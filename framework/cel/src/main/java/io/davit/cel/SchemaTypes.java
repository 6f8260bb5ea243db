package io.davit.cel;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructTypeReference;
import io.davit.schema.Schema;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Types of CEL from structural schemas. Sizes that a schema does not bound are bounded by what fits into one request.
 *
 * @see <a href="https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation-rules">Validation rules</a>
 */
final class SchemaTypes {

    private static final long LONGEST_STRING = Type.LARGEST_REQUEST - 2;
    private static final long LONGEST_TIME = 32;
    private static final long LONGEST_DATE = 12;
    private static final String QUANTITY = "io.k8s.apimachinery.pkg.api.resource.Quantity";

    /** The definitions that are being read: one within itself is an object without fields. */
    private final Set<String> open = new HashSet<>();

    private final @Nullable Schema metadata;

    private SchemaTypes(@Nullable Schema metadata) {
        this.metadata = metadata;
    }

    /** @param metadata of resources; null for what their schemas say, and two fields where that is nothing */
    static @Nullable Type of(Schema schema, boolean root, String name, @Nullable Schema metadata) {
        return new SchemaTypes(metadata).read(schema, root, name);
    }

    private @Nullable Type read(Schema schema, boolean root, String name) {
        String reference = schema.reference();
        if (reference.isEmpty()) {
            return resolved(schema, root, name);
        }
        // OpenAPI calls a quantity a string or a number, and what is one of two types cannot be reached
        if (reference.equals(QUANTITY)) {
            return null;
        }
        if (!open.add(reference)) {
            return Type.object(name, Map.of());
        }
        Type type = resolved(schema, root, name);
        open.remove(reference);
        return type;
    }

    private @Nullable Type resolved(Schema schema, boolean root, String name) {
        if (schema.intOrString()) {
            return Type.builder(Type.Kind.INT_OR_STRING, SimpleType.DYN)
                    .sizes(1, stringLength(schema, LONGEST_STRING))
                    .nullable(schema.nullable())
                    .build();
        }
        return switch (schema.type()) {
            case "array" -> list(schema, name);
            // at the root of a resource there is always something to name, whatever its schema says
            case "object" -> object(schema, root, name);
            case "string" -> string(schema);
            case "boolean" -> scalar(schema, Type.BOOL);
            case "number" -> scalar(schema, Type.DOUBLE);
            case "integer" -> scalar(schema, Type.INT);
            default -> null;
        };
    }

    private static Type scalar(Schema schema, Type type) {
        return schema.nullable()
                ? Type.builder(type.kind(), type.celType())
                        .sizes(type.minimumSize(), 0)
                        .nullable(true)
                        .build()
                : type;
    }

    private @Nullable Type list(Schema schema, String name) {
        Schema items = schema.items();
        Type element = items == null ? null : read(items, items.embeddedResource(), name + ".@idx");
        if (element == null) {
            return null;
        }
        Long maxItems = schema.constraints().maxItems();
        return Type.builder(Type.Kind.LIST, ListType.create(element.celType()))
                .element(element)
                .sizes(2, maxItems == null ? LONGEST_STRING / (element.minimumSize() + 1) : notNegative(maxItems))
                .nullable(schema.nullable())
                .listKeys(
                        switch (schema.listType()) {
                            case ATOMIC -> new Type.ListKeys.Atomic();
                            case SET -> new Type.ListKeys.Set();
                            case MAP -> new Type.ListKeys.Map(schema.listMapKeys());
                        })
                .build();
    }

    private @Nullable Type object(Schema schema, boolean root, String name) {
        Schema values = schema.additionalProperties();
        if (values != null) {
            Type element = read(values, values.embeddedResource(), name + ".@elem");
            if (element == null) {
                return null;
            }
            Long maxProperties = schema.constraints().maxProperties();
            return Type.builder(Type.Kind.MAP, MapType.create(SimpleType.STRING, element.celType()))
                    .key(Type.STRING)
                    .element(element)
                    .sizes(
                            2,
                            maxProperties == null
                                    ? LONGEST_STRING / (element.minimumSize() + 6)
                                    : notNegative(maxProperties))
                    .nullable(schema.nullable())
                    .build();
        }
        Map<String, Type> fields = new LinkedHashMap<>();
        Map<String, Type> members = new LinkedHashMap<>();
        long size = 2;
        Map<String, Schema> properties = root ? withObjectMeta(schema.properties()) : schema.properties();
        for (Map.Entry<String, Schema> property : properties.entrySet()) {
            Schema of = property.getValue();
            String member = property.getKey();
            String escaped = Escaping.escape(member);
            Type type = read(of, of.embeddedResource(), name + "." + (escaped == null ? member : escaped));
            if (type == null) {
                members.put(member, HIDDEN);
                continue;
            }
            members.put(member, type);
            if (escaped != null) {
                fields.put(escaped, type);
            }
            if (schema.required().contains(member) && of.defaultValue() == null) {
                size += member.getBytes(StandardCharsets.UTF_8).length + type.minimumSize() + 4;
            }
        }
        return Type.builder(Type.Kind.OBJECT, StructTypeReference.create(name))
                .fields(fields, members)
                .sizes(size, 0)
                .nullable(schema.nullable())
                .build();
    }

    private static final Type HIDDEN =
            Type.builder(Type.Kind.HIDDEN, SimpleType.DYN).nullable(true).build();

    private Map<String, Schema> withObjectMeta(Map<String, Schema> properties) {
        Map<String, Schema> all = new LinkedHashMap<>(properties);
        Schema string = Schema.builder().type("string").build();
        if (metadata != null) {
            all.put("kind", string);
            all.put("apiVersion", string);
            all.put("metadata", metadata);
            return all;
        }
        Schema own = all.get("metadata");
        boolean complete = has(all, "kind", "string")
                && has(all, "apiVersion", "string")
                && own != null
                && own.type().equals("object")
                && has(own.properties(), "name", "string")
                && has(own.properties(), "generateName", "string");
        if (!complete) {
            all.put("kind", string);
            all.put("apiVersion", string);
            all.put(
                    "metadata",
                    Schema.builder()
                            .type("object")
                            .properties(Map.of("name", string, "generateName", string))
                            .build());
        }
        return all;
    }

    private static boolean has(Map<String, Schema> properties, String name, String type) {
        Schema schema = properties.get(name);
        return schema != null && schema.type().equals(type);
    }

    private static Type string(Schema schema) {
        return switch (schema.format()) {
            case "byte" -> {
                Long maxLength = schema.constraints().maxLength();
                yield sized(
                        schema,
                        Type.Kind.BYTES,
                        SimpleType.BYTES,
                        2,
                        maxLength == null ? LONGEST_STRING : notNegative(maxLength));
            }
            case "duration" -> sized(schema, Type.Kind.DURATION, SimpleType.DURATION, 3, LONGEST_TIME);
            case "date" -> sized(schema, Type.Kind.DATE, SimpleType.TIMESTAMP, LONGEST_DATE, LONGEST_DATE);
            case "date-time" -> sized(schema, Type.Kind.TIMESTAMP, SimpleType.TIMESTAMP, 21, LONGEST_TIME);
            default ->
                sized(
                        schema,
                        Type.Kind.STRING,
                        SimpleType.STRING,
                        2,
                        stringLength(
                                schema,
                                schema.enumeration().isEmpty() ? LONGEST_STRING : longest(schema.enumeration())));
        };
    }

    private static Type sized(Schema schema, Type.Kind kind, CelType celType, long minimum, long maximum) {
        return Type.builder(kind, celType)
                .sizes(minimum, maximum)
                .nullable(schema.nullable())
                .build();
    }

    /** Schemas count characters and costs go by bytes, of which a character has four at most. */
    private static long stringLength(Schema schema, long otherwise) {
        Long maxLength = schema.constraints().maxLength();
        return maxLength == null ? otherwise : notNegative(maxLength) * 4;
    }

    private static long longest(List<JsonNode> values) {
        return values.stream()
                .filter(JsonNode::isString)
                .mapToLong(value -> value.stringValue().getBytes(StandardCharsets.UTF_8).length)
                .max()
                .orElse(0);
    }

    private static long notNegative(long value) {
        return Math.max(0, value);
    }
}
