package io.davit.registry.write;

import io.davit.model.json.Json;
import io.davit.model.meta.Meta;
import io.davit.registry.cache.StoredJson;
import io.davit.registry.family.Served;
import tools.jackson.databind.node.ObjectNode;

/** Bytes for the answers to writes. */
final class Answers {

    private Answers() {}

    /** The object just stored, as its request's version shows it; converted only where that is not the stored form. */
    static byte[] stored(Served served, ObjectNode working, byte[] stored, long revision) {
        if (served.shape().view().rendersStored()) {
            return StoredJson.withRevision(stored, revision);
        }
        return unstored(served, working, Long.toString(revision));
    }

    /** An object that was not stored, such as a dry run's. */
    static byte[] unstored(Served served, ObjectNode working, String resourceVersion) {
        ObjectNode answer = served.shape().answer(working.deepCopy());
        Meta.of(answer).resourceVersion(resourceVersion);
        return Json.bytes(answer);
    }
}
