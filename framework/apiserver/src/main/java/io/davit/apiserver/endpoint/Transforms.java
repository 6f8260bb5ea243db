package io.davit.apiserver.endpoint;

import io.davit.apiserver.negotiation.Negotiated;
import io.davit.kinds.ResourceDefinition;
import io.davit.model.json.Json;
import io.davit.registry.cache.CachedObject;
import io.davit.registry.family.Served;
import java.time.Clock;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Objects and lists as trees, for answers that are not the stored bytes. */
final class Transforms {

    private final Clock clock;

    Transforms(Clock clock) {
        this.clock = clock;
    }

    JsonNode object(ApiRequest request, Served served, byte[] json, Negotiated form) {
        return Json.parse(json);
    }

    JsonNode list(ApiRequest request, Served served, ListMeta meta, List<CachedObject> objects, Negotiated form) {
        ResourceDefinition definition = served.definition();
        ObjectNode list = Json.object()
                .put("kind", definition.listKind())
                .put("apiVersion", definition.groupVersion().toString());
        list.set("metadata", metadata(meta, definition.custom()));
        ArrayNode items = list.putArray("items");
        for (CachedObject object : objects) {
            ObjectNode item = Json.parseObject(served.bytes(object));
            if (!definition.custom()) {
                item.remove("kind");
                item.remove("apiVersion");
            }
            items.add(item);
        }
        return list;
    }

    /** The metadata of a list. */
    private static ObjectNode metadata(ListMeta meta, boolean always) {
        ObjectNode node = Json.object().put("resourceVersion", Long.toString(meta.revision()));
        if (always || !meta.continueToken().isEmpty()) {
            node.put("continue", meta.continueToken());
        }
        if (meta.remaining() != null) {
            node.put("remainingItemCount", meta.remaining());
        }
        return node;
    }
}
