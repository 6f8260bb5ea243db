package io.davit.app.history;

import io.davit.model.error.ApiException;
import io.davit.model.json.Json;
import io.davit.model.meta.Meta;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Who wrote a state of an object, as its managedFields tell.
 *
 * @param operation {@code Update} or {@code Apply}
 * @param subresource empty for the object itself
 * @param time of the write, to the second; empty when it is not told
 * @see <a href="https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management">Field management</a>
 */
record Author(String manager, String operation, String subresource, String time) {

    /**
     * The author of the write that made {@code after} of {@code before}: whose entry is new or has another time; else, for a second write
     * in the same second, who owns the most of what changed. Null when the object does not tell, as when a write only removed fields.
     *
     * @param before null when the object was created
     */
    static @Nullable Author of(@Nullable ObjectNode before, ObjectNode after, List<Change> changes) {
        List<JsonNode> old = before == null ? List.of() : entries(before);
        List<JsonNode> now = entries(after);
        List<JsonNode> written = now.stream()
                .filter(entry -> old.stream().noneMatch(other -> sameWrite(entry, other)))
                .toList();
        if (!written.isEmpty()) {
            return written.stream()
                    .max(Comparator.comparing(entry -> text(entry, "time")))
                    .map(Author::of)
                    .orElseThrow();
        }
        return now.stream()
                .filter(entry -> owned(entry, changes) > 0)
                .max(Comparator.<JsonNode>comparingLong(entry -> owned(entry, changes))
                        .thenComparing(entry -> text(entry, "time")))
                .map(Author::of)
                .orElse(null);
    }

    /** The newest time that a state tells, at least that of its creation. */
    static String lastTime(ObjectNode state) {
        return entries(state).stream()
                .map(entry -> text(entry, "time"))
                .reduce(Meta.of(state).creationTimestamp(), (one, other) -> one.compareTo(other) < 0 ? other : one);
    }

    private static Author of(JsonNode entry) {
        return new Author(
                text(entry, "manager"), text(entry, "operation"), text(entry, "subresource"), text(entry, "time"));
    }

    private static boolean sameWrite(JsonNode entry, JsonNode other) {
        return List.of("manager", "operation", "subresource", "apiVersion", "time").stream()
                .allMatch(field -> text(entry, field).equals(text(other, field)));
    }

    private static long owned(JsonNode entry, List<Change> changes) {
        return changes.stream()
                .filter(change -> change.after() != null && owns(entry.path("fieldsV1"), change.path()))
                .count();
    }

    private static boolean owns(JsonNode fields, List<Step> path) {
        JsonNode at = fields;
        for (Step step : path) {
            JsonNode next = next(at, step);
            if (next.isMissingNode()) {
                // An owner of a list or map that is one value owns all that is in it.
                return at != fields && at.isEmpty();
            }
            at = next;
        }
        return true;
    }

    private static JsonNode next(JsonNode fields, Step step) {
        return switch (step) {
            case Step.Member member -> fields.path("f:" + member.name());
            case Step.Index index -> fields.path("i:" + index.at());
            case Step.Keyed keyed -> keyed(fields, keyed.element());
        };
    }

    private static JsonNode keyed(JsonNode fields, ObjectNode element) {
        for (Map.Entry<String, JsonNode> field : fields.properties()) {
            if (field.getKey().startsWith("k:")
                    && hasKeys(element, field.getKey().substring(2))) {
                return field.getValue();
            }
        }
        return fields.path("none");
    }

    private static boolean hasKeys(ObjectNode element, String keys) {
        try {
            return Json.parse(keys).properties().stream()
                    .allMatch(key -> element.has(key.getKey()) && Json.same(key.getValue(), element.get(key.getKey())));
        } catch (ApiException e) {
            return false;
        }
    }

    private static List<JsonNode> entries(ObjectNode object) {
        List<JsonNode> entries = new ArrayList<>();
        if (object.path("metadata").path("managedFields") instanceof ArrayNode all) {
            all.forEach(entries::add);
        }
        return entries;
    }

    private static String text(JsonNode entry, String field) {
        return entry.path(field).asString("");
    }
}
