package io.davit.patch.managed;

import io.davit.model.error.ApiException;
import io.davit.model.json.Json;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One step into an object: a field, an element of a keyed list, or a value of a set. Its text is the one of {@code fieldsV1}:
 * {@code f:name}, {@code k:{"name":"x"}}, {@code v:"x"}, {@code i:0}.
 */
record PathElement(String text) implements Comparable<PathElement> {

    static PathElement field(String name) {
        return new PathElement("f:" + name);
    }

    /** The element of a list whose keys have these values, in alphabetical order. */
    static PathElement key(TreeMap<String, JsonNode> keys) {
        ObjectNode json = Json.object();
        keys.forEach(json::set);
        return new PathElement("k:" + Json.text(json));
    }

    static PathElement value(JsonNode value) {
        return new PathElement("v:" + Json.text(value));
    }

    static PathElement index(int index) {
        return new PathElement("i:" + index);
    }

    /** Null for a text that is none. */
    static @Nullable PathElement parse(String text) {
        if (text.length() < 2 || text.charAt(1) != ':') {
            return null;
        }
        String rest = text.substring(2);
        try {
            return switch (text.charAt(0)) {
                case 'f' -> new PathElement(text);
                case 'i' -> index(Integer.parseInt(rest));
                case 'v' -> value(Json.parse(rest));
                case 'k' -> {
                    TreeMap<String, JsonNode> keys = new TreeMap<>();
                    Json.parse(rest).properties().forEach(key -> keys.put(key.getKey(), key.getValue()));
                    yield key(keys);
                }
                default -> null;
            };
        } catch (ApiException | NumberFormatException e) {
            return null;
        }
    }

    @Override
    public int compareTo(PathElement other) {
        return text.compareTo(other.text);
    }
}
