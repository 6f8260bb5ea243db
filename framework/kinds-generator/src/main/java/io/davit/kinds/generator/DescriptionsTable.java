package io.davit.kinds.generator;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Writes {@code descriptions.bin}: an index of definitions, then for each its own text and its fields' texts. Only OpenAPI reads it. */
final class DescriptionsTable {

    private DescriptionsTable() {}

    static void write(Iterable<GoTypes.Type> types, OutputStream to) throws IOException {
        ByteArrayOutputStream index = new ByteArrayOutputStream();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream indexOut = new DataOutputStream(index);
        DataOutputStream bodyOut = new DataOutputStream(body);
        int count = 0;
        for (GoTypes.Type type : types) {
            Optional<ClientModels.Model> model = ClientModels.of(type.name());
            if (model.isPresent()) {
                indexOut.writeUTF(type.name());
                indexOut.writeInt(bodyOut.size());
                write(model.get(), bodyOut);
                count++;
            }
        }
        DataOutputStream out = new DataOutputStream(to);
        out.writeInt(count);
        index.writeTo(out);
        body.writeTo(out);
        out.flush();
    }

    private static void write(ClientModels.Model model, DataOutputStream out) throws IOException {
        text(model.description(), out);
        Map<String, ClientModels.Property> properties = new TreeMap<>(model.properties());
        out.writeShort(properties.size());
        for (Map.Entry<String, ClientModels.Property> property : properties.entrySet()) {
            out.writeUTF(property.getKey());
            text(property.getValue().description(), out);
        }
    }

    private static void text(String text, DataOutputStream out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
