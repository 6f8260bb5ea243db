package io.davit.apiserver.transform;

import io.davit.model.json.Json;
import io.davit.registry.cache.CachedObject;
import io.davit.registry.family.Served;
import tools.jackson.databind.node.ObjectNode;

/**
 * An object in the version it is served in, and in the one that cells are read from: the stored one, but for custom resources the
 * served one.
 */
public record Viewed(ObjectNode served, ObjectNode stored) {

    /** @param json the object in the served version */
    public static Viewed of(Served served, CachedObject object, byte[] json) {
        ObjectNode shown = Json.parseObject(json);
        return new Viewed(shown, served.definition().custom() ? shown : object.tree());
    }
}
