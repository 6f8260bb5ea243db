package io.davit.schema;

import io.davit.model.json.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** The elements that a list had before an update, found by their keys where the list is a map. Of several with the same keys, the first. */
public final class OldElements {

    private final List<String> keys;
    private final Map<String, JsonNode> elements = new HashMap<>();

    private OldElements(List<String> keys) {
        this.keys = keys;
    }

    /** None where the list is no map, or there was no list. */
    public static OldElements of(@Nullable JsonNode old, Schema list) {
        boolean map = list.listType() == ListType.MAP && !list.listMapKeys().isEmpty();
        OldElements all = new OldElements(map ? list.listMapKeys() : List.of());
        if (map && old instanceof ArrayNode before) {
            for (JsonNode each : before) {
                String key = all.key(each);
                if (key != null) {
                    all.elements.putIfAbsent(key, each);
                }
            }
        }
        return all;
    }

    /** The one with the keys of an element; null when there was none, or the element lacks keys. */
    public @Nullable JsonNode like(JsonNode element) {
        String key = elements.isEmpty() ? null : key(element);
        return key == null ? null : elements.get(key);
    }

    private @Nullable String key(JsonNode element) {
        StringBuilder values = new StringBuilder();
        for (String name : keys) {
            JsonNode value = element.path(name);
            if (!value.isValueNode() || value.isNull()) {
                return null;
            }
            values.append(Json.text(value)).append(',');
        }
        return values.toString();
    }
}
