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
        return unstored(served, working, stored, Long.toString(revision));
    }

    /** What was only tried: {@code stored} is what would have been stored. */
    static byte[] unstored(Served served, ObjectNode working, byte[] stored, String resourceVersion) {
        return bytes(served.shape().answer(working.deepCopy(), stored), resourceVersion);
    }

    /** An object as it was. */
    static byte[] of(Served served, ObjectNode working, String resourceVersion) {
        return bytes(served.shape().workingToServed(working.deepCopy()), resourceVersion);
    }

    private static byte[] bytes(ObjectNode answer, String resourceVersion) {
        Meta.of(answer).resourceVersion(resourceVersion);
        return Json.bytes(answer);
    }
}
