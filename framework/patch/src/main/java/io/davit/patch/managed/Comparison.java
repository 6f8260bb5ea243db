package io.davit.patch.managed;

import io.davit.schema.ListType;
import io.davit.schema.Schema;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What differs between two states of an object, as sets of paths. Maps are compared field by field and keyed lists element by
 * element; scalars, atomic maps and all other lists as a whole. What the schema does not know is compared like maps of anything.
 */
public record Comparison(FieldSet added, FieldSet modified, FieldSet removed) {

    public static Comparison of(ObjectNode before, ObjectNode after, Schema schema) {
        Comparison found = new Comparison(new FieldSet(), new FieldSet(), new FieldSet());
        found.fields(before, after, schema, found.added, found.modified, found.removed);
        return found;
    }

    private void fields(
            @Nullable ObjectNode before,
            @Nullable ObjectNode after,
            @Nullable Schema schema,
            FieldSet added,
            FieldSet modified,
            FieldSet removed) {
        Set<String> names = new LinkedHashSet<>();
        if (before != null) {
            names.addAll(before.propertyNames());
        }
        if (after != null) {
            names.addAll(after.propertyNames());
        }
        for (String name : names) {
            compare(
                    PathElement.field(name),
                    before == null ? null : before.get(name),
                    after == null ? null : after.get(name),
                    child(schema, name),
                    added,
                    modified,
                    removed);
        }
    }

    private void compare(
            PathElement element,
            @Nullable JsonNode before,
            @Nullable JsonNode after,
            @Nullable Schema schema,
            FieldSet added,
            FieldSet modified,
            FieldSet removed) {
        if (isLeaf(before, after, schema)) {
            mark(element, before, after, added, removed);
            if (before != null && after != null && !before.equals(after)) {
                modified.add(element);
            }
            return;
        }
        FieldSet addedBelow = added.below(element);
        FieldSet modifiedBelow = modified.below(element);
        FieldSet removedBelow = removed.below(element);
        if (before instanceof ArrayNode || after instanceof ArrayNode) {
            elements(asList(before), asList(after), schema, addedBelow, modifiedBelow, removedBelow);
        } else {
            fields(asMap(before), asMap(after), schema, addedBelow, modifiedBelow, removedBelow);
        }
        added.dropEmpty(element);
        modified.dropEmpty(element);
        removed.dropEmpty(element);
        mark(element, before, after, added, removed);
    }

    private void elements(
            @Nullable ArrayNode before,
            @Nullable ArrayNode after,
            @Nullable Schema list,
            FieldSet added,
            FieldSet modified,
            FieldSet removed) {
        Map<PathElement, JsonNode> old = keyed(before, list);
        Map<PathElement, JsonNode> now = keyed(after, list);
        Set<PathElement> all = new LinkedHashSet<>(old.keySet());
        all.addAll(now.keySet());
        Schema items = list == null ? null : list.items();
        for (PathElement element : all) {
            compare(element, old.get(element), now.get(element), items, added, modified, removed);
        }
    }

    private static void mark(
            PathElement element,
            @Nullable JsonNode before,
            @Nullable JsonNode after,
            FieldSet added,
            FieldSet removed) {
        if (before == null) {
            added.add(element);
        } else if (after == null) {
            removed.add(element);
        }
    }

    /** Whether the value is owned as a whole. */
    private static boolean isLeaf(@Nullable JsonNode before, @Nullable JsonNode after, @Nullable Schema schema) {
        boolean lists = isOrAbsent(before, ArrayNode.class) && isOrAbsent(after, ArrayNode.class);
        boolean maps = isOrAbsent(before, ObjectNode.class) && isOrAbsent(after, ObjectNode.class);
        if (lists && (before instanceof ArrayNode || after instanceof ArrayNode)) {
            return schema == null || schema.listType() == ListType.ATOMIC;
        }
        if (maps && (before instanceof ObjectNode || after instanceof ObjectNode)) {
            return schema != null && schema.atomicMap();
        }
        return true;
    }

    private static boolean isOrAbsent(@Nullable JsonNode node, Class<? extends JsonNode> type) {
        return node == null || node.isNull() || type.isInstance(node);
    }

    private static @Nullable ArrayNode asList(@Nullable JsonNode node) {
        return node instanceof ArrayNode list ? list : null;
    }

    private static @Nullable ObjectNode asMap(@Nullable JsonNode node) {
        return node instanceof ObjectNode map ? map : null;
    }

    private static Map<PathElement, JsonNode> keyed(@Nullable ArrayNode list, @Nullable Schema schema) {
        Map<PathElement, JsonNode> keyed = new LinkedHashMap<>();
        if (list == null || schema == null) {
            return keyed;
        }
        int index = 0;
        for (JsonNode item : list) {
            keyed.putIfAbsent(element(item, index++, schema), item);
        }
        return keyed;
    }

    private static PathElement element(JsonNode item, int index, Schema list) {
        if (list.listType() == ListType.SET) {
            return PathElement.value(item);
        }
        TreeMap<String, JsonNode> keys = new TreeMap<>();
        for (String key : list.listMapKeys()) {
            JsonNode value = item.get(key);
            Schema items = list.items();
            Schema field = items == null ? null : items.property(key);
            JsonNode fallback = field == null ? null : field.defaultValue();
            if (value != null) {
                keys.put(key, value);
            } else if (fallback != null) {
                keys.put(key, fallback);
            }
        }
        return keys.isEmpty() ? PathElement.index(index) : PathElement.key(keys);
    }

    private static @Nullable Schema child(@Nullable Schema schema, String name) {
        if (schema == null) {
            return null;
        }
        Schema known = schema.property(name);
        return known != null ? known : schema.additionalProperties();
    }
}
