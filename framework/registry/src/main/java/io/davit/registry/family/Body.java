package io.davit.registry.family;

import io.davit.kinds.codec.KindCodec;
import io.davit.kinds.protobuf.Protobuf;
import io.davit.model.json.Json;
import tools.jackson.databind.node.ObjectNode;

/** A request body as it came, and what it is written in. */
public record Body(byte[] bytes, Format format) {

    /** How a body is written. */
    public enum Format {
        JSON,
        YAML,
        PROTOBUF
    }

    /** Reads it as a built-in kind. */
    public io.davit.kinds.codec.Decoded read(KindCodec codec) {
        return switch (format) {
            case JSON -> codec.decodeJson(bytes);
            case YAML -> codec.decodeYaml(bytes);
            case PROTOBUF -> Protobuf.decode(bytes, codec);
        };
    }

    /** A body of the server's own. */
    public static Body of(ObjectNode object) {
        return new Body(Json.bytes(object), Format.JSON);
    }
}
