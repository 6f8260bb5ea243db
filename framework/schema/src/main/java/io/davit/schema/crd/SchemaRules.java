package io.davit.schema.crd;

import io.davit.model.error.FieldErrors;
import io.davit.model.error.FieldPath;
import io.davit.model.json.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Which keywords a schema may use, and how lists, maps and rules are declared. */
final class SchemaRules {

    private static final String X = "x-kubernetes-";
    private static final List<String> TYPES = List.of("array", "boolean", "integer", "number", "object", "string");
    private static final List<String> REASONS =
            List.of("FieldValueDuplicate", "FieldValueForbidden", "FieldValueInvalid", "FieldValueRequired");
    private static final Set<String> META = Set.of("metadata", "kind", "apiVersion");

    /** What a schema's root may say where the status is extracted from it, by the names that messages use. */
    private static final List<String> ROOT_WITH_STATUS = List.of(
            "Description",
            "Type",
            "Format",
            "Title",
            "Maximum",
            "ExclusiveMaximum",
            "Minimum",
            "ExclusiveMinimum",
            "MaxLength",
            "MinLength",
            "Pattern",
            "MaxItems",
            "MinItems",
            "UniqueItems",
            "MultipleOf",
            "Required",
            "Items",
            "Properties",
            "ExternalDocs",
            "Example",
            "XPreserveUnknownFields",
            "XValidations");

    /** Where defaults are forbidden, why; and whether the schema is of metadata. */
    private record Context(@Nullable String noDefaults, boolean meta) {}

    private final FieldErrors errors;

    private SchemaRules(FieldErrors errors) {
        this.errors = errors;
    }

    static void validate(FieldPath path, JsonNode schema, FieldErrors errors) {
        new SchemaRules(errors).schema(path, schema, new Context(null, false), true);
    }

    static void rootWithStatus(FieldPath path, ObjectNode schema, FieldErrors errors) {
        for (Map.Entry<String, JsonNode> keyword : schema.properties()) {
            String name = keyword.getKey();
            if (isEmpty(keyword.getValue())) {
                continue;
            }
            if (name.equals("type") && !keyword.getValue().asString("").equals("object")) {
                errors.invalid(
                        path.child("type"),
                        keyword.getValue(),
                        "only \"object\" is allowed as the type at the root of the schema if the status subresource is enabled");
                return;
            }
            if (!ROOT_WITH_STATUS.contains(goName(name))) {
                errors.invalid(
                        path,
                        Internal.schema(schema),
                        "only [" + String.join(" ", ROOT_WITH_STATUS)
                                + "] fields are allowed at the root of the schema if the status subresource is enabled");
                return;
            }
        }
    }

    private static String goName(String keyword) {
        StringBuilder name = new StringBuilder();
        for (String word : keyword.replace("x-kubernetes-", "x-").split("-", -1)) {
            name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
        }
        return name.toString();
    }

    private void schema(FieldPath path, JsonNode schema, Context context, boolean root) {
        if (!schema.isObject()) {
            return;
        }
        keywords(path, schema, context);
        if (flag(schema, "uniqueItems")) {
            errors.forbidden(
                    path.child("uniqueItems"),
                    "uniqueItems cannot be set to true since the runtime complexity becomes quadratic");
        }
        additionalProperties(path.child("additionalProperties"), schema, context);
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            Context below = context;
            if ((root || flag(schema, X + "embedded-resource")) && META.contains(property.getKey())) {
                below = new Context(root ? "in top-level " + property.getKey() : context.noDefaults(), true);
            }
            schema(path.child("properties").key(property.getKey()), property.getValue(), below, false);
        }
        schema(path.child("not"), schema.path("not"), context, false);
        for (String keyword : List.of("allOf", "oneOf", "anyOf")) {
            JsonNode list = schema.path(keyword);
            for (int i = 0; i < list.size(); i++) {
                schema(path.child(keyword).index(i), list.path(i), context, false);
            }
        }
        schema.path("definitions")
                .properties()
                .forEach(each -> schema(path.child("definitions").key(each.getKey()), each.getValue(), context, false));
        items(path.child("items"), schema.path("items"), context);
        JsonNode preserve = schema.path(X + "preserve-unknown-fields");
        if (preserve.isBoolean() && !preserve.booleanValue()) {
            errors.invalid(path.child(X + "preserve-unknown-fields"), false, "must be true or undefined");
        }
        mapType(path, schema);
        listType(path, schema);
        listMap(path, schema);
        rules(path.child(X + "validations"), schema.path(X + "validations"), schema);
    }

    private void keywords(FieldPath path, JsonNode schema, Context context) {
        String type = text(schema, "type");
        if (!type.isEmpty() && !TYPES.contains(type)) {
            errors.notSupported(path.child("type"), type, TYPES);
        }
        if (!isEmptyDefault(schema.path("default")) && context.noDefaults() != null) {
            errors.forbidden(path.child("default"), "must not be set " + context.noDefaults());
        }
        if (!text(schema, "id").isEmpty()) {
            errors.forbidden(path.child("id"), "id is not supported");
        }
        for (String keyword : List.of("additionalItems", "patternProperties", "definitions", "dependencies", "$ref")) {
            JsonNode value = schema.path(keyword);
            boolean lists = keyword.equals("patternProperties") || keyword.equals("definitions");
            if (lists ? !value.isEmpty() : !value.isMissingNode() && !value.isNull()) {
                errors.forbidden(path.child(keyword), keyword + " is not supported");
            }
        }
        if (type.equals("null")) {
            errors.forbidden(path.child("type"), "type cannot be set to null, use nullable as an alternative");
        }
        if (schema.path("items").isArray() && !schema.path("items").isEmpty()) {
            errors.forbidden(path.child("items"), "items must be a schema object and not an array");
        }
    }

    private void additionalProperties(FieldPath path, JsonNode schema, Context context) {
        JsonNode additional = schema.path("additionalProperties");
        boolean restricts = additional.isObject() || (additional.isBoolean() && !additional.booleanValue());
        if (restricts && !schema.path("properties").isEmpty()) {
            errors.forbidden(path, "additionalProperties and properties are mutual exclusive");
        }
        Context below =
                context.meta() ? new Context("inside additionalProperties applying to object metadata", true) : context;
        schema(path, additional, below, false);
    }

    private void items(FieldPath path, JsonNode items, Context context) {
        schema(path, items, context, false);
        if (items.isArray()) {
            for (int i = 0; i < items.size(); i++) {
                schema(path.index(i), items.path(i), context, false);
            }
        }
    }

    private void mapType(FieldPath path, JsonNode schema) {
        String mapType = text(schema, X + "map-type");
        if (!schema.has(X + "map-type") || schema.path(X + "map-type").isNull()) {
            return;
        }
        needType(path, schema, "object", "must be object if x-kubernetes-map-type is specified");
        if (!mapType.equals("atomic") && !mapType.equals("granular")) {
            errors.notSupported(path.child(X + "map-type"), mapType, List.of("atomic", "granular"));
        }
    }

    private void listType(FieldPath path, JsonNode schema) {
        String listType = text(schema, X + "list-type");
        boolean there =
                schema.has(X + "list-type") && !schema.path(X + "list-type").isNull();
        JsonNode items = schema.path("items");
        if (there && !needType(path, schema, "array", "must be array if x-kubernetes-list-type is specified")) {
            // told already
        } else if (listType.equals("set") && items.isObject()) {
            String must = "must be atomic as item of a list with x-kubernetes-list-type=set";
            JsonNode itemListType = items.path(X + "list-type");
            JsonNode shown = itemListType.isMissingNode() ? Json.object().nullNode() : itemListType;
            if (text(items, "type").equals("array")
                    && itemListType.isString()
                    && !itemListType.stringValue().equals("atomic")) {
                errors.invalid(path.child("items", X + "list-type"), shown, must);
            }
            if (text(items, "type").equals("object")
                    && !text(items, X + "map-type").equals("atomic")) {
                errors.invalid(path.child("items", X + "map-type"), shown, must);
            }
        }
        if (there && !List.of("atomic", "set", "map").contains(listType)) {
            errors.notSupported(path.child(X + "list-type"), listType, List.of("atomic", "set", "map"));
        }
        if (!schema.path(X + "list-map-keys").isEmpty()) {
            String must = "must be map if x-kubernetes-list-map-keys is non-empty";
            if (!there) {
                errors.required(path.child(X + "list-type"), must);
            } else if (!listType.equals("map")) {
                errors.invalid(path.child(X + "list-type"), listType, must);
            }
        }
    }

    private boolean needType(FieldPath path, JsonNode schema, String type, String must) {
        String actual = text(schema, "type");
        if (actual.isEmpty()) {
            errors.required(path.child("type"), must);
        } else if (!actual.equals(type)) {
            errors.invalid(path.child("type"), actual, must);
        }
        return actual.equals(type);
    }

    private void listMap(FieldPath path, JsonNode schema) {
        String listType = text(schema, X + "list-type");
        JsonNode items = schema.path("items");
        JsonNode keys = schema.path(X + "list-map-keys");
        if (listType.equals("map")) {
            if (keys.isEmpty()) {
                errors.required(path.child(X + "list-map-keys"), "must not be empty if x-kubernetes-list-type is map");
            }
            if (items.isMissingNode() || items.isNull()) {
                errors.required(path.child("items"), "must have a schema if x-kubernetes-list-type is map");
            } else if (items.isArray()) {
                errors.invalid(
                        path.child("items"), items, "must only have a single schema if x-kubernetes-list-type is map");
            } else if (!text(items, "type").equals("object")) {
                errors.invalid(
                        path.child("items", "type"),
                        text(items, "type"),
                        "must be object if parent array's x-kubernetes-list-type is map");
            } else {
                keys(path, keys, items);
            }
        }
        if (!items.isObject() || !(listType.equals("map") || listType.equals("set"))) {
            return;
        }
        if (flag(items, "nullable")) {
            errors.forbidden(
                    path.child("items", "nullable"), "cannot be nullable when x-kubernetes-list-type is " + listType);
        }
        if (listType.equals("map")) {
            keysAreThere(path.child("items", "properties"), keys, items);
        }
    }

    private void keys(FieldPath path, JsonNode keys, JsonNode items) {
        Set<String> seen = new HashSet<>();
        for (JsonNode key : keys) {
            String name = key.asString("");
            JsonNode property = items.path("properties").path(name);
            String type = text(property, "type");
            if (!property.isObject()) {
                errors.invalid(path.child(X + "list-map-keys"), keys, "entries must all be names of item properties");
            } else if (type.equals("array") || type.equals("object")) {
                errors.invalid(
                        path.child("items", "properties").key(name).child("type"),
                        text(items, "type"),
                        "must be a scalar type if parent array's x-kubernetes-list-type is map");
            }
            if (!seen.add(name)) {
                errors.invalid(path.child(X + "list-map-keys"), keys, "must not contain duplicate entries");
            }
        }
    }

    private void keysAreThere(FieldPath path, JsonNode keys, JsonNode items) {
        Set<String> required = new HashSet<>();
        items.path("required").forEach(each -> required.add(each.asString("")));
        for (JsonNode key : keys) {
            String name = key.asString("");
            JsonNode property = items.path("properties").path(name);
            if (!property.isObject()) {
                continue;
            }
            if (!required.contains(name) && isEmptyDefault(property.path("default"))) {
                errors.required(
                        path.key(name).child("default"),
                        "this property is in x-kubernetes-list-map-keys, so it must have a default or be a required property");
            }
            if (flag(property, "nullable")) {
                errors.forbidden(
                        path.key(name).child("nullable"),
                        "this property is in x-kubernetes-list-map-keys, so it cannot be nullable");
            }
        }
    }

    private void rules(FieldPath path, JsonNode rules, JsonNode schema) {
        for (int i = 0; i < rules.size(); i++) {
            rule(path.index(i), rules.path(i), schema);
        }
    }

    private void rule(FieldPath path, JsonNode rule, JsonNode schema) {
        String text = text(rule, "rule").strip();
        String message = text(rule, "message");
        if (text.isEmpty()) {
            errors.required(path.child("rule"), "rule is not specified");
        } else if (!message.isEmpty() && message.isBlank()) {
            errors.invalid(path.child("message"), message, "must be non-empty if specified");
        } else if (hasLineBreak(message.strip())) {
            errors.invalid(path.child("message"), message, "must not contain line breaks");
        } else if (hasLineBreak(text) && message.isBlank()) {
            errors.required(path.child("message"), "message must be specified if rule contains line breaks");
        }
        String expression = text(rule, "messageExpression");
        if (!expression.isEmpty() && expression.isBlank()) {
            errors.required(path.child("messageExpression"), "messageExpression must be non-empty if specified");
        }
        JsonNode reason = rule.path("reason");
        if (reason.isString() && !REASONS.contains(reason.stringValue())) {
            errors.notSupported(path.child("reason"), reason, REASONS);
        }
        String fieldPath = text(rule, "fieldPath");
        if (!fieldPath.isEmpty() && fieldPath.isBlank()) {
            errors.invalid(path.child("fieldPath"), fieldPath, "must be non-empty if specified");
        }
        if (hasLineBreak(fieldPath)) {
            errors.invalid(path.child("fieldPath"), fieldPath, "must not contain line breaks");
        }
        if (!fieldPath.isEmpty() && !(SchemaPath.find(fieldPath, schema, true) instanceof SchemaPath.Found)) {
            errors.invalid(path.child("fieldPath"), fieldPath, "must be a valid path");
        }
    }

    private static boolean hasLineBreak(String text) {
        return text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0;
    }

    private static boolean isEmpty(JsonNode value) {
        return value.isNull()
                || (value.isBoolean() && !value.booleanValue())
                || (value.isString() && value.stringValue().isEmpty())
                || (value.isContainer() && value.isEmpty());
    }

    private static boolean isEmptyDefault(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    private static String text(JsonNode schema, String keyword) {
        return schema.path(keyword).asString("");
    }

    private static boolean flag(JsonNode schema, String keyword) {
        return schema.path(keyword).asBoolean(false);
    }
}
