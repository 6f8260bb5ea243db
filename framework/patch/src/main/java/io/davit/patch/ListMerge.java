package io.davit.patch;

import static io.davit.patch.StrategicMergePatch.DIRECTIVE;

import io.davit.model.json.Json;
import io.davit.schema.Schema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How one list of an object is merged: maps by their merge key, plain values as a set.
 *
 * <p>Whatever the lists' lengths, a merge takes linear time but for sorting. Of live elements with equal keys the first is merged
 * into; deleting by a key deletes all that have it.
 */
final class ListMerge {

    private final String key;
    private final @Nullable Schema element;

    private ListMerge(String key, @Nullable Schema element) {
        this.key = key;
        this.element = element;
    }

    static ListMerge of(@Nullable Schema list) {
        return list == null ? new ListMerge("", null) : new ListMerge(list.patchMergeKey(), list.items());
    }

    ArrayNode merge(ArrayNode live, ArrayNode patch) {
        if (live.isEmpty() && patch.isEmpty()) {
            return live;
        }
        List<JsonNode> old = StrategicMergePatch.elements(live);
        List<JsonNode> changes = StrategicMergePatch.elements(patch);
        if (!holdsMaps(live, patch)) {
            return arranged(distinct(live, patch), changes, old);
        }
        if (key.isEmpty()) {
            throw Refusals.unfit("cannot merge lists without merge key");
        }
        Set<Object> deleted = new HashSet<>();
        boolean replace = false;
        List<JsonNode> plain = new ArrayList<>();
        for (JsonNode change : changes) {
            JsonNode directive = change.get(DIRECTIVE);
            if (directive == null) {
                plain.add(change);
            } else {
                switch (directive.asString("")) {
                    case "delete" -> deleted.add(keyOf(change));
                    case "replace" -> replace = true;
                    default -> throw Refusals.unfit("unknown patch type in a list: " + Json.text(directive));
                }
            }
        }
        if (replace) {
            plain.forEach(this::keyOf);
            return list(plain);
        }
        old.removeIf(each -> each.has(key) && deleted.contains(keyOf(each)));
        return arranged(mergeMaps(old, plain), plain, old);
    }

    /** The list without the values of {@code gone}. */
    ArrayNode delete(ArrayNode live, ArrayNode gone) {
        if (live.isEmpty() && gone.isEmpty()) {
            return live;
        }
        if (holdsMaps(live, gone)) {
            return merge(live, gone);
        }
        Set<Object> values = new HashSet<>();
        gone.forEach(value -> values.add(Trees.scalar(value)));
        ArrayNode left = Json.array();
        live.forEach(value -> {
            if (!values.contains(Trees.scalar(value))) {
                left.add(value);
            }
        });
        return left;
    }

    /** The merge of both lists with its elements in {@code order}; at least one list is there. */
    ArrayNode ordered(@Nullable ArrayNode live, @Nullable ArrayNode patch, ArrayNode order, boolean merges) {
        List<JsonNode> wanted = StrategicMergePatch.elements(order);
        if (patch != null) {
            checkOrder(patch, wanted);
        }
        List<JsonNode> old = StrategicMergePatch.elements(live);
        ArrayNode merged;
        if (patch == null) {
            merged = live == null ? Json.array() : live;
        } else if (live == null) {
            StrategicMergePatch.dropDirectives(patch);
            merged = patch;
        } else {
            merged = merges ? merge(live, patch) : patch;
        }
        if (merged.isEmpty()) {
            return merged;
        }
        if (!key.isEmpty()) {
            holdsMaps(merged, order);
        }
        return arranged(StrategicMergePatch.elements(merged), wanted, old);
    }

    /** The patch's elements must come in the wanted order, and none may be missing from it. */
    private void checkOrder(ArrayNode patch, List<JsonNode> wanted) {
        if (wanted.isEmpty() || patch.isEmpty()) {
            return;
        }
        int at = 0;
        for (JsonNode each : patch) {
            if (each.has(DIRECTIVE)) {
                continue;
            }
            Object identity = identity(each);
            while (at < wanted.size() && !identity(wanted.get(at)).equals(identity)) {
                at++;
            }
            if (at++ == wanted.size()) {
                throw Refusals.unfit("The order in patch list:\n" + Json.text(patch)
                        + "\n doesn't match $setElementOrder list:\n" + Json.text(list(wanted)) + "\n");
            }
        }
    }

    private List<JsonNode> mergeMaps(List<JsonNode> old, List<JsonNode> changes) {
        List<JsonNode> all = new ArrayList<>(old);
        Map<Object, Integer> places = new HashMap<>();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).has(key)) {
                places.putIfAbsent(keyOf(all.get(i)), i);
            }
        }
        for (JsonNode change : changes) {
            Integer place = places.putIfAbsent(keyOf(change), all.size());
            if (place == null) {
                all.add(change);
            } else {
                all.set(
                        place,
                        StrategicMergePatch.mergeMap(
                                (ObjectNode) all.get(place), (ObjectNode) change.deepCopy(), element));
            }
        }
        return all;
    }

    /**
     * The merged elements in their final order: those the patch names in its order, the others in theirs, and one of the others
     * before one of the patch only if it was so before.
     */
    private ArrayNode arranged(List<JsonNode> merged, List<JsonNode> first, List<JsonNode> before) {
        Map<Object, Integer> wanted = places(first);
        Map<Object, Integer> was = places(before);
        List<JsonNode> named = new ArrayList<>();
        List<JsonNode> others = new ArrayList<>();
        merged.forEach(each -> (wanted.containsKey(identity(each)) ? named : others).add(each));
        named.sort(Comparator.comparingInt(each -> place(wanted, each)));
        others.sort(Comparator.comparingInt(each -> place(was, each)));
        ArrayNode result = Json.array();
        int next = 0;
        for (JsonNode each : named) {
            int place = place(was, each);
            while (next < others.size() && place(was, others.get(next)) < place && place < Integer.MAX_VALUE) {
                result.add(others.get(next++));
            }
            result.add(each);
        }
        others.subList(next, others.size()).forEach(result::add);
        return result;
    }

    private Map<Object, Integer> places(List<JsonNode> elements) {
        Map<Object, Integer> places = new LinkedHashMap<>();
        for (JsonNode each : elements) {
            places.putIfAbsent(identity(each), places.size());
        }
        return places;
    }

    private int place(Map<Object, Integer> places, JsonNode element) {
        return places.getOrDefault(identity(element), Integer.MAX_VALUE);
    }

    private Object identity(JsonNode element) {
        return element.isObject() ? keyOf(element) : Trees.scalar(element);
    }

    private Object keyOf(JsonNode map) {
        JsonNode value = map.get(key);
        if (value == null) {
            throw Refusals.unfit("map: " + Json.text(map) + " does not contain declared merge key: " + key);
        }
        return Trees.scalar(value);
    }

    /** Whether the lists hold maps, rather than plain values; a mixture, null, and lists in lists are refused. */
    private static boolean holdsMaps(ArrayNode... lists) {
        JsonNode first = null;
        for (ArrayNode list : lists) {
            for (JsonNode each : list) {
                if (each.isArray()) {
                    throw Refusals.unfit("lists of lists are not supported");
                }
                if (each.isNull() || (first != null && first.getNodeType() != each.getNodeType())) {
                    throw Refusals.unfit("list element types are not identical: " + Json.text(list));
                }
                first = each;
            }
        }
        return first != null && first.isObject();
    }

    private static List<JsonNode> distinct(ArrayNode live, ArrayNode patch) {
        Map<Object, JsonNode> values = new LinkedHashMap<>();
        StrategicMergePatch.elements(live, patch).forEach(value -> values.putIfAbsent(Trees.scalar(value), value));
        return new ArrayList<>(values.values());
    }

    private static ArrayNode list(List<JsonNode> elements) {
        return Json.array().addAll(elements);
    }
}
