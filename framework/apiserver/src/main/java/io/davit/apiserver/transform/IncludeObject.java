package io.davit.apiserver.transform;

import io.davit.apiserver.request.Query;
import io.davit.model.error.ApiException;
import io.davit.model.json.Json;

/** What a Table's row carries beside its cells. */
enum IncludeObject {
    NONE,
    METADATA,
    OBJECT;

    /** Reads {@code includeObject}; metadata when it is absent or empty. */
    static IncludeObject of(Query query) {
        String text = query.first("includeObject");
        return switch (text) {
            case "", "Metadata" -> METADATA;
            case "None" -> NONE;
            case "Object" -> OBJECT;
            default ->
                throw ApiException.badRequest("Unable to convert to Table as requested: includeObject: Invalid value: "
                        + Json.quote(text) + ": must be 'Metadata', 'Object', 'None', or empty");
        };
    }
}
