package io.davit.apiserver.watch;

import io.davit.apiserver.negotiation.Encoding;
import io.davit.apiserver.negotiation.Writing;
import io.davit.apiserver.status.Statuses;
import io.davit.apiserver.transform.Transformer;
import io.davit.apiserver.transform.Viewed;
import io.davit.kinds.protobuf.Protobuf;
import io.davit.model.error.ApiException;
import io.davit.model.json.Json;
import io.davit.registry.cache.CachedObject;
import io.davit.registry.family.Served;
import tools.jackson.databind.node.ObjectNode;

/**
 * Events that are not made of stored bytes: their objects are Tables or metadata, or they are in protobuf. The frames of one watch: only
 * the first Table tells its columns. Errors stay as they are.
 */
public final class TransformedFrames implements Frames {

    private final Served served;
    private final Encoding encoding;
    private final Transformer transformer;
    private boolean begun;

    public TransformedFrames(Served served, Encoding encoding, Transformer transformer) {
        this.served = served;
        this.encoding = encoding;
        this.transformer = transformer;
    }

    @Override
    public byte[] event(String type, CachedObject object) {
        return frame(type, Viewed.of(served, object, served.current().bytes(object)));
    }

    @Override
    public byte[] bookmark(long revision, boolean initialEventsEnd) {
        ObjectNode object = Frames.bookmarkObject(served, revision, initialEventsEnd);
        return frame("BOOKMARK", new Viewed(object, object));
    }

    @Override
    public byte[] error(ApiException refusal) {
        return line("ERROR", Statuses.of(refusal));
    }

    private byte[] frame(String type, Viewed object) {
        ObjectNode document = transformer.event(object, !begun);
        begun = true;
        return line(type, document);
    }

    private byte[] line(String type, ObjectNode object) {
        if (encoding == Encoding.PROTOBUF) {
            return Protobuf.watchFrame(type, object);
        }
        ObjectNode event = Json.object().put("type", type);
        event.set("object", object);
        return Writing.line(Json.bytes(event));
    }
}
