package io.davit.kinds.table;

import io.davit.model.json.Json;
import tools.jackson.databind.node.ObjectNode;

/** What a row says of its object as a whole, such as that a pod has run to its end. */
public record RowCondition(String type, String status, String reason, String message) {

    /** As an element of a row's {@code conditions}. */
    public ObjectNode json() {
        return Json.object()
                .put("type", type)
                .put("status", status)
                .put("reason", reason)
                .put("message", message);
    }
}
