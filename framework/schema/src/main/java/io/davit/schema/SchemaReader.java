package io.davit.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the schema of a custom resource from its JSON. */
final class SchemaReader {

    private static final String EXTENSION = "x-kubernetes-";

    private SchemaReader() {}

    static Schema read(ObjectNode json) {
        Schema.Builder schema = Schema.builder()
                .source(json)
                .type(json.path("type").asString(""))
                .format(json.path("format").asString(""))
                .description(json.path("description").asString(""))
                .nullable(flag(json, "nullable"))
                .required(texts(json.path("required")))
                .properties(properties(json.path("properties")))
                .enumeration(List.copyOf(json.path("enum").values()))
                .listType(listType(json.path(EXTENSION + "list-type").asString("")))
                .listMapKeys(List.copyOf(texts(json.path(EXTENSION + "list-map-keys"))))
                .atomicMap(json.path(EXTENSION + "map-type").asString("").equals("atomic"))
                .intOrString(flag(json, EXTENSION + "int-or-string"))
                .preservesUnknownFields(flag(json, EXTENSION + "preserve-unknown-fields"))
                .embeddedResource(flag(json, EXTENSION + "embedded-resource"))
                .constraints(constraints(json))
                .allOf(schemas(json.path("allOf")))
                .anyOf(schemas(json.path("anyOf")))
                .oneOf(schemas(json.path("oneOf")));
        JsonNode value = json.get("default");
        if (value != null && !value.isNull()) {
            schema.defaultValue(value);
        }
        if (json.get("items") instanceof ObjectNode items) {
            schema.items(read(items));
        }
        if (json.get("not") instanceof ObjectNode not) {
            schema.not(read(not));
        }
        JsonNode additional = json.path("additionalProperties");
        if (additional instanceof ObjectNode values) {
            schema.additionalProperties(read(values));
        } else if (additional.isBoolean()) {
            schema.additionalPropertiesAllowed(additional.booleanValue());
        }
        return schema.build();
    }

    private static Constraints constraints(ObjectNode json) {
        String pattern = json.path("pattern").asString("");
        return new Constraints(
                number(json, "minimum"),
                flag(json, "exclusiveMinimum"),
                number(json, "maximum"),
                flag(json, "exclusiveMaximum"),
                number(json, "multipleOf"),
                count(json, "minLength"),
                count(json, "maxLength"),
                pattern.isEmpty() ? null : new TextPattern(pattern),
                count(json, "minItems"),
                count(json, "maxItems"),
                flag(json, "uniqueItems"),
                count(json, "minProperties"),
                count(json, "maxProperties"));
    }

    private static Map<String, Schema> properties(JsonNode json) {
        Map<String, Schema> properties = new LinkedHashMap<>();
        json.properties().forEach(each -> {
            if (each.getValue() instanceof ObjectNode schema) {
                properties.put(each.getKey(), read(schema));
            }
        });
        return properties;
    }

    private static List<Schema> schemas(JsonNode list) {
        List<Schema> schemas = new ArrayList<>();
        for (JsonNode each : list) {
            if (each instanceof ObjectNode schema) {
                schemas.add(read(schema));
            }
        }
        return schemas;
    }

    private static Set<String> texts(JsonNode list) {
        Set<String> texts = new LinkedHashSet<>();
        list.forEach(each -> texts.add(each.asString("")));
        return texts;
    }

    private static ListType listType(String word) {
        return switch (word) {
            case "set" -> ListType.SET;
            case "map" -> ListType.MAP;
            default -> ListType.ATOMIC;
        };
    }

    private static boolean flag(ObjectNode json, String name) {
        return json.path(name).asBoolean(false);
    }

    private static @Nullable Double number(ObjectNode json, String name) {
        JsonNode value = json.path(name);
        return value.isNumber() ? Double.valueOf(value.doubleValue()) : null;
    }

    private static @Nullable Long count(ObjectNode json, String name) {
        JsonNode value = json.path(name);
        return value.canConvertToLong() && value.canConvertToExactIntegral() ? Long.valueOf(value.longValue()) : null;
    }
}
