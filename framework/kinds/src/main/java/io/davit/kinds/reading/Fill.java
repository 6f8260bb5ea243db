package io.davit.kinds.reading;

import io.davit.model.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Sets what is absent: the hand that defaults write with. Null, and an empty text, count as absent. */
public final class Fill {

    private Fill() {}

    public static void text(ObjectNode at, String field, String value) {
        if (empty(at.get(field))) {
            at.put(field, value);
        }
    }

    /** As {@link #text} for what Go has a pointer to: an empty text is a value there. */
    public static void pointer(ObjectNode at, String field, String value) {
        if (absent(at.get(field))) {
            at.put(field, value);
        }
    }

    public static void number(ObjectNode at, String field, int value) {
        if (absent(at.get(field))) {
            at.put(field, value);
        }
    }

    /** As {@link #number}, where 0 counts as absent too. */
    public static void positive(ObjectNode at, String field, int value) {
        JsonNode now = at.get(field);
        if (absent(now) || (now.isNumber() && now.longValue() == 0)) {
            at.put(field, value);
        }
    }

    public static void flag(ObjectNode at, String field, boolean value) {
        if (absent(at.get(field))) {
            at.put(field, value);
        }
    }

    public static void texts(ObjectNode at, String field, String... values) {
        JsonNode now = at.get(field);
        if (absent(now) || now.isEmpty()) {
            ArrayNode list = Json.array();
            List.of(values).forEach(list::add);
            at.set(field, list);
        }
    }

    /** The object there, made when absent. */
    public static ObjectNode object(ObjectNode at, String field) {
        if (at.get(field) instanceof ObjectNode object) {
            return object;
        }
        ObjectNode made = Json.object();
        at.set(field, made);
        return made;
    }

    /** The object there; null when there is none. */
    public static @Nullable ObjectNode existing(@Nullable ObjectNode at, String field) {
        return at != null && at.get(field) instanceof ObjectNode object ? object : null;
    }

    /** The objects in a list. */
    public static List<ObjectNode> objects(@Nullable JsonNode at, String field) {
        List<ObjectNode> all = new ArrayList<>();
        if (at != null && at.get(field) instanceof ArrayNode list) {
            list.forEach(each -> {
                if (each instanceof ObjectNode object) {
                    all.add(object);
                }
            });
        }
        return all;
    }

    /** Takes a field from another object, or removes it when that has none. */
    public static void keep(String field, ObjectNode object, @Nullable ObjectNode from) {
        JsonNode kept = from == null ? null : from.get(field);
        if (kept == null) {
            object.remove(field);
        } else {
            object.set(field, kept);
        }
    }

    private static boolean absent(@Nullable JsonNode node) {
        return node == null || node.isNull();
    }

    private static boolean empty(@Nullable JsonNode node) {
        return node == null
                || node.isNull()
                || (node.isString() && node.stringValue().isEmpty());
    }
}
