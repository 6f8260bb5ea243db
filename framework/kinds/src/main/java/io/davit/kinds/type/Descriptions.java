package io.davit.kinds.type;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** What the published client libraries say of definitions and their fields, from {@code descriptions.bin}. Only OpenAPI needs it. */
public final class Descriptions {

    private static final Description NONE = new Description("", Map.of());

    private final byte[] bytes;
    private final int bodyStart;
    private final Map<String, Integer> offsets = new HashMap<>();

    /**
     * A definition's own text and those of its fields.
     *
     * @param text empty when there is none
     * @param fields by JSON name
     */
    public record Description(String text, Map<String, String> fields) {

        public String field(String name) {
            return fields.getOrDefault(name, "");
        }
    }

    private Descriptions(byte[] bytes) throws IOException {
        this.bytes = bytes;
        DataInputStream in = at(0);
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            offsets.put(in.readUTF(), in.readInt());
        }
        bodyStart = bytes.length - in.available();
    }

    /** The texts of this process, read when first asked for. */
    public static Descriptions get() {
        return Holder.TEXTS;
    }

    public Description of(String definition) {
        Integer offset = offsets.get(definition);
        if (offset == null) {
            return NONE;
        }
        try {
            DataInputStream in = at(bodyStart + offset);
            String own = text(in);
            int count = in.readUnsignedShort();
            Map<String, String> fields = HashMap.newHashMap(count);
            for (int i = 0; i < count; i++) {
                fields.put(in.readUTF(), text(in));
            }
            return new Description(own, fields);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }

    private DataInputStream at(int position) {
        return new DataInputStream(new ByteArrayInputStream(bytes, position, bytes.length - position));
    }

    private static Descriptions open() {
        try (InputStream in = Descriptions.class.getResourceAsStream("descriptions.bin")) {
            if (in == null) {
                throw new IllegalStateException("descriptions.bin is missing: the build writes it");
            }
            return new Descriptions(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Holder {
        private static final Descriptions TEXTS = open();
    }
}
