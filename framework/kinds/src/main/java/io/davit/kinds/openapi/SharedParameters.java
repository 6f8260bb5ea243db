package io.davit.kinds.openapi;

import io.davit.model.json.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What many operations of a v2 document take, told once: parameters that are not about one kind stand in the document's
 * {@code parameters} under their name and a hash, and operations refer to them.
 */
final class SharedParameters {

    private static final String GENERIC = "#/definitions/io.k8s.apimachinery";

    private final Map<String, ObjectNode> shared = new TreeMap<>();

    /** The same parameters, with references in place of those that are shared. */
    ArrayNode share(JsonNode parameters) {
        ArrayNode written = Json.array();
        for (JsonNode parameter : parameters) {
            if (parameter instanceof ObjectNode object && isShared(object)) {
                String name = object.path("name").asString() + "-" + hash(object.toString());
                shared.put(name, object);
                written.addObject().put("$ref", "#/parameters/" + name);
            } else {
                written.add(parameter);
            }
        }
        return written;
    }

    /** Every shared parameter by its name in the document. */
    ObjectNode all() {
        ObjectNode all = Json.object();
        shared.forEach(all::set);
        return all;
    }

    /** Older clients look for {@code dryRun} and {@code fieldValidation} at the operation, so these stay there. */
    private static boolean isShared(ObjectNode parameter) {
        return switch (parameter.path("name").asString()) {
            case "name" -> false;
            case "dryRun", "fieldValidation" -> !parameter.path("in").asString().equals("query");
            case "body" -> parameter.path("schema").path("$ref").asString("").startsWith(GENERIC);
            default -> true;
        };
    }

    /** FNV-1 of 64 bits, cut to six bytes. */
    private static String hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash * 0x100000001b3L) ^ (each & 0xff);
        }
        byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(hash).array();
        return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(bytes, 6));
    }
}
