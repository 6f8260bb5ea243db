package io.davit.kinds.generator;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Writes {@code resources.bin}: every served resource with its names, verbs, subresources and selectable fields, in discovery's order. */
final class ResourcesTable {

    private ResourcesTable() {}

    static void write(JsonNode resources, JsonNode selectable, OutputStream to) throws IOException {
        DataOutputStream out = new DataOutputStream(to);
        out.writeShort(resources.size());
        for (JsonNode resource : resources) {
            out.writeUTF(resource.path("group").asString(""));
            out.writeUTF(resource.path("version").asString());
            out.writeUTF(resource.path("resource").asString());
            out.writeUTF(resource.path("kind").asString());
            out.writeUTF(resource.path("singular").asString());
            out.writeBoolean(resource.path("namespaced").asBoolean());
            texts(resource.path("verbs"), out);
            texts(resource.path("shortNames"), out);
            texts(resource.path("categories"), out);
            JsonNode subresources = resource.path("subresources");
            out.writeShort(subresources.size());
            for (JsonNode subresource : subresources) {
                out.writeUTF(subresource.path("name").asString());
                out.writeUTF(subresource.path("group").asString(""));
                out.writeUTF(subresource.path("version").asString(""));
                out.writeUTF(subresource.path("kind").asString());
                texts(subresource.path("verbs"), out);
            }
            texts(selectable(resource, selectable), out);
        }
        out.flush();
    }

    private static JsonNode selectable(JsonNode resource, JsonNode all) {
        for (JsonNode entry : all) {
            if (entry.path("resource").equals(resource.path("resource"))
                    && entry.path("group")
                            .asString("")
                            .equals(resource.path("group").asString(""))) {
                return entry.path("fields");
            }
        }
        return all.path("none");
    }

    private static void texts(JsonNode array, DataOutputStream out) throws IOException {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.asString()));
        out.writeShort(texts.size());
        for (String text : texts) {
            out.writeUTF(text);
        }
    }
}
