package io.davit.kinds.table;

import io.davit.model.json.Json;
import tools.jackson.databind.node.ObjectNode;

/**
 * A column of a Table.
 *
 * @param name the heading; clients print it in capitals
 * @param type {@code string}, {@code integer}, {@code number}, {@code boolean} or {@code date}
 * @param format {@code name} marks the object's name; mostly empty
 * @param description what the column shows
 * @param priority 0 is always printed, anything higher only in wide output
 */
public record TableColumn(String name, String type, String format, String description, int priority) {

    /** As an element of {@code columnDefinitions}. */
    public ObjectNode json() {
        return Json.object()
                .put("name", name)
                .put("type", type)
                .put("format", format)
                .put("description", description)
                .put("priority", priority);
    }
}
