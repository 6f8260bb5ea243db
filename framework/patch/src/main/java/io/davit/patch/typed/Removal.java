package io.davit.patch.typed;

import io.davit.model.json.Json;
import io.davit.patch.fields.FieldSet;
import io.davit.patch.fields.PathElement;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** An object without some of its fields and elements. A map or list of which nothing is left becomes null. */
final class Removal {

    private Removal() {}

    static ObjectNode of(ObjectNode object, FieldSet fields, Type type) {
        return map(object, fields, type);
    }

    private static JsonNode value(JsonNode value, FieldSet fields, @Nullable Type type) {
        if (type == null) {
            return value;
        }
        return switch (value) {
            case ObjectNode map
            when type.form(value) == Form.MAP ->
                type.isAtomicMap() ? NullNode.getInstance() : orNull(map(map, fields, type));
            case ArrayNode list
            when type.form(value) == Form.LIST ->
                type.isAtomicList() ? NullNode.getInstance() : orNull(list(list, fields, type));
            default -> value;
        };
    }

    private static JsonNode orNull(JsonNode container) {
        return container.isEmpty() ? NullNode.getInstance() : container;
    }

    private static ObjectNode map(ObjectNode map, FieldSet fields, Type type) {
        ObjectNode left = Json.object();
        for (Map.Entry<String, JsonNode> member : map.properties()) {
            PathElement element = PathElement.field(member.getKey());
            if (!fields.has(element)) {
                FieldSet below = fields.below(element);
                left.set(
                        member.getKey(),
                        below == null
                                ? member.getValue()
                                : value(member.getValue(), below, type.field(member.getKey())));
            }
        }
        return left;
    }

    private static ArrayNode list(ArrayNode list, FieldSet fields, Type type) {
        ArrayNode left = Json.array();
        int place = 0;
        for (JsonNode item : list) {
            PathElement element = Objects.requireNonNullElse(type.element(item), PathElement.index(place++));
            if (!fields.has(element)) {
                FieldSet below = fields.below(element);
                left.add(below == null ? item : value(item, below, type.items()));
            }
        }
        return left;
    }
}
