package io.davit.kinds.protobuf;

import io.davit.kinds.type.StructType;
import io.davit.model.GroupVersion;
import io.davit.model.GroupVersionKind;
import io.davit.model.json.Json;
import tools.jackson.databind.node.ObjectNode;

/**
 * What stands around every object: the prefix {@code k8s\0}, then a message that names the kind and holds the object's bytes.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/api-concepts/#protobuf-encoding">Protobuf encoding</a>
 */
record Envelope(String apiVersion, String kindName, byte[] raw) {

    private static final byte[] PREFIX = {'k', '8', 's', 0};

    /** The size of what {@link #open} writes. */
    private static final int BEHIND = 4;

    static boolean has(byte[] bytes) {
        return bytes.length >= PREFIX.length
                && bytes[0] == PREFIX[0]
                && bytes[1] == PREFIX[1]
                && bytes[2] == PREFIX[2]
                && bytes[3] == PREFIX[3];
    }

    static Envelope read(byte[] bytes) throws MalformedException {
        WireReader in = new WireReader(bytes, PREFIX.length, bytes.length);
        String apiVersion = "";
        String kind = "";
        byte[] raw = new byte[0];
        while (!in.done()) {
            int number = in.field();
            if (in.wireType() != WireReader.BYTES) {
                in.skip();
                continue;
            }
            switch (number) {
                case 1 -> {
                    WireReader type = in.nested();
                    while (!type.done()) {
                        int part = type.field();
                        if (type.wireType() == WireReader.BYTES && part == 1) {
                            apiVersion = type.text();
                        } else if (type.wireType() == WireReader.BYTES && part == 2) {
                            kind = type.text();
                        } else {
                            type.skip();
                        }
                    }
                }
                case 2 -> raw = in.bytes();
                default -> in.skip();
            }
        }
        return new Envelope(apiVersion, kind, raw);
    }

    GroupVersionKind kind() throws MalformedException {
        try {
            return GroupVersion.parse(apiVersion).kind(kindName);
        } catch (IllegalArgumentException e) {
            throw new MalformedException("unexpected GroupVersion string: " + apiVersion);
        }
    }

    /** The object inside, with the kind and version that the envelope names. */
    ObjectNode object(MessageReader reader, StructType type) throws MalformedException {
        ObjectNode object = Json.object();
        if (!kindName.isEmpty()) {
            object.put("kind", kindName);
        }
        if (!apiVersion.isEmpty()) {
            object.put("apiVersion", apiVersion);
        }
        object.setAll(reader.read(type, new WireReader(raw, 0, raw.length)));
        return object;
    }

    /** What stands behind the message, and so is written first: no content encoding, no content type. */
    static void open(WireWriter out) {
        out.enclose(4, out.size());
        out.enclose(3, out.size());
    }

    /** Puts the prefix and the names before the message that was written since {@link #open}. */
    static void close(WireWriter out, String apiVersion, String kind) {
        out.enclose(2, BEHIND);
        int names = out.size();
        out.text(kind);
        out.enclose(2, names);
        int before = out.size();
        out.text(apiVersion);
        out.enclose(1, before);
        out.enclose(1, names);
        out.raw(PREFIX);
    }
}
