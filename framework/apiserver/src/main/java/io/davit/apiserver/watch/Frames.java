package io.davit.apiserver.watch;

import io.davit.apiserver.status.Statuses;
import io.davit.model.error.ApiException;
import io.davit.model.json.Json;
import io.davit.registry.cache.CacheEvent;
import io.davit.registry.cache.CachedObject;
import io.davit.registry.family.Served;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.node.ObjectNode;

/** The bytes of watch events in the form of one watch. JSON frames end with a newline. */
public interface Frames {

    /** {@code type} is ADDED, MODIFIED or DELETED. */
    byte[] event(String type, CachedObject object);

    /** A frame that many watchers may share: made once per event and type. */
    default byte[] event(String type, CachedObject object, CacheEvent from) {
        return event(type, object);
    }

    /** @param initialEventsEnd whether it ends the initial events */
    byte[] bookmark(long revision, boolean initialEventsEnd);

    byte[] error(ApiException refusal);

    /** Objects as they are stored or converted, as JSON. */
    static Frames json(Served served) {
        return new JsonFrames(served);
    }

    /** An object that has nothing but a version. */
    static ObjectNode bookmarkObject(Served served, long revision, boolean initialEventsEnd) {
        ObjectNode object = Json.object()
                .put("kind", served.definition().kind().kind())
                .put("apiVersion", served.definition().groupVersion().toString());
        ObjectNode metadata = object.putObject("metadata").put("resourceVersion", Long.toString(revision));
        if (initialEventsEnd) {
            metadata.putObject("annotations").put("k8s.io/initial-events-end", "true");
        }
        return object;
    }

    /** Plain JSON. */
    record JsonFrames(Served served) implements Frames {

        @Override
        public byte[] event(String type, CachedObject object) {
            byte[] json = served.current().bytes(object);
            byte[] head = ("{\"type\":\"" + type + "\",\"object\":").getBytes(StandardCharsets.US_ASCII);
            byte[] frame = new byte[head.length + json.length + 2];
            System.arraycopy(head, 0, frame, 0, head.length);
            System.arraycopy(json, 0, frame, head.length, json.length);
            frame[frame.length - 2] = '}';
            frame[frame.length - 1] = '\n';
            return frame;
        }

        @Override
        public byte[] event(String type, CachedObject object, CacheEvent from) {
            return from.frame(new Shared(served.current().shape().view(), type), () -> event(type, object));
        }

        @Override
        public byte[] bookmark(long revision, boolean initialEventsEnd) {
            ObjectNode object = bookmarkObject(served, revision, initialEventsEnd);
            return line(Json.object().put("type", "BOOKMARK").set("object", object));
        }

        @Override
        public byte[] error(ApiException refusal) {
            return line(Json.object().put("type", "ERROR").set("object", Statuses.of(refusal)));
        }

        private static byte[] line(tools.jackson.databind.JsonNode tree) {
            byte[] json = Json.bytes(tree);
            byte[] line = java.util.Arrays.copyOf(json, json.length + 1);
            line[json.length] = '\n';
            return line;
        }

        private record Shared(Object view, String type) {}
    }
}
