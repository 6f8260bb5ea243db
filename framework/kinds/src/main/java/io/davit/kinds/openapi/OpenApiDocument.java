package io.davit.kinds.openapi;

import io.davit.model.json.Json;
import org.jspecify.annotations.Nullable;

/** A document, ready to be sent. Immutable; the bytes it gives are not to be changed. */
public final class OpenApiDocument {

    private final Dialect dialect;
    private final byte[] json;
    private final String hash;
    private volatile byte @Nullable [] protobuf;

    OpenApiDocument(Dialect dialect, byte[] json, String hash) {
        this.dialect = dialect;
        this.json = json;
        this.hash = hash;
    }

    public byte[] json() {
        return json;
    }

    /**
     * The same in protobuf: {@code application/com.github.proto-openapi.spec.v2.v1.0+protobuf}, for v3 {@code …spec.v3…}. Made when
     * first asked for.
     */
    public byte[] protobuf() {
        byte[] known = protobuf;
        if (known == null) {
            known = ProtobufWriter.write(Json.parse(json), dialect);
            protobuf = known;
        }
        return known;
    }

    /** Changes when the document does: for {@code ETag} and the {@code hash} of its address. */
    public String hash() {
        return hash;
    }
}
