package io.davit.app.history;

import io.davit.model.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields in which two states of an object differ.
 *
 * <p>Elements of a list that have keys of their own are compared with their namesakes, wherever they stand; lists of plain values are
 * compared as a whole. What the server itself counts along (resourceVersion, generation, managedFields) is left out.
 */
final class Differences {

    private static final Set<String> BOOKKEEPING = Set.of("resourceVersion", "generation", "managedFields");

    /** What elements of lists are known by, the likeliest first: a list is keyed by the first that tells all its elements apart. */
    private static final List<List<String>> KEYS = List.of(
            List.of("name"),
            List.of("type"),
            List.of("key"),
            List.of("uid"),
            List.of("ip"),
            List.of("id"),
            List.of("containerPort"),
            List.of("containerPort", "protocol"),
            List.of("port"),
            List.of("port", "protocol"),
            List.of("mountPath"),
            List.of("devicePath"),
            List.of("host"),
            List.of("path"));

    private final List<Change> found = new ArrayList<>();
    private final List<Step> path = new ArrayList<>();

    private Differences() {}

    static List<Change> between(ObjectNode before, ObjectNode after) {
        Differences differences = new Differences();
        differences.compare(withoutBookkeeping(before), withoutBookkeeping(after));
        return List.copyOf(differences.found);
    }

    private static ObjectNode withoutBookkeeping(ObjectNode object) {
        ObjectNode copy = object.deepCopy();
        if (copy.get("metadata") instanceof ObjectNode metadata) {
            metadata.remove(BOOKKEEPING);
        }
        return copy;
    }

    private void compare(@Nullable JsonNode before, @Nullable JsonNode after) {
        if (before instanceof ObjectNode left && after instanceof ObjectNode right) {
            members(left, right);
        } else if (before instanceof ArrayNode left && after instanceof ArrayNode right) {
            elements(left, right);
        } else if (before == null || after == null || !Json.same(before, after)) {
            found.add(new Change(path, before, after, false));
        }
    }

    private void members(ObjectNode before, ObjectNode after) {
        Set<String> names = new LinkedHashSet<>(before.propertyNames());
        names.addAll(after.propertyNames());
        for (String name : names) {
            if (before.has(name) || after.has(name)) {
                at(new Step.Member(name), before.get(name), after.get(name));
            }
        }
    }

    private void elements(ArrayNode before, ArrayNode after) {
        if (Json.same(before, after)) {
            return;
        }
        List<String> keys = keys(before, after);
        if (keys != null) {
            keyed(keys, before, after);
        } else if (before.isEmpty()
                || after.isEmpty()
                || !(before.get(0).isContainer() && after.get(0).isContainer())) {
            found.add(new Change(path, before, after, false));
        } else {
            for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
                at(new Step.Index(i), before.get(i), after.get(i));
            }
        }
    }

    private void keyed(List<String> keys, ArrayNode before, ArrayNode after) {
        Map<List<JsonNode>, ObjectNode> old = byKey(keys, before);
        Map<List<JsonNode>, ObjectNode> now = byKey(keys, after);
        int known = found.size();
        for (JsonNode element : before) {
            if (element instanceof ObjectNode object) {
                at(new Step.Keyed(keys, object), object, now.get(key(keys, object)));
            }
        }
        for (JsonNode element : after) {
            if (element instanceof ObjectNode object && !old.containsKey(key(keys, object))) {
                at(new Step.Keyed(keys, object), null, object);
            }
        }
        if (found.size() == known) {
            // The same elements in another order.
            found.add(new Change(path, before, after, false));
        }
    }

    private void at(Step step, @Nullable JsonNode before, @Nullable JsonNode after) {
        path.add(step);
        compare(before, after);
        path.removeLast();
    }

    private static @Nullable List<String> keys(ArrayNode before, ArrayNode after) {
        return KEYS.stream()
                .filter(keys -> tellsApart(keys, before) && tellsApart(keys, after))
                .findFirst()
                .orElse(null);
    }

    private static boolean tellsApart(List<String> keys, ArrayNode list) {
        for (JsonNode element : list) {
            if (keys.stream().anyMatch(key -> !element.path(key).isValueNode())) {
                return false;
            }
        }
        return byKey(keys, list).size() == list.size();
    }

    private static Map<List<JsonNode>, ObjectNode> byKey(List<String> keys, ArrayNode list) {
        Map<List<JsonNode>, ObjectNode> elements = new HashMap<>();
        for (JsonNode element : list) {
            if (element instanceof ObjectNode object) {
                elements.put(key(keys, object), object);
            }
        }
        return elements;
    }

    private static List<JsonNode> key(List<String> keys, ObjectNode element) {
        return keys.stream()
                .map(key -> Objects.requireNonNull(element.get(key)))
                .toList();
    }
}
