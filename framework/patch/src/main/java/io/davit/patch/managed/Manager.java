package io.davit.patch.managed;

import io.davit.model.json.Json;
import io.davit.patch.fields.FieldSet;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Somebody who writes an object, in one way, and the fields that are theirs.
 *
 * @param operation {@code Apply} or {@code Update}
 * @param apiVersion the version that the paths of the fields are in
 * @param time when the manager last wrote; empty when that is not told
 */
public record Manager(
        String name, String operation, String apiVersion, String subresource, String time, FieldSet fields) {

    private static final String APPLY = "Apply";
    private static final String UPDATE = "Update";

    /** An order of entries as {@code managedFields} shows them. */
    static final Comparator<Manager> SHOWN = Comparator.comparing(Manager::operation)
            .thenComparing(Manager::time)
            .thenComparing(Manager::name)
            .thenComparing(Manager::apiVersion)
            .thenComparing(Manager::subresource);

    /** What tells writers apart. An applier is the same one in every version; of an updater there is one for each. */
    record Id(String name, String operation, String apiVersion, String subresource) implements Comparable<Id> {

        private static final Comparator<Id> ORDER = Comparator.comparing(Id::name)
                .thenComparing(Id::operation)
                .thenComparing(Id::apiVersion)
                .thenComparing(Id::subresource);

        @Override
        public int compareTo(Id other) {
            return ORDER.compare(this, other);
        }
    }

    /** Somebody who applies, and does not own anything yet. */
    public static Manager applier(String name, String apiVersion, String subresource) {
        return new Manager(name, APPLY, apiVersion, subresource, "", new FieldSet());
    }

    /** Somebody who updates, and does not own anything yet. */
    public static Manager updater(String name, String apiVersion, String subresource) {
        return new Manager(name, UPDATE, apiVersion, subresource, "", new FieldSet());
    }

    /** An entry of {@code managedFields}; null when it is malformed. */
    static @Nullable Manager parse(JsonNode entry) {
        JsonNode fieldsV1 = entry.path("fieldsV1");
        FieldSet fields = fieldsV1.isMissingNode() || fieldsV1.isNull()
                ? new FieldSet()
                : fieldsV1.isObject() ? FieldSet.parse(fieldsV1) : null;
        String operation = text(entry, "operation");
        boolean known = operation.equals(APPLY) || operation.equals(UPDATE);
        if (fields == null
                || !known
                || text(entry, "apiVersion").isEmpty()
                || !text(entry, "fieldsType").equals("FieldsV1")) {
            return null;
        }
        return new Manager(
                text(entry, "manager"),
                operation,
                text(entry, "apiVersion"),
                text(entry, "subresource"),
                text(entry, "time"),
                fields);
    }

    private static String text(JsonNode entry, String field) {
        return entry.path(field).asString("");
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

    private static void put(ObjectNode json, String field, String value) {
        if (!value.isEmpty()) {
            json.put(field, value);
        }
    }

    Id id() {
        return new Id(name, operation, applies() ? "" : apiVersion, subresource);
    }

    boolean applies() {
        return operation.equals(APPLY);
    }

    Manager owning(FieldSet others) {
        return new Manager(name, operation, apiVersion, subresource, time, others);
    }

    Manager at(String now) {
        return new Manager(name, operation, apiVersion, subresource, now, fields);
    }

    /** As the message of a conflict names it. */
    String readable() {
        String shown = Json.quote(name);
        String where = subresource.isEmpty() ? shown : shown + " with subresource " + Json.quote(subresource);
        return applies() ? where : where + " using " + apiVersion;
    }
}
