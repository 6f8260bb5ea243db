package io.davit.patch.typed;

import io.davit.patch.fields.FieldSet;
import io.davit.patch.fields.PathElement;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields that an object mentions: its leaves, every element of a keyed list or set, every key of a map, and maps that are empty or
 * null. A field of a struct is not mentioned when something below it is. Elements that come twice are mentioned once, as a whole.
 */
final class Mentioned {

    private Mentioned() {}

    static FieldSet in(ObjectNode object, Type type) {
        FieldSet set = new FieldSet();
        fields(object, type, set);
        return set;
    }

    private static void fields(ObjectNode map, Type type, FieldSet into) {
        for (Map.Entry<String, JsonNode> member : map.properties()) {
            String name = member.getKey();
            JsonNode value = member.getValue();
            Type field = type.field(name);
            PathElement element = PathElement.field(name);
            boolean emptyMap = value.isObject() && value.isEmpty();
            if (field == null || isLeaf(value, field) || value.isNull() || emptyMap || !type.declares(name)) {
                into.add(element);
            }
            if (field != null) {
                below(element, value, field, into);
            }
        }
    }

    private static void elements(ArrayNode list, Type type, FieldSet into) {
        Map<PathElement, Integer> counts = new HashMap<>();
        for (JsonNode item : list) {
            PathElement element = type.element(item);
            if (element != null) {
                counts.merge(element, 1, Integer::sum);
            }
        }
        int place = 0;
        for (JsonNode item : list) {
            PathElement element = Objects.requireNonNullElse(type.element(item), PathElement.index(place++));
            into.add(element);
            if (counts.getOrDefault(element, 1) == 1) {
                below(element, item, type.items(), into);
            }
        }
    }

    private static void below(PathElement element, JsonNode value, Type type, FieldSet into) {
        if (isLeaf(value, type)) {
            return;
        }
        FieldSet set = into.fill(element);
        if (value instanceof ObjectNode map) {
            fields(map, type, set);
        } else if (value instanceof ArrayNode list) {
            elements(list, type, set);
        }
        into.dropEmpty(element);
    }

    private static boolean isLeaf(JsonNode value, Type type) {
        return switch (type.form(value)) {
            case SCALAR -> true;
            case MAP -> type.isAtomicMap();
            case LIST -> type.isAtomicList();
        };
    }
}
