package io.davit.schema;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fills a custom object with the defaults of its schema, in place and idempotently.
 *
 * <p>A null counts as a value only where the schema is nullable: elsewhere it takes the default, or goes where there is none. Nulls in
 * lists without a default stay, and are refused later.
 *
 * @see <a href="https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#defaulting-and-nullable">Defaulting and nullable</a>
 */
public final class Defaulter {

    private Defaulter() {}

    /** Drops nulls that are no values, and sets defaults. */
    public static void apply(ObjectNode object, Schema schema) {
        dropNulls(object, schema);
        fill(object, schema);
    }

    /** Sets defaults, also in place of nulls that are no values; such nulls stay where there is no default. */
    public static void fill(ObjectNode object, Schema schema) {
        value(object, schema);
    }

    /** Drops nulls that are no values, except in lists and where there is a default. */
    public static void dropNulls(JsonNode value, @Nullable Schema schema) {
        if (schema == null) {
            return;
        }
        if (value instanceof ObjectNode map) {
            Schema others = schema.additionalProperties();
            map.properties().removeIf(member -> {
                Schema known = schema.property(member.getKey());
                Schema below = known == null ? others : known;
                return below != null && isNoValue(member.getValue(), below) && below.defaultValue() == null;
            });
            map.forEachEntry((name, member) -> {
                Schema known = schema.property(name);
                dropNulls(member, known == null ? others : known);
            });
        } else if (value instanceof ArrayNode list) {
            list.forEach(element -> dropNulls(element, schema.items()));
        }
    }

    private static void value(JsonNode value, @Nullable Schema schema) {
        if (schema == null) {
            return;
        }
        if (value instanceof ObjectNode map) {
            map(map, schema);
        } else if (value instanceof ArrayNode list) {
            list(list, schema.items());
        }
    }

    private static void map(ObjectNode map, Schema schema) {
        Schema others = schema.additionalProperties();
        schema.properties().forEach((name, property) -> {
            JsonNode fallback = property.defaultValue();
            JsonNode there = map.get(name);
            if (fallback != null && (there == null || isNoValue(there, property))) {
                map.set(name, fallback.deepCopy());
            }
        });
        for (Map.Entry<String, JsonNode> member : map.properties()) {
            Schema known = schema.property(member.getKey());
            if (known == null && others != null && isNoValue(member.getValue(), others)) {
                JsonNode fallback = others.defaultValue();
                if (fallback != null) {
                    member.setValue(fallback.deepCopy());
                }
            }
            value(member.getValue(), known == null ? others : known);
        }
    }

    private static void list(ArrayNode list, @Nullable Schema items) {
        if (items == null) {
            return;
        }
        JsonNode fallback = items.defaultValue();
        for (int i = 0; i < list.size(); i++) {
            if (fallback != null && isNoValue(list.get(i), items)) {
                list.set(i, fallback.deepCopy());
            }
            value(list.get(i), items);
        }
    }

    private static boolean isNoValue(JsonNode value, Schema schema) {
        return value.isNull() && !schema.nullable();
    }
}
