package io.davit.kinds.protobuf;

import io.davit.kinds.codec.Decoded;
import io.davit.kinds.codec.KindCodec;
import io.davit.kinds.type.StructType;
import io.davit.kinds.type.TypeTable;
import io.davit.model.GroupVersion;
import io.davit.model.GroupVersionKind;
import io.davit.model.json.Json;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Built-in objects, their lists, {@code Status} and options in {@code application/vnd.kubernetes.protobuf}.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/api-concepts/#protobuf-encoding">Protobuf encoding</a>
 */
public final class Protobuf {

    public static final String MEDIA_TYPE = "application/vnd.kubernetes.protobuf";

    private static final String NO_PREFIX =
            "provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]";

    private Protobuf() {}

    /** Whether objects of a kind have a protobuf form: built-in ones have, custom ones and {@code Table} have not. */
    public static boolean supports(GroupVersionKind kind) {
        StructType type = TypeTable.get().kind(kind);
        return type != null && type.declaredFields().stream().anyMatch(field -> field.number() > 0);
    }

    /** An object with {@code apiVersion} and {@code kind} (a list's items need none), in its envelope. */
    public static byte[] encode(JsonNode object) {
        WireWriter out = new WireWriter();
        Envelope.open(out);
        String apiVersion = object.path("apiVersion").asString("");
        String kind = object.path("kind").asString("");
        new MessageWriter(out)
                .message(object, type(GroupVersion.parse(apiVersion).kind(kind)));
        Envelope.close(out, apiVersion, kind);
        return out.toBytes();
    }

    /** One event of a watch, {@code object} as {@link #encode} takes it: four bytes of length, then the event. */
    public static byte[] watchFrame(String type, JsonNode object) {
        WireWriter out = new WireWriter();
        out.raw(encode(object));
        out.enclose(1, 0);
        out.enclose(2, 0);
        int before = out.size();
        out.text(type);
        out.enclose(1, before);
        out.raw(ByteBuffer.allocate(Integer.BYTES).putInt(out.size()).array());
        return out.toBytes();
    }

    /** A request's body, refused like a JSON body of {@code codec}'s kind. Unknown fields are dropped without a word. */
    public static Decoded decode(byte[] body, KindCodec codec) {
        if (!Envelope.has(body)) {
            throw codec.unrecognized(NO_PREFIX, body);
        }
        try {
            Envelope envelope = Envelope.read(body);
            StructType type = TypeTable.get().kind(withDefaults(envelope, codec.kind()));
            if (type == null) {
                ObjectNode names = Json.object();
                names.put("kind", envelope.kindName()).put("apiVersion", envelope.apiVersion());
                return codec.decode(names);
            }
            return codec.decode(envelope.object(new MessageReader(), type));
        } catch (MalformedException e) {
            throw codec.refused(e.message());
        }
    }

    private static GroupVersionKind withDefaults(Envelope envelope, GroupVersionKind expected)
            throws MalformedException {
        GroupVersionKind said = envelope.kind();
        String kind = said.kind().isEmpty() ? expected.kind() : said.kind();
        return envelope.apiVersion().isEmpty()
                ? expected.groupVersion().kind(kind)
                : said.groupVersion().kind(kind);
    }

    private static StructType type(GroupVersionKind kind) {
        @Nullable StructType type = TypeTable.get().kind(kind);
        if (type == null) {
            throw new IllegalArgumentException(kind + " has no protobuf form");
        }
        return type;
    }
}
