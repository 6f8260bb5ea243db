package io.davit.kinds.openapi;

import io.davit.kinds.ResourceDefinition;
import io.davit.model.GroupVersionKind;
import io.davit.model.json.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The definitions of a custom resource: the schema of its CustomResourceDefinition with what every object has, and its list's. */
final class CustomDefinitions {

    /** Keywords that OpenAPI v2 has not. */
    private static final Set<String> ONLY_V3 = Set.of("allOf", "anyOf", "oneOf", "not", "nullable", "default");

    private final Dialect dialect;
    private final BuiltInDefinitions builtIn;

    CustomDefinitions(Dialect dialect, BuiltInDefinitions builtIn) {
        this.dialect = dialect;
        this.builtIn = builtIn;
    }

    /** {@code com.example.stable.v1.CronTab} for the group {@code stable.example.com}. */
    static String name(GroupVersionKind kind) {
        List<String> group = new ArrayList<>(List.of(kind.group().split("\\.")));
        Collections.reverse(group);
        return String.join(".", group) + "." + kind.version() + "." + kind.kind();
    }

    static String listName(ResourceDefinition definition) {
        return name(definition.groupVersion().kind(definition.listKind()));
    }

    ObjectNode object(ResourceDefinition definition) {
        ObjectNode schema = schema(definition.schema().source());
        if (!schema.has("type")) {
            schema.put("type", "object");
        }
        if (dialect == Dialect.V2 && definition.schema().preservesUnknownFields()) {
            schema.remove("properties");
        }
        ObjectNode properties = schema.withObject("properties");
        properties.set("apiVersion", text(Texts.API_VERSION));
        properties.set("kind", text(Texts.KIND));
        properties.set("metadata", reference(Texts.METADATA, "ObjectMeta"));
        schema.putArray("x-kubernetes-group-version-kind").add(Kinds.node(definition.kind()));
        return schema;
    }

    ObjectNode list(ResourceDefinition definition) {
        GroupVersionKind listKind = definition.groupVersion().kind(definition.listKind());
        ObjectNode schema = Json.object();
        schema.put(
                "description",
                listKind.kind() + " is a list of " + definition.kind().kind());
        schema.put("type", "object");
        schema.putArray("required").add("items");
        ObjectNode properties = schema.putObject("properties");
        properties.set("apiVersion", text(Texts.API_VERSION));
        ObjectNode items = properties.putObject("items");
        items.put("description", "List of " + definition.plural() + ".");
        items.put("type", "array");
        items.putObject("items").put("$ref", dialect.reference(name(definition.kind())));
        properties.set("kind", text(Texts.KIND));
        properties.set("metadata", reference(Texts.LIST_METADATA, "ListMeta"));
        schema.putArray("x-kubernetes-group-version-kind").add(Kinds.node(listKind));
        return schema;
    }

    private ObjectNode schema(ObjectNode source) {
        ObjectNode schema = Json.object();
        for (Map.Entry<String, JsonNode> member : source.properties()) {
            String keyword = member.getKey();
            if (dialect == Dialect.V3 || !ONLY_V3.contains(keyword)) {
                schema.set(keyword, keyword(keyword, member.getValue()));
            }
        }
        if (source.path("x-kubernetes-embedded-resource").asBoolean(false)) {
            embed(schema);
        }
        if (source.path("x-kubernetes-int-or-string").asBoolean(false)) {
            intOrString(schema);
        }
        if (dialect == Dialect.V2) {
            lowered(source, schema);
        }
        return schema;
    }

    private JsonNode keyword(String keyword, JsonNode value) {
        return switch (keyword) {
            case "properties", "definitions", "patternProperties" -> {
                ObjectNode properties = Json.object();
                value.properties().forEach(property -> properties.set(property.getKey(), nested(property.getValue())));
                yield properties;
            }
            case "items", "additionalProperties", "not" -> nested(value);
            case "allOf", "anyOf", "oneOf" -> {
                ArrayNode all = Json.array();
                value.forEach(element -> all.add(nested(element)));
                yield all;
            }
            default -> value;
        };
    }

    private JsonNode nested(JsonNode value) {
        return value instanceof ObjectNode schema ? schema(schema) : value;
    }

    private void embed(ObjectNode schema) {
        ObjectNode properties = schema.withObject("properties");
        properties.set("apiVersion", text(Texts.EMBEDDED_API_VERSION));
        properties.set("kind", text(Texts.EMBEDDED_KIND));
        properties.set("metadata", reference(Texts.METADATA, "ObjectMeta"));
        ArrayNode required = schema.path("required") instanceof ArrayNode known ? known.deepCopy() : Json.array();
        for (String name : List.of("kind", "apiVersion")) {
            boolean there = false;
            for (JsonNode element : required) {
                there |= element.asString("").equals(name);
            }
            if (!there) {
                required.add(name);
            }
        }
        schema.set("required", required);
    }

    private void intOrString(ObjectNode schema) {
        if (dialect == Dialect.V3 && !schema.has("anyOf") && !schema.has("allOf")) {
            ArrayNode either = schema.putArray("anyOf");
            either.addObject().put("type", "integer");
            either.addObject().put("type", "string");
        }
    }

    /** Clients of v2 check more strictly than they should: what may hold anything must not say what it holds. */
    private static void lowered(ObjectNode source, ObjectNode schema) {
        if (source.path("nullable").asBoolean(false)
                || source.path("x-kubernetes-int-or-string").asBoolean(false)) {
            schema.remove(List.of("type", "format", "items", "properties", "additionalProperties"));
        }
        if (source.path("x-kubernetes-preserve-unknown-fields").asBoolean(false)) {
            schema.remove(List.of("items", "properties", "additionalProperties"));
        }
    }

    private static ObjectNode text(String description) {
        return Json.object().put("description", description).put("type", "string");
    }

    private ObjectNode reference(String description, String metaType) {
        String reference = builtIn.reference(BuiltInDefinitions.META + metaType);
        ObjectNode schema = Json.object().put("description", description);
        if (dialect == Dialect.V3) {
            schema.putArray("allOf").addObject().put("$ref", reference);
        } else {
            schema.put("$ref", reference);
        }
        return schema;
    }
}
