package io.davit.schema.crd;

import io.davit.model.error.Cause;
import io.davit.model.error.FieldErrors;
import io.davit.model.error.FieldPath;
import io.davit.model.json.Json;
import io.davit.schema.TextPattern;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What makes a schema structural: every field has a type, and the logic keywords only validate.
 *
 * @see <a href="https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema">Structural schemas</a>
 */
final class StructuralRules {

    private static final String X = "x-kubernetes-";
    private static final List<String> UNSUPPORTED =
            List.of("id", "$schema", "$ref", "additionalItems", "patternProperties", "definitions", "dependencies");
    private static final JsonNode INT_OR_STRING = Json.parse("[{\"type\":\"integer\"},{\"type\":\"string\"}]");

    /** Where a schema stands, and what it must have a type for. */
    private enum Level {
        ROOT("must not be empty at the root"),
        ITEM("must not be empty for specified array items"),
        FIELD("must not be empty for specified object fields");

        private final String untyped;

        Level(String untyped) {
            this.untyped = untyped;
        }
    }

    private final FieldErrors errors = new FieldErrors();

    private StructuralRules() {}

    /** Whether a schema has only keywords that structure can be read from; others are refused elsewhere. */
    static boolean isStructure(JsonNode schema) {
        if (!schema.isObject()) {
            return true;
        }
        for (String keyword : UNSUPPORTED) {
            JsonNode value = schema.path(keyword);
            boolean empty = value.isString() ? value.stringValue().isEmpty() : value.isContainer() && value.isEmpty();
            if (!value.isMissingNode() && !value.isNull() && !empty) {
                return false;
            }
        }
        if (schema.path("items").isArray()) {
            return false;
        }
        for (String keyword : List.of("items", "not", "additionalProperties")) {
            if (!isStructure(schema.path(keyword))) {
                return false;
            }
        }
        for (String keyword : List.of("properties", "allOf", "anyOf", "oneOf")) {
            for (JsonNode each : schema.path(keyword)) {
                if (!isStructure(each)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Problems in the order of their texts. */
    static List<Cause> validate(FieldPath path, ObjectNode schema) {
        StructuralRules rules = new StructuralRules();
        rules.structure(schema, Level.ROOT, path);
        rules.complete(schema, schema, path, path);
        return rules.errors.causes().stream()
                .sorted(Comparator.comparing((Cause cause) -> cause.field() + ": " + cause.message()))
                .toList();
    }

    private void structure(JsonNode schema, Level level, FieldPath path) {
        String type = text(schema, "type");
        if (type.equals("array") && !schema.path("items").isObject()) {
            errors.required(path.child("items"), "must be specified");
        }
        if (schema.path("items").isObject()) {
            structure(schema.path("items"), Level.ITEM, path.child("items"));
        }
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            structure(property.getValue(), Level.FIELD, path.child("properties").key(property.getKey()));
        }
        JsonNode additional = schema.path("additionalProperties");
        boolean hasAdditional = additional.isObject() || additional.isBoolean();
        if (hasAdditional && level == Level.ROOT) {
            errors.forbidden(path.child("additionalProperties"), "must not be used at the root");
        }
        if (additional.isObject()) {
            structure(additional, Level.FIELD, path.child("additionalProperties"));
        }
        boolean embedded = flag(schema, X + "embedded-resource");
        boolean preserves = flag(schema, X + "preserve-unknown-fields");
        boolean intOrString = flag(schema, X + "int-or-string");
        if (intOrString && preserves) {
            errors.invalid(
                    path.child(X + "preserve-unknown-fields"),
                    true,
                    "must be false if x-kubernetes-int-or-string is true");
        }
        if (intOrString && embedded) {
            errors.invalid(
                    path.child(X + "embedded-resource"), true, "must be false if x-kubernetes-int-or-string is true");
        }
        logic(schema, path);
        if (embedded && !type.equals("object")) {
            String must = "must be object if x-kubernetes-embedded-resource is true";
            if (type.isEmpty()) {
                errors.required(path.child("type"), must);
            } else {
                errors.invalid(path.child("type"), type, must);
            }
        } else if (type.isEmpty() && !intOrString && !preserves) {
            errors.required(path.child("type"), level.untyped);
        }
        if (embedded && hasAdditional) {
            errors.forbidden(
                    path.child("additionalProperties"), "must not be used if x-kubernetes-embedded-resource is set");
        }
        if (level == Level.ROOT && !type.isEmpty() && !type.equals("object")) {
            errors.invalid(path.child("type"), type, "must be object at the root");
        }
        meta(schema, level, embedded, path.child("properties"));
        if (embedded && !preserves && schema.path("properties").isEmpty()) {
            errors.required(
                    path.child("properties"),
                    "must not be empty if x-kubernetes-embedded-resource is true without"
                            + " x-kubernetes-preserve-unknown-fields");
        }
    }

    private void meta(JsonNode schema, Level level, boolean embedded, FieldPath path) {
        JsonNode properties = schema.path("properties");
        boolean object = level == Level.ROOT || embedded;
        for (String name : List.of("kind", "apiVersion")) {
            JsonNode property = properties.path(name);
            if (object && property.isObject() && !text(property, "type").equals("string")) {
                errors.invalid(path.key(name).child("type"), text(property, "type"), "must be string");
            }
        }
        if (!(properties.path("metadata") instanceof ObjectNode metadata)) {
            return;
        }
        FieldPath at = path.key("metadata");
        if (object && !text(metadata, "type").equals("object")) {
            errors.invalid(at.child("type"), text(metadata, "type"), "must be object");
        }
        if (level == Level.ROOT && saysMoreThanNames(metadata)) {
            errors.forbidden(
                    at,
                    "must not specify anything other than name and generateName, but metadata is implicitly specified");
        }
    }

    private static boolean saysMoreThanNames(ObjectNode metadata) {
        for (Map.Entry<String, JsonNode> keyword : metadata.properties()) {
            JsonNode value = keyword.getValue();
            boolean said = !value.isNull()
                    && !(value.isBoolean() && !value.booleanValue())
                    && !(value.isContainer() && value.isEmpty())
                    && !(value.isString() && value.stringValue().isEmpty());
            boolean allowed = switch (keyword.getKey()) {
                case "type", "default" -> true;
                case "properties" ->
                    Set.of("name", "generateName")
                            .containsAll(keyword.getValue().propertyNames());
                default -> false;
            };
            if (said && !allowed) {
                return true;
            }
        }
        return false;
    }

    /** The logic keywords and the pattern of a schema or of a condition on one. */
    private void logic(JsonNode schema, FieldPath path) {
        logic(schema, path, Json.same(schema.path("anyOf"), INT_OR_STRING));
    }

    private void logic(JsonNode schema, FieldPath path, boolean anyOfMayType) {
        if (!anyOfMayType) {
            conditions(schema, "anyOf", path);
        }
        for (int i = 0; i < schema.path("allOf").size(); i++) {
            JsonNode each = schema.path("allOf").path(i);
            boolean first = i == 0 && Json.same(each.path("anyOf"), INT_OR_STRING);
            condition(each, path.child("allOf").index(i), first);
        }
        conditions(schema, "oneOf", path);
        if (schema.path("not").isObject()) {
            condition(schema.path("not"), path.child("not"), false);
        }
        String pattern = text(schema, "pattern");
        String problem = pattern.isEmpty() ? null : TextPattern.problem(pattern);
        if (problem != null) {
            errors.invalid(path.child("pattern"), pattern, "must be a valid regular expression, but isn't: " + problem);
        }
    }

    private void conditions(JsonNode schema, String keyword, FieldPath path) {
        JsonNode list = schema.path(keyword);
        for (int i = 0; i < list.size(); i++) {
            condition(list.path(i), path.child(keyword).index(i), false);
        }
    }

    private void condition(JsonNode condition, FieldPath path, boolean anyOfMayType) {
        logic(condition, path, anyOfMayType);
        if (condition.path("items").isObject()) {
            condition(condition.path("items"), path.child("items"), false);
        }
        for (Map.Entry<String, JsonNode> property : condition.path("properties").properties()) {
            condition(property.getValue(), path.child("properties").key(property.getKey()), false);
        }
        for (String empty : List.of("type", "title", "description")) {
            if (!text(condition, empty).isEmpty()) {
                errors.forbidden(path.child(empty), "must be empty to be structural");
            }
        }
        for (String undefined :
                List.of("additionalProperties", "default", "externalDocs", X + "list-type", X + "map-type")) {
            if (!condition.path(undefined).isMissingNode()
                    && !condition.path(undefined).isNull()) {
                errors.forbidden(path.child(undefined), "must be undefined to be structural");
            }
        }
        for (String flag :
                List.of("nullable", X + "preserve-unknown-fields", X + "embedded-resource", X + "int-or-string")) {
            if (flag(condition, flag)) {
                errors.forbidden(path.child(flag), "must be false to be structural");
            }
        }
        for (String list : List.of(X + "list-map-keys", X + "validations")) {
            if (!condition.path(list).isEmpty()) {
                errors.forbidden(path.child(list), "must be empty to be structural");
            }
        }
        if (condition.path("properties").has("metadata")) {
            errors.forbidden(path.child("properties").key("metadata"), "must not be specified in a nested context");
        }
    }

    /** Every field that a condition names must stand in the schema, too. */
    private void complete(JsonNode condition, JsonNode schema, FieldPath schemaPath, FieldPath path) {
        if (condition.path("not").isObject()) {
            within(condition.path("not"), schema, schemaPath, path.child("not"));
        }
        for (String keyword : List.of("allOf", "anyOf", "oneOf")) {
            JsonNode list = condition.path(keyword);
            for (int i = 0; i < list.size(); i++) {
                within(list.path(i), schema, schemaPath, path.child(keyword).index(i));
            }
        }
    }

    private void within(JsonNode condition, JsonNode schema, FieldPath schemaPath, FieldPath path) {
        if (!schema.isObject()) {
            errors.required(schemaPath, "because it is defined in " + path);
            return;
        }
        complete(condition, schema, schemaPath, path);
        if (condition.path("items").isObject()) {
            within(condition.path("items"), schema.path("items"), schemaPath.child("items"), path.child("items"));
        }
        for (Map.Entry<String, JsonNode> property : condition.path("properties").properties()) {
            String name = property.getKey();
            within(
                    property.getValue(),
                    schema.path("properties").path(name),
                    schemaPath.child("properties").key(name),
                    path.child("properties").key(name));
        }
    }

    private static String text(JsonNode schema, String keyword) {
        return schema.path(keyword).asString("");
    }

    private static boolean flag(JsonNode schema, String keyword) {
        return schema.path(keyword).asBoolean(false);
    }
}
