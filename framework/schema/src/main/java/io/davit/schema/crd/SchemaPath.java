package io.davit.schema.crd;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.davit.model.error.FieldPath;
import tools.jackson.databind.JsonNode;

/** A path such as {@code .spec.colour} or {@code ['spec'].colour}, followed through a schema. */
public sealed interface SchemaPath {

    Pattern TOKEN = Pattern.compile("\\['((?:[^'\\\\]|\\\\.)*)'\\]|[.\\[\\]]|[^.\\[\\]]+");

    record Found(String path, JsonNode schema) implements SchemaPath {}

    record Missing(String why) implements SchemaPath {}

    static SchemaPath find(String jsonPath, JsonNode root, boolean brackets) {
        Matcher tokens = TOKEN.matcher(jsonPath);
        FieldPath path = FieldPath.root();
        JsonNode schema = root;
        while (tokens.find()) {
            String token = tokens.group();
            String name;
            if (token.startsWith("[")) {
                if (!brackets) {
                    return new Missing("array notation is not allowed");
                }
                if (token.length() < 3) {
                    return new Missing("unexpected end of JSON path");
                }
                name = tokens.group(1).replaceAll("\\\\(.)", "$1");
            } else if (token.equals(".")) {
                if (!tokens.find()) {
                    return new Missing("unexpected end of JSON path");
                }
                name = tokens.group();
            } else {
                return new Missing("expected [ or . but got: " + token);
            }
            JsonNode property = schema.path("properties").path(name);
            if (property.isObject()) {
                path = path.child(name);
                schema = property;
            } else if (schema.path("additionalProperties").isObject()
                    && schema.path("properties").isEmpty()) {
                path = path.key(name);
                schema = schema.path("additionalProperties");
            } else {
                return new Missing("does not refer to a valid field");
            }
        }
        return new Found(path.toString(), schema);
    }
}
