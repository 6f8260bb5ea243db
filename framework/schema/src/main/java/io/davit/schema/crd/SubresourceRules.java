package io.davit.schema.crd;

import io.davit.model.error.FieldErrors;
import io.davit.model.error.FieldPath;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The paths of the scale subresource and of printer columns. */
final class SubresourceRules {

    private static final List<String> TYPES = List.of("boolean", "date", "integer", "number", "string");
    private static final List<String> FORMATS =
            List.of("byte", "date", "date-time", "double", "float", "int32", "int64", "password");

    private SubresourceRules() {}

    static void validate(FieldPath path, @Nullable JsonNode subresources, FieldErrors errors) {
        JsonNode scale = subresources == null ? null : subresources.get("scale");
        if (scale == null || !scale.isObject()) {
            return;
        }
        replicas(path.child("scale.specReplicasPath"), scale.path("specReplicasPath"), ".spec", errors);
        replicas(path.child("scale.statusReplicasPath"), scale.path("statusReplicasPath"), ".status", errors);
        String selector = scale.path("labelSelectorPath").asString("");
        FieldPath at = path.child("scale.labelSelectorPath");
        if (!selector.isEmpty()
                && isSimplePath(at, selector, errors)
                && !selector.startsWith(".spec.")
                && !selector.startsWith(".status.")) {
            errors.invalid(at, selector, "should be a json path under either .spec or .status");
        }
    }

    static void columns(FieldPath path, @Nullable JsonNode columns, FieldErrors errors) {
        if (columns == null) {
            return;
        }
        for (int i = 0; i < columns.size(); i++) {
            column(path.index(i), columns.path(i), errors);
        }
    }

    private static void column(FieldPath path, JsonNode column, FieldErrors errors) {
        if (column.path("name").asString("").isEmpty()) {
            errors.required(path.child("name"), "");
        }
        String type = column.path("type").asString("");
        String types = "must be one of " + String.join(",", TYPES);
        if (type.isEmpty()) {
            errors.required(path.child("type"), types);
        } else if (!TYPES.contains(type)) {
            errors.invalid(path.child("type"), type, types);
        }
        String format = column.path("format").asString("");
        if (!format.isEmpty() && !FORMATS.contains(format)) {
            errors.invalid(path.child("format"), format, "must be one of " + String.join(",", FORMATS));
        }
        String jsonPath = column.path("jsonPath").asString("");
        if (jsonPath.isEmpty()) {
            errors.required(path.child("JSONPath"), "");
        } else {
            isSimplePath(path.child("JSONPath"), jsonPath, errors);
        }
    }

    private static void replicas(FieldPath path, JsonNode value, String below, FieldErrors errors) {
        String jsonPath = value.asString("");
        if (jsonPath.isEmpty()) {
            errors.required(path, "");
        } else if (isSimplePath(path, jsonPath, errors) && !jsonPath.startsWith(below + ".")) {
            errors.invalid(path, jsonPath, "should be a json path under " + below);
        }
    }

    private static boolean isSimplePath(FieldPath path, String jsonPath, FieldErrors errors) {
        if (jsonPath.startsWith(".")) {
            return true;
        }
        errors.invalid(path, jsonPath, "must be a simple json path starting with .");
        return false;
    }
}
