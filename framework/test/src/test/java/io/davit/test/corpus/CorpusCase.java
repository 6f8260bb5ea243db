package io.davit.test.corpus;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request about one object, and what Kubernetes answered.
 *
 * @param file its name, such as {@code rejected-no-key}; what follows the first hyphen is the object's name
 * @param content what the file says: {@code about}, {@code before} (the object that exists already), {@code under} (the schema it was
 *     made under), {@code do} (create, update, merge, apply or json), {@code subresource}, {@code query}, {@code version}, {@code object} or
 *     {@code patch}, {@code readAs} (another version it is read in), and the {@code answer}
 */
record CorpusCase(String file, ObjectNode content) {

    String name() {
        return file.substring(file.indexOf('-') + 1);
    }

    boolean accepted() {
        return file.startsWith("accepted-");
    }

    boolean madeUnderLaxerSchema() {
        return content.has("under");
    }

    Optional<ObjectNode> before() {
        return Optional.ofNullable((ObjectNode) content.get("before"));
    }

    String verb() {
        return content.path("do").asString();
    }

    JsonNode body() {
        return content.path(content.has("patch") ? "patch" : "object").deepCopy();
    }

    String version() {
        return content.has("version") ? content.path("version").asString() : version(body());
    }

    static String version(JsonNode object) {
        String apiVersion = object.path("apiVersion").asString();
        return apiVersion.substring(apiVersion.indexOf('/') + 1);
    }

    String subresource() {
        return content.has("subresource") ? "/" + content.path("subresource").asString() : "";
    }

    String query() {
        return content.path("query").asString("");
    }

    Optional<String> readAs() {
        return content.has("readAs") ? Optional.of(content.path("readAs").asString()) : Optional.empty();
    }

    JsonNode answer() {
        return content.path("answer");
    }
}
