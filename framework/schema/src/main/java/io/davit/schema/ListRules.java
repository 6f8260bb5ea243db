package io.davit.schema;

import io.davit.model.error.FieldErrors;
import io.davit.model.error.FieldPath;
import io.davit.model.json.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finds elements that stand twice in lists which are sets or maps. Each value is told of once, at its second place. 1 and 1.0 are two
 * values.
 */
final class ListRules {

    private ListRules() {}

    static void validate(FieldPath path, JsonNode value, @Nullable Schema schema, FieldErrors errors) {
        if (schema == null) {
            return;
        }
        if (value instanceof ObjectNode map) {
            for (Map.Entry<String, JsonNode> member : map.properties()) {
                String name = member.getKey();
                Schema known = schema.property(name);
                validate(
                        known == null ? path.key(name) : path.child(name),
                        member.getValue(),
                        known == null ? schema.additionalProperties() : known,
                        errors);
            }
        } else if (value instanceof ArrayNode list) {
            switch (schema.listType()) {
                case SET -> duplicates(path, list, each -> each, errors);
                case MAP -> duplicates(path, list, each -> keys(each, schema.listMapKeys()), errors);
                case ATOMIC -> {}
            }
            for (int i = 0; i < list.size(); i++) {
                validate(path.index(i), list.get(i), schema.items(), errors);
            }
        }
    }

    private interface Identity {
        JsonNode of(JsonNode element);
    }

    private static void duplicates(FieldPath path, ArrayNode list, Identity identity, FieldErrors errors) {
        Set<String> seen = new HashSet<>();
        Set<String> told = new HashSet<>();
        for (int i = 0; i < list.size(); i++) {
            JsonNode value = identity.of(list.get(i));
            String key = key(value);
            if (!seen.add(key) && told.add(key)) {
                errors.duplicate(path.index(i), value);
            }
        }
    }

    /** The element's keys, as a map of its own; an element that is no map stands for itself. */
    private static JsonNode keys(JsonNode element, List<String> names) {
        if (!element.isObject()) {
            return element;
        }
        ObjectNode keys = Json.object();
        names.stream().sorted().forEach(name -> {
            JsonNode value = element.get(name);
            if (value != null) {
                keys.set(name, value);
            }
        });
        return keys;
    }

    /**
     * A text that is equal for equal values, however numbers are held and members are ordered. Texts have an order, so that no choice of
     * values makes a set of them slow.
     */
    private static String key(JsonNode value) {
        return switch (value) {
            case ObjectNode map -> {
                Map<String, String> members = new TreeMap<>();
                map.forEachEntry((name, member) -> members.put(name, key(member)));
                StringBuilder text = new StringBuilder("{");
                members.forEach((name, member) ->
                        text.append(Json.quote(name)).append(':').append(member).append(','));
                yield text.append('}').toString();
            }
            case ArrayNode list -> {
                StringBuilder text = new StringBuilder("[");
                list.forEach(each -> text.append(key(each)).append(','));
                yield text.append(']').toString();
            }
            default ->
                value.isIntegralNumber()
                        ? value.numberValue().toString()
                        : (value.isNumber() ? "." : "") + Json.text(value);
        };
    }
}
