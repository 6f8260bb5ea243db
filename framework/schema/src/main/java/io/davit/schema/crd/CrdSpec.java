package io.davit.schema.crd;

import io.davit.model.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The spec of a CustomResourceDefinition as its rules see it: what all versions share belongs to the spec itself, and problems with it
 * are told there and once.
 */
final class CrdSpec {

    private static final List<String> NESTED = List.of("items", "additionalProperties", "not");
    private static final List<String> LISTS = List.of("allOf", "anyOf", "oneOf");

    private final JsonNode spec;
    private final List<JsonNode> versions = new ArrayList<>();

    private CrdSpec(JsonNode spec) {
        this.spec = spec;
        spec.path("versions").forEach(versions::add);
    }

    static CrdSpec of(ObjectNode crd) {
        return new CrdSpec(crd.path("spec"));
    }

    List<JsonNode> versions() {
        return versions;
    }

    String text(String field) {
        return spec.path(field).asString("");
    }

    JsonNode names() {
        return spec.path("names");
    }

    JsonNode conversion() {
        return spec.path("conversion");
    }

    JsonNode node(String field) {
        return spec.path(field);
    }

    /** The value of a field that is there and the same in every version; null when it isn't. */
    @Nullable
    JsonNode shared(String field) {
        JsonNode first = null;
        for (JsonNode version : versions) {
            JsonNode value = version.path(field);
            if (isAbsent(value) || (first != null && !Json.same(first, value))) {
                return null;
            }
            first = value;
        }
        return first;
    }

    /** The value of a field in a version, unless all versions share it; null when it is absent or shared. */
    @Nullable
    JsonNode own(JsonNode version, String field) {
        JsonNode value = version.path(field);
        return isAbsent(value) || shared(field) != null ? null : value;
    }

    boolean hasStatus() {
        return versions.stream().anyMatch(CrdSpec::hasStatus);
    }

    boolean hasDefaults() {
        return versions.stream()
                .anyMatch(version -> hasDefaults(version.path("schema").path("openAPIV3Schema")));
    }

    private static boolean hasDefaults(JsonNode schema) {
        return schema.isObject()
                && (schema.hasNonNull("default")
                        || schema.path("properties").valueStream().anyMatch(CrdSpec::hasDefaults)
                        || NESTED.stream().anyMatch(name -> hasDefaults(schema.path(name)))
                        || LISTS.stream()
                                .anyMatch(
                                        name -> schema.path(name).valueStream().anyMatch(CrdSpec::hasDefaults)));
    }

    static boolean hasStatus(JsonNode version) {
        return version.path("subresources").path("status").isObject();
    }

    private static boolean isAbsent(JsonNode value) {
        return value.isMissingNode() || value.isNull() || (value.isArray() && value.isEmpty());
    }
}
