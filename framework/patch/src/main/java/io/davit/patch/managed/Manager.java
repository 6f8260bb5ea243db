package io.davit.patch.managed;

import io.davit.model.json.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Somebody who writes an object, in one way, and the fields that are theirs.
 *
 * @param operation {@code Apply} or {@code Update}
 * @param time when the set last changed; empty when that is not told
 */
public record Manager(
        String name, String operation, String apiVersion, String subresource, String time, FieldSet fields) {

    /** An entry of {@code managedFields}; null when it is malformed. */
    static @Nullable Manager parse(JsonNode entry) {
        FieldSet fields = FieldSet.parse(entry.path("fieldsV1"));
        String operation = entry.path("operation").asString("");
        if (fields == null || !(operation.equals("Apply") || operation.equals("Update"))) {
            return null;
        }
        return new Manager(
                entry.path("manager").asString(""),
                operation,
                entry.path("apiVersion").asString(""),
                entry.path("subresource").asString(""),
                entry.path("time").asString(""),
                fields);
    }

    ObjectNode json() {
        ObjectNode json = Json.object();
        put(json, "manager", name);
        put(json, "operation", operation);
        put(json, "apiVersion", apiVersion);
        put(json, "time", time);
        json.put("fieldsType", "FieldsV1");
        json.set("fieldsV1", fields.fieldsV1());
        put(json, "subresource", subresource);
        return json;
    }

    /** Whether both are the same writer, writing in the same way. */
    boolean isSameAs(Manager other) {
        return name.equals(other.name)
                && operation.equals(other.operation)
                && apiVersion.equals(other.apiVersion)
                && subresource.equals(other.subresource);
    }

    Manager owning(FieldSet others, String now) {
        return others.equals(fields) ? this : new Manager(name, operation, apiVersion, subresource, now, others);
    }

    private static void put(ObjectNode json, String field, String value) {
        if (!value.isEmpty()) {
            json.put(field, value);
        }
    }
}
