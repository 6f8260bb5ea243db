package io.davit.schema.openapi;

import io.davit.model.json.Json;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Rewrites a schema, keyword by keyword, for one version of OpenAPI. */
final class Publication {

    private static final String X = "x-kubernetes-";
    private static final String META = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";
    private static final String CONVENTIONS =
            " More info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#";
    private static final String METADATA = "Standard object's metadata." + CONVENTIONS + "metadata";

    /** What is published as it stands. */
    private static final Set<String> PLAIN = Set.of(
            "type",
            "title",
            "description",
            "example",
            "externalDocs",
            "nullable",
            "format",
            "maximum",
            "exclusiveMaximum",
            "minimum",
            "exclusiveMinimum",
            "maxLength",
            "minLength",
            "pattern",
            "maxItems",
            "minItems",
            "uniqueItems",
            "multipleOf",
            "enum",
            "maxProperties",
            "minProperties",
            "required",
            X + "preserve-unknown-fields",
            X + "embedded-resource",
            X + "int-or-string",
            X + "list-type",
            X + "list-map-keys",
            X + "map-type",
            X + "validations");

    private static final List<String> LOGIC = List.of("allOf", "anyOf", "oneOf");

    private final boolean old;

    /** {@code old} for version 2. */
    Publication(boolean old) {
        this.old = old;
    }

    /** The schema of a whole object. */
    ObjectNode object(ObjectNode source) {
        ObjectNode object = schema(source);
        ObjectNode properties = properties(object);
        properties.set(
                "apiVersion",
                text(
                        "APIVersion defines the versioned schema of this representation of an object. Servers should convert"
                                + " recognized schemas to the latest internal value, and may reject unrecognized values."
                                + CONVENTIONS + "resources"));
        properties.set(
                "kind",
                text(
                        "Kind is a string value representing the REST resource this object represents. Servers may infer this"
                                + " from the endpoint the client submits requests to. Cannot be updated. In CamelCase."
                                + CONVENTIONS + "types-kinds"));
        properties.set("metadata", metadata());
        return object;
    }

    private ObjectNode schema(JsonNode source) {
        ObjectNode schema = Json.object();
        source.properties().forEach(keyword -> {
            if (PLAIN.contains(keyword.getKey()) && !keyword.getValue().isNull()) {
                schema.set(keyword.getKey(), keyword.getValue().deepCopy());
            }
        });
        structure(source, schema);
        if (old) {
            forget(source, schema);
        } else {
            if (source.hasNonNull("default")) {
                schema.set("default", source.path("default").deepCopy());
            }
            logic(source, schema);
        }
        if (source.path(X + "embedded-resource").asBoolean(false) && !(old && keepsUnknown(source))) {
            embedded(schema);
        }
        return schema;
    }

    private void structure(JsonNode source, ObjectNode schema) {
        if (source.path("properties").isObject()) {
            ObjectNode properties = schema.putObject("properties");
            source.path("properties")
                    .properties()
                    .forEach(each -> properties.set(each.getKey(), schema(each.getValue())));
        }
        if (source.path("items").isObject()) {
            schema.set("items", schema(source.path("items")));
        }
        JsonNode additional = source.path("additionalProperties");
        if (additional.isObject()) {
            schema.set("additionalProperties", schema(additional));
        } else if (additional.isBoolean()) {
            schema.set("additionalProperties", additional);
        }
    }

    private void logic(JsonNode source, ObjectNode schema) {
        for (String keyword : LOGIC) {
            if (!source.path(keyword).isEmpty()) {
                ArrayNode list = schema.putArray(keyword);
                source.path(keyword).forEach(each -> list.add(condition(each)));
            }
        }
        if (source.path("not").isObject()) {
            schema.set("not", condition(source.path("not")));
        }
        if (source.path(X + "int-or-string").asBoolean(false) && !saysIntOrString(source)) {
            if (schema.has("anyOf")) {
                ArrayNode allOf = Json.array();
                allOf.addObject().set("anyOf", intOrString());
                schema.path("allOf").forEach(allOf::add);
                schema.set("allOf", allOf);
            } else {
                schema.set("anyOf", intOrString());
            }
        }
    }

    /** A condition is written like a schema, but nothing is added to it. */
    private ObjectNode condition(JsonNode source) {
        ObjectNode condition = schema(source);
        condition.remove(List.of(X + "embedded-resource"));
        return condition;
    }

    private static boolean saysIntOrString(JsonNode source) {
        return Json.same(source.path("anyOf"), intOrString())
                || Json.same(source.path("allOf").path(0).path("anyOf"), intOrString());
    }

    private static ArrayNode intOrString() {
        ArrayNode types = Json.array();
        types.addObject().put("type", "integer");
        types.addObject().put("type", "string");
        return types;
    }

    /** Drops what version 2 can't say without being misunderstood. */
    private void forget(JsonNode source, ObjectNode schema) {
        if (source.path("nullable").asBoolean(false)) {
            schema.remove(List.of("type", "nullable", "items", "properties"));
        }
        if (keepsUnknown(source)) {
            schema.remove(List.of("items", "properties"));
            if (isOf("object", schema)) {
                schema.remove("type");
            }
        }
        if (isOf("array", schema) && !schema.has("items")) {
            schema.remove("type");
        }
        if (source.path("additionalProperties").path("nullable").asBoolean(false)) {
            schema.remove("required");
        }
        if (schema.get("required") instanceof ArrayNode required) {
            required.removeIf(name -> source.path("properties")
                    .path(name.asString(""))
                    .path("nullable")
                    .asBoolean(false));
            if (required.isEmpty()) {
                schema.remove("required");
            }
        }
    }

    private static boolean isOf(String type, ObjectNode schema) {
        return schema.path("type").asString("").equals(type);
    }

    private static boolean keepsUnknown(JsonNode source) {
        return source.path(X + "preserve-unknown-fields").asBoolean(false);
    }

    private void embedded(ObjectNode schema) {
        ObjectNode properties = properties(schema);
        properties.set(
                "apiVersion",
                text("apiVersion defines the versioned schema of this representation of an object." + CONVENTIONS
                        + "resources"));
        properties.set(
                "kind",
                text("kind is a string value representing the type of this object. In CamelCase." + CONVENTIONS
                        + "types-kinds"));
        properties.set("metadata", metadata());
        ArrayNode required = schema.get("required") instanceof ArrayNode there ? there : schema.putArray("required");
        for (String name : List.of("kind", "apiVersion")) {
            if (required.valueStream().noneMatch(each -> each.asString("").equals(name))) {
                required.add(name);
            }
        }
    }

    private static ObjectNode properties(ObjectNode schema) {
        return schema.get("properties") instanceof ObjectNode there ? there : schema.putObject("properties");
    }

    private static ObjectNode text(String description) {
        return Json.object().put("description", description).put("type", "string");
    }

    private ObjectNode metadata() {
        ObjectNode metadata = Json.object().put("description", METADATA);
        if (old) {
            return metadata.put("$ref", "#/definitions/" + META);
        }
        metadata.putArray("allOf").addObject().put("$ref", "#/components/schemas/" + META);
        return metadata;
    }
}
