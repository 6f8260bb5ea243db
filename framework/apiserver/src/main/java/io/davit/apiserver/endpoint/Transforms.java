package io.davit.apiserver.endpoint;

import io.davit.apiserver.negotiation.Negotiated;
import io.davit.apiserver.negotiation.Transform;
import io.davit.apiserver.transform.Transformer;
import io.davit.apiserver.transform.Viewed;
import io.davit.kinds.ResourceDefinition;
import io.davit.kinds.table.TablePrinters;
import io.davit.model.json.Json;
import io.davit.registry.cache.CachedObject;
import io.davit.registry.family.Served;
import java.time.Clock;
import java.util.ArrayList;
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

    /** An object given in the served version. */
    JsonNode object(ApiRequest request, Served served, byte[] json, Negotiated form) {
        if (form.transform() instanceof Transform.None) {
            return Json.parse(json);
        }
        ObjectNode shown = Json.parseObject(json);
        // columns of custom resources belong to the version they are asked in
        ObjectNode printed = served.definition().custom()
                ? shown
                : served.shape().workingToStored(served.shape().servedToWorking(Json.parseObject(json)));
        return transformer(request, served, form.transform()).object(new Viewed(shown, printed));
    }

    JsonNode list(ApiRequest request, Served served, ListMeta meta, List<CachedObject> objects, Negotiated form) {
        ResourceDefinition definition = served.definition();
        if (!(form.transform() instanceof Transform.None)) {
            return transformer(request, served, form.transform()).list(metadata(meta, false), viewed(served, objects));
        }
        ObjectNode list = Json.object()
                .put("kind", definition.listKind())
                .put("apiVersion", definition.groupVersion().toString());
        list.set("metadata", metadata(meta, definition.custom()));
        ArrayNode items = list.putArray("items");
        for (byte[] json : served.bytes(objects)) {
            ObjectNode item = Json.parseObject(json);
            if (!definition.custom()) {
                item.remove("kind");
                item.remove("apiVersion");
            }
            items.add(item);
        }
        return list;
    }

    /** For the events of a watch. */
    Transformer transformer(ApiRequest request, Served served, Transform transform) {
        ResourceDefinition definition = served.definition();
        return Transformer.of(
                transform, request.query(), definition.kind().kind(), TablePrinters.of(definition), clock);
    }

    private static List<Viewed> viewed(Served served, List<CachedObject> objects) {
        List<byte[]> all = served.bytes(objects);
        List<Viewed> viewed = new ArrayList<>(objects.size());
        for (int i = 0; i < objects.size(); i++) {
            viewed.add(Viewed.of(served, objects.get(i), all.get(i)));
        }
        return viewed;
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
