package io.davit.kinds.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads fields by path; what is absent or of another type reads as empty, zero or false. */
final class Read {

    static final String NONE = "<none>";
    static final String UNSET = "<unset>";

    private Read() {}

    static JsonNode at(JsonNode from, String... path) {
        JsonNode at = from;
        for (String name : path) {
            at = at.path(name);
        }
        return at;
    }

    static boolean has(JsonNode from, String... path) {
        JsonNode at = at(from, path);
        return !at.isMissingNode() && !at.isNull();
    }

    static String text(JsonNode from, String... path) {
        JsonNode at = at(from, path);
        return at.isValueNode() ? at.asString("") : "";
    }

    /** The text, or what stands for an empty one. */
    static String textOr(String empty, JsonNode from, String... path) {
        String text = text(from, path);
        return text.isEmpty() ? empty : text;
    }

    static long integer(JsonNode from, String... path) {
        JsonNode at = at(from, path);
        return at.isNumber() ? at.longValue() : 0;
    }

    static boolean flag(JsonNode from, String... path) {
        return at(from, path).asBoolean(false);
    }

    static String name(JsonNode object) {
        return text(object, "metadata", "name");
    }

    static boolean terminating(JsonNode object) {
        return has(object, "metadata", "deletionTimestamp");
    }

    /** The elements' texts, joined by commas. */
    static String joined(JsonNode list) {
        return String.join(",", texts(list));
    }

    static List<String> texts(JsonNode list) {
        List<String> all = new ArrayList<>();
        list.forEach(each -> all.add(each.asString("")));
        return all;
    }

    /** One field of each element, joined by commas. */
    static String joined(JsonNode list, String field) {
        List<String> all = new ArrayList<>();
        list.forEach(each -> all.add(text(each, field)));
        return String.join(",", all);
    }

    /** A map of strings as {@code a=b,c=d}, sorted; {@code <none>} when empty. */
    static String labels(JsonNode map) {
        Map<String, String> sorted = new TreeMap<>();
        map.properties().forEach(e -> sorted.put(e.getKey(), e.getValue().asString("")));
        List<String> pairs = new ArrayList<>();
        sorted.forEach((key, value) -> pairs.add(key + "=" + value));
        return pairs.isEmpty() ? NONE : String.join(",", pairs);
    }

    /** The condition of that type; null when there is none. */
    static @Nullable JsonNode condition(ObjectNode object, String type) {
        JsonNode found = null;
        for (JsonNode each : at(object, "status", "conditions")) {
            if (text(each, "type").equals(type)) {
                found = each;
            }
        }
        return found;
    }

    static boolean isTrue(ObjectNode object, String condition) {
        JsonNode found = condition(object, condition);
        return found != null && text(found, "status").equals("True");
    }

    /** {@code True} or {@code False} as people write it, {@code <unset>} for a field that may be left open. */
    static String word(JsonNode value) {
        if (!value.isBoolean()) {
            return UNSET;
        }
        return value.booleanValue() ? "True" : "False";
    }

    /** The first few, and how many more there are. */
    static String some(List<String> all, int most, String separator) {
        String shown = String.join(separator, all.subList(0, Math.min(most, all.size())));
        return all.size() > most ? shown + " + " + (all.size() - most) + " more..." : shown;
    }
}
