package io.davit.apiserver.endpoint;

import io.davit.kinds.ResourceDefinition;
import io.davit.model.json.Json;
import io.davit.registry.cache.CachedObject;
import io.davit.registry.cache.StoredJson;
import io.davit.registry.family.Served;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import reactor.core.publisher.Flux;

/** A list as JSON, put together from the bytes of its items. Items of built-in kinds don't repeat their apiVersion and kind. */
final class ListBody {

    private static final byte[] END = {']', '}', '\n'};
    private static final int PIECE = 256 * 1024;

    private final Served served;
    private final byte[] head;
    private final List<byte[]> items;
    private final boolean typed;
    private final long length;

    private ListBody(Served served, byte[] head, List<byte[]> items) {
        this.served = served;
        this.head = head;
        this.items = items;
        this.typed = !served.definition().custom();
        long sum = head.length + END.length + Math.max(0, items.size() - 1);
        for (byte[] item : items) {
            sum += item.length - skipped(item);
        }
        this.length = sum;
    }

    static ListBody of(Served served, ListMeta meta, List<CachedObject> objects) {
        return new ListBody(served, head(served.definition(), meta), served.bytes(objects));
    }

    long length() {
        return length;
    }

    Flux<DataBuffer> pieces(ApiRequest request) {
        DataBufferFactory buffers = request.exchange().getResponse().bufferFactory();
        return Flux.generate(() -> -1, (at, sink) -> {
            DataBuffer piece = buffers.allocateBuffer((int) Math.min(length, PIECE + 64 * 1024));
            int next = at;
            if (next < 0) {
                piece.write(head);
                next = 0;
            }
            while (next < items.size() && piece.readableByteCount() < PIECE) {
                if (next > 0) {
                    piece.write((byte) ',');
                }
                byte[] item = items.get(next++);
                int skip = skipped(item);
                if (skip == 0) {
                    piece.write(item);
                } else {
                    piece.write((byte) '{');
                    piece.write(item, skip + 1, item.length - skip - 1);
                }
            }
            if (next == items.size()) {
                piece.write(END);
                sink.next(piece);
                sink.complete();
            } else {
                sink.next(piece);
            }
            return next;
        });
    }

    /** How many bytes of apiVersion and kind an item leaves out. */
    private int skipped(byte[] item) {
        return typed ? StoredJson.metadataOffset(item) - 1 : 0;
    }

    private static byte[] head(ResourceDefinition definition, ListMeta meta) {
        StringBuilder head = new StringBuilder(256)
                .append("{\"kind\":")
                .append(Json.quote(definition.listKind()))
                .append(",\"apiVersion\":")
                .append(Json.quote(definition.groupVersion().toString()))
                .append(",\"metadata\":{\"resourceVersion\":\"")
                .append(meta.revision())
                .append('"');
        if (!meta.continueToken().isEmpty() || definition.custom()) {
            head.append(",\"continue\":").append(Json.quote(meta.continueToken()));
        }
        if (meta.remaining() != null) {
            head.append(",\"remainingItemCount\":").append(meta.remaining());
        }
        return head.append("},\"items\":[").toString().getBytes(StandardCharsets.UTF_8);
    }
}
