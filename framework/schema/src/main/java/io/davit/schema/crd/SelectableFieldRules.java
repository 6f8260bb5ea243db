package io.davit.schema.crd;

import io.davit.model.error.FieldErrors;
import io.davit.model.error.FieldPath;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The fields of a custom resource that selectors may name. */
final class SelectableFieldRules {

    private static final int MAX = 8;
    private static final Set<String> TYPES = Set.of("string", "boolean", "integer");

    private SelectableFieldRules() {}

    static void validate(FieldPath path, JsonNode fields, JsonNode schema, FieldErrors errors) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < fields.size(); i++) {
            FieldPath at = path.index(i).child("jsonPath");
            String jsonPath = fields.path(i).path("jsonPath").asString("");
            if (jsonPath.isEmpty()) {
                errors.required(at, "");
                continue;
            }
            switch (SchemaPath.find(jsonPath, schema, false)) {
                case SchemaPath.Missing missing -> errors.invalid(at, jsonPath, "is an invalid path: " + missing.why());
                case SchemaPath.Found found -> {
                    if (found.path().startsWith("metadata.") || found.path().equals("metadata")) {
                        errors.invalid(at, jsonPath, "must not point to fields in metadata");
                    }
                    if (!TYPES.contains(found.schema().path("type").asString(""))) {
                        errors.invalid(
                                at,
                                jsonPath,
                                "must point to a field of type string, boolean or integer. Enum string fields and strings with"
                                        + " formats are allowed.");
                    }
                    if (!seen.add(found.path())) {
                        errors.duplicate(at, jsonPath);
                    }
                }
            }
        }
        if (seen.size() > MAX) {
            errors.tooMany(path, seen.size(), MAX);
        }
    }
}
