package io.davit.schema.crd;

import io.davit.model.json.Json;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Parts of a definition as messages show them: the API server prints its own structures, every field of them, by names that are not
 * those of the API.
 *
 * @see <a href="https://pkg.go.dev/k8s.io/apiextensions-apiserver/pkg/apis/apiextensions#JSONSchemaProps">JSONSchemaProps</a>
 */
final class Internal {

    private static final String X = "x-kubernetes-";

    private Internal() {}

    static JsonNode schema(@Nullable JsonNode from) {
        if (from == null || !from.isObject()) {
            return NullNode.getInstance();
        }
        ObjectNode to = Json.object();
        to.set("ID", text(from, "id"));
        to.set("Schema", text(from, "$schema"));
        to.set("Ref", plain(from, "$ref"));
        to.set("Description", text(from, "description"));
        to.set("Type", text(from, "type"));
        to.set("Nullable", flag(from, "nullable"));
        to.set("Format", text(from, "format"));
        to.set("Title", text(from, "title"));
        to.set("Default", plain(from, "default"));
        to.set("Maximum", plain(from, "maximum"));
        to.set("ExclusiveMaximum", flag(from, "exclusiveMaximum"));
        to.set("Minimum", plain(from, "minimum"));
        to.set("ExclusiveMinimum", flag(from, "exclusiveMinimum"));
        to.set("MaxLength", plain(from, "maxLength"));
        to.set("MinLength", plain(from, "minLength"));
        to.set("Pattern", text(from, "pattern"));
        to.set("MaxItems", plain(from, "maxItems"));
        to.set("MinItems", plain(from, "minItems"));
        to.set("UniqueItems", flag(from, "uniqueItems"));
        to.set("MultipleOf", plain(from, "multipleOf"));
        to.set("Enum", plain(from, "enum"));
        to.set("MaxProperties", plain(from, "maxProperties"));
        to.set("MinProperties", plain(from, "minProperties"));
        to.set("Required", plain(from, "required"));
        to.set("Items", items(from.path("items")));
        to.set("AllOf", list(from.path("allOf"), Internal::schema));
        to.set("OneOf", list(from.path("oneOf"), Internal::schema));
        to.set("AnyOf", list(from.path("anyOf"), Internal::schema));
        to.set("Not", schema(from.path("not")));
        to.set("Properties", map(from.path("properties"), Internal::schema));
        to.set("AdditionalProperties", orBoolean(from.path("additionalProperties")));
        to.set("PatternProperties", map(from.path("patternProperties"), Internal::schema));
        to.set("Dependencies", map(from.path("dependencies"), Internal::dependency));
        to.set("AdditionalItems", orBoolean(from.path("additionalItems")));
        to.set("Definitions", map(from.path("definitions"), Internal::schema));
        to.set("ExternalDocs", documents(from.path("externalDocs")));
        to.set("Example", plain(from, "example"));
        to.set("XPreserveUnknownFields", plain(from, X + "preserve-unknown-fields"));
        to.set("XEmbeddedResource", flag(from, X + "embedded-resource"));
        to.set("XIntOrString", flag(from, X + "int-or-string"));
        to.set("XListMapKeys", plain(from, X + "list-map-keys"));
        to.set("XListType", plain(from, X + "list-type"));
        to.set("XMapType", plain(from, X + "map-type"));
        to.set("XValidations", list(from.path(X + "validations"), Internal::rule));
        return to;
    }

    /** What a version holds under one of its fields, null for none. */
    static JsonNode ofVersion(String field, @Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return NullNode.getInstance();
        }
        return switch (field) {
            case "schema" -> Json.object().set("OpenAPIV3Schema", schema(value.path("openAPIV3Schema")));
            case "subresources" -> subresources(value);
            case "additionalPrinterColumns" -> list(value, Internal::column);
            default -> list(value, each -> Json.object().set("JSONPath", text(each, "jsonPath")));
        };
    }

    private static JsonNode subresources(JsonNode value) {
        ObjectNode all = Json.object();
        all.set("Status", value.path("status").isObject() ? Json.object() : NullNode.getInstance());
        JsonNode scale = value.path("scale");
        if (!scale.isObject()) {
            return all.putNull("Scale");
        }
        ObjectNode paths = all.putObject("Scale");
        paths.set("SpecReplicasPath", text(scale, "specReplicasPath"));
        paths.set("StatusReplicasPath", text(scale, "statusReplicasPath"));
        paths.set("LabelSelectorPath", plain(scale, "labelSelectorPath"));
        return all;
    }

    private static JsonNode column(JsonNode from) {
        ObjectNode column = Json.object();
        column.set("Name", text(from, "name"));
        column.set("Type", text(from, "type"));
        column.set("Format", text(from, "format"));
        column.set("Description", text(from, "description"));
        column.put("Priority", from.path("priority").asInt(0));
        column.set("JSONPath", text(from, "jsonPath"));
        return column;
    }

    private static JsonNode rule(JsonNode from) {
        ObjectNode rule = Json.object();
        rule.set("Rule", text(from, "rule"));
        rule.set("Message", text(from, "message"));
        rule.set("MessageExpression", text(from, "messageExpression"));
        rule.set("Reason", plain(from, "reason"));
        rule.set("FieldPath", text(from, "fieldPath"));
        rule.set("OptionalOldSelf", plain(from, "optionalOldSelf"));
        return rule;
    }

    private static JsonNode items(JsonNode items) {
        if (!items.isContainer()) {
            return NullNode.getInstance();
        }
        ObjectNode either = Json.object();
        either.set("Schema", items.isObject() ? schema(items) : NullNode.getInstance());
        either.set("JSONSchemas", list(items, Internal::schema));
        return either;
    }

    private static JsonNode orBoolean(JsonNode value) {
        if (!value.isObject() && !value.isBoolean()) {
            return NullNode.getInstance();
        }
        ObjectNode either = Json.object();
        either.set("Allows", BooleanNode.valueOf(value.isObject() || value.booleanValue()));
        either.set("Schema", schema(value));
        return either;
    }

    private static JsonNode dependency(JsonNode value) {
        ObjectNode either = Json.object();
        either.set("Schema", schema(value));
        either.set("Property", value.isArray() ? value : NullNode.getInstance());
        return either;
    }

    private static JsonNode documents(JsonNode from) {
        if (!from.isObject()) {
            return NullNode.getInstance();
        }
        ObjectNode documents = Json.object();
        documents.set("Description", text(from, "description"));
        documents.set("URL", text(from, "url"));
        return documents;
    }

    private static JsonNode list(JsonNode from, UnaryOperator<JsonNode> form) {
        if (!from.isArray()) {
            return NullNode.getInstance();
        }
        ArrayNode list = Json.array();
        from.forEach(each -> list.add(form.apply(each)));
        return list;
    }

    private static JsonNode map(JsonNode from, UnaryOperator<JsonNode> form) {
        if (!from.isObject()) {
            return NullNode.getInstance();
        }
        TreeMap<String, JsonNode> sorted = new TreeMap<>();
        from.properties().forEach(each -> sorted.put(each.getKey(), form.apply(each.getValue())));
        ObjectNode map = Json.object();
        sorted.forEach(map::set);
        return map;
    }

    private static JsonNode text(JsonNode from, String field) {
        return StringNode.valueOf(from.path(field).asString(""));
    }

    private static JsonNode flag(JsonNode from, String field) {
        return BooleanNode.valueOf(from.path(field).asBoolean(false));
    }

    /** As it is, with the members of maps in order; null where there is nothing. */
    private static JsonNode plain(JsonNode from, String field) {
        return from.hasNonNull(field) ? Json.sorted(from.path(field)) : NullNode.getInstance();
    }
}
