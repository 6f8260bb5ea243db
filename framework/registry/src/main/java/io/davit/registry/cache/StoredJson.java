package io.davit.registry.cache;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tools.jackson.databind.node.ObjectNode;

/**
 * The bytes of an object as they are stored, and as they are served.
 *
 * <p>Stored bytes have {@code apiVersion}, {@code kind} and {@code metadata} first, in this order, and no resourceVersion: the store's
 * revision takes its place. Serving splices it in as the first field of the metadata, without parsing.
 */
public final class StoredJson {

    private static final byte[] METADATA = "\"metadata\":{".getBytes(StandardCharsets.US_ASCII);

    private StoredJson() {}

    /** The tree in the order that stored bytes need; the tree itself is changed: no resourceVersion, no selfLink. */
    public static ObjectNode ordered(ObjectNode object) {
        ObjectNode ordered = object.objectNode();
        for (String first : new String[] {"apiVersion", "kind", "metadata"}) {
            if (object.get(first) != null) {
                ordered.set(first, object.get(first));
            }
        }
        if (ordered.get("metadata") instanceof ObjectNode metadata) {
            metadata.remove("resourceVersion");
            metadata.remove("selfLink");
        }
        object.properties().forEach(field -> ordered.set(field.getKey(), field.getValue()));
        return ordered;
    }

    /** Stored bytes with a resourceVersion. */
    public static byte[] withRevision(byte[] stored, long revision) {
        int at = metadataOffset(stored) + METADATA.length;
        boolean empty = stored[at] == '}';
        byte[] field =
                ("\"resourceVersion\":\"" + revision + (empty ? "\"" : "\",")).getBytes(StandardCharsets.US_ASCII);
        byte[] served = new byte[stored.length + field.length];
        System.arraycopy(stored, 0, served, 0, at);
        System.arraycopy(field, 0, served, at, field.length);
        System.arraycopy(stored, at, served, at + field.length, stored.length - at);
        return served;
    }

    /** What {@link #withRevision} was given. */
    public static byte[] withoutRevision(byte[] served) {
        int at = metadataOffset(served) + METADATA.length;
        int end = at;
        while (served[end] != ',' && served[end] != '}') {
            end++;
        }
        int skip = served[end] == ',' ? end + 1 - at : end - at;
        byte[] stored = new byte[served.length - skip];
        System.arraycopy(served, 0, stored, 0, at);
        System.arraycopy(served, at + skip, stored, at, stored.length - at);
        return stored;
    }

    /** Where {@code "metadata":} starts: what is before it says only apiVersion and kind. */
    public static int metadataOffset(byte[] json) {
        int last = json.length - METADATA.length;
        for (int i = 1; i <= last; i++) {
            if (json[i] == '"' && Arrays.equals(json, i, i + METADATA.length, METADATA, 0, METADATA.length)) {
                return i;
            }
        }
        throw new IllegalStateException("a stored object has no metadata");
    }
}
