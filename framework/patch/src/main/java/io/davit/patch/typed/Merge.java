package io.davit.patch.typed;

import io.davit.model.json.Json;
import io.davit.patch.fields.PathElement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What becomes of an object when another is laid over it: nothing goes, and where both have a value the applied one counts.
 *
 * <p>The elements that both have come in the order of the applied list; elements that only one has keep their place among their
 * neighbours.
 */
final class Merge {

    private Merge() {}

    static ObjectNode of(ObjectNode live, ObjectNode applied, Type type) {
        return maps(live, applied, type);
    }

    private static JsonNode values(@Nullable JsonNode live, @Nullable JsonNode applied, Type type) {
        if (applied == null) {
            return Objects.requireNonNull(live);
        }
        if (live == null || live == applied) {
            return applied;
        }
        return switch (type.form(applied)) {
            case SCALAR -> applied;
            case MAP ->
                type.isAtomicMap() || (live.isEmpty() && applied.isEmpty())
                        ? applied
                        : maps(
                                live instanceof ObjectNode map ? map : Json.object(),
                                applied instanceof ObjectNode map ? map : Json.object(),
                                type);
            case LIST ->
                type.isAtomicList() || (live.isEmpty() && applied.isEmpty())
                        ? applied
                        : lists(
                                live instanceof ArrayNode list ? list : Json.array(),
                                applied instanceof ArrayNode list ? list : Json.array(),
                                type);
        };
    }

    private static ObjectNode maps(ObjectNode live, ObjectNode applied, Type type) {
        ObjectNode merged = Json.object();
        for (Map.Entry<String, JsonNode> member : live.properties()) {
            String name = member.getKey();
            JsonNode other = applied.get(name);
            Type field = other == null ? null : type.field(name);
            merged.set(name, field == null ? member.getValue() : values(member.getValue(), other, field));
        }
        applied.properties().forEach(member -> merged.putIfAbsent(member.getKey(), member.getValue()));
        return merged;
    }

    private static ArrayNode lists(ArrayNode live, ArrayNode applied, Type type) {
        List<PathElement> here = elements(live, type);
        List<PathElement> there = elements(applied, type);
        Map<PathElement, JsonNode> known = byElement(live, here);
        Set<PathElement> wanted = new HashSet<>(there);
        ArrayNode merged = Json.array();
        int at = 0;
        for (int i = 0; i < there.size(); i++) {
            PathElement element = there.get(i);
            PathElement awaited = nextShared(there, i, known);
            while (at < here.size() && !here.get(at).equals(awaited)) {
                boolean shared = wanted.contains(here.get(at));
                if (!shared) {
                    merged.add(live.get(at));
                }
                at++;
                if (shared && awaited == null) {
                    // one of several with the same key, which were merged before
                    break;
                }
            }
            merged.add(values(known.get(element), applied.get(i), type.items()));
            if (at < here.size() && here.get(at).equals(element)) {
                at++;
            }
        }
        for (; at < here.size(); at++) {
            if (!wanted.contains(here.get(at))) {
                merged.add(live.get(at));
            }
        }
        return merged;
    }

    /** The first applied element from a place on that is there already: live elements are passed until it comes. */
    private static @Nullable PathElement nextShared(
            List<PathElement> applied, int from, Map<PathElement, JsonNode> known) {
        for (PathElement element : applied.subList(from, applied.size())) {
            if (known.containsKey(element)) {
                return element;
            }
        }
        return null;
    }

    /** Elements that come twice are not merged with anything. */
    private static Map<PathElement, JsonNode> byElement(ArrayNode list, List<PathElement> elements) {
        Map<PathElement, JsonNode> known = new HashMap<>();
        for (int i = 0; i < elements.size(); i++) {
            known.merge(elements.get(i), list.get(i), (one, other) -> NullNode.getInstance());
        }
        return known;
    }

    private static List<PathElement> elements(ArrayNode list, Type type) {
        List<PathElement> elements = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            elements.add(Objects.requireNonNullElse(type.element(list.get(i)), PathElement.index(i)));
        }
        return elements;
    }
}
