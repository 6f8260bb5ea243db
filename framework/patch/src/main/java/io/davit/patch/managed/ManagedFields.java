package io.davit.patch.managed;

import io.davit.model.json.Json;
import io.davit.schema.Schema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The managers of an object: read, brought up to date with a write, and written in upstream's order.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management">Field management</a>
 */
public final class ManagedFields {

    private static final String FIELD = "managedFields";
    private static final int MAX_UPDATERS = 10;
    private static final String ANCIENT = "ancient-changes";

    /** What nobody owns: the server's own, and what names the object. */
    private static final FieldSet NOBODYS = FieldSet.ofFields(
            "apiVersion",
            "kind",
            "metadata",
            "metadata.name",
            "metadata.namespace",
            "metadata.creationTimestamp",
            "metadata.selfLink",
            "metadata.uid",
            "metadata.generation",
            "metadata.managedFields",
            "metadata.resourceVersion");

    private ManagedFields() {}

    /**
     * Writes into the new object's metadata who owns what after a create, a PUT or a PATCH by one manager.
     *
     * @param before the object before, in the version of the request; for a new one what its kind is without any content
     * @param after the object as the client wants it, defaults included; changed in place
     * @param writer who writes, with an empty set
     * @param reset what this way of writing cannot change, such as the status
     */
    public static void update(
            ObjectNode before, ObjectNode after, Schema schema, Manager writer, FieldSet reset, boolean isNew) {
        JsonNode sent = metadata(after).get(FIELD);
        List<Manager> managers = sent == null || isMalformed(sent) ? read(before) : read(after);
        boolean cleared = sent instanceof ArrayNode list && isReset(list);
        if (cleared || (!isNew && managers.isEmpty() && sent == null)) {
            metadata(after).remove(FIELD);
            return;
        }
        ObjectNode old = before.deepCopy();
        ObjectNode now = after.deepCopy();
        metadata(old).remove(FIELD);
        metadata(now).remove(FIELD);
        Comparison difference = Comparison.of(old, now, schema);
        FieldSet written = difference.added().union(difference.modified()).recursiveDifference(reset);
        FieldSet removed = difference.removed().recursiveDifference(reset);
        List<Manager> next = new ArrayList<>();
        Manager own = writer;
        for (Manager manager : managers) {
            if (manager.isSameAs(writer)) {
                own = manager;
                continue;
            }
            FieldSet left = manager.fields().difference(written).difference(removed);
            if (!left.isEmpty()) {
                next.add(manager.owning(left, manager.time()));
            }
        }
        FieldSet owned = own.fields()
                .difference(removed)
                .union(written)
                .recursiveDifference(reset)
                .difference(NOBODYS);
        if (!owned.isEmpty()) {
            next.add(own.owning(owned, writer.time()));
        }
        write(after, capped(next));
    }

    /** Whether two objects differ in nothing but the times of their managers. */
    public static boolean differOnlyInTimes(ObjectNode one, ObjectNode other) {
        return withoutTimes(one).equals(withoutTimes(other));
    }

    private static ObjectNode withoutTimes(ObjectNode object) {
        ObjectNode copy = object.deepCopy();
        for (JsonNode entry : metadata(copy).path(FIELD)) {
            if (entry instanceof ObjectNode manager) {
                manager.remove("time");
            }
        }
        return copy;
    }

    private static boolean isReset(ArrayNode sent) {
        return sent.isEmpty() || sent.size() == 1 && sent.get(0).isEmpty();
    }

    private static boolean isMalformed(JsonNode sent) {
        for (JsonNode entry : sent) {
            if (!entry.isEmpty() && Manager.parse(entry) == null) {
                return true;
            }
        }
        return false;
    }

    private static List<Manager> read(ObjectNode object) {
        List<Manager> managers = new ArrayList<>();
        for (JsonNode entry : object.path("metadata").path(FIELD)) {
            Manager manager = Manager.parse(entry);
            if (manager != null) {
                managers.add(manager);
            }
        }
        return managers;
    }

    private static void write(ObjectNode object, List<Manager> managers) {
        managers.sort(Comparator.comparing(Manager::operation)
                .thenComparing(Manager::time)
                .thenComparing(Manager::name)
                .thenComparing(Manager::apiVersion)
                .thenComparing(Manager::subresource));
        if (managers.isEmpty()) {
            metadata(object).remove(FIELD);
            return;
        }
        ArrayNode list = Json.array();
        managers.forEach(manager -> list.add(manager.json()));
        metadata(object).set(FIELD, list);
    }

    /** The oldest of too many updaters become one. */
    private static List<Manager> capped(List<Manager> managers) {
        List<Manager> updaters = new ArrayList<>(managers.stream()
                .filter(manager -> manager.operation().equals("Update"))
                .sorted(Comparator.comparing(Manager::time))
                .toList());
        if (updaters.size() <= MAX_UPDATERS) {
            return managers;
        }
        List<Manager> next = new ArrayList<>(managers);
        while (updaters.size() > MAX_UPDATERS) {
            Manager first = updaters.removeFirst();
            Manager second = updaters.stream()
                    .filter(each -> each.apiVersion().equals(first.apiVersion()))
                    .findFirst()
                    .orElse(null);
            if (second == null) {
                break;
            }
            Manager merged = new Manager(
                    ANCIENT,
                    "Update",
                    first.apiVersion(),
                    "",
                    second.time(),
                    first.fields().union(second.fields()));
            updaters.remove(second);
            updaters.addFirst(merged);
            next.remove(first);
            next.remove(second);
            next.add(merged);
        }
        return next;
    }

    private static ObjectNode metadata(ObjectNode object) {
        return object.get("metadata") instanceof ObjectNode present ? present : object.putObject("metadata");
    }

    /** A writer whose set is not yet known. */
    public static Manager updater(String name, String apiVersion, String subresource, String now) {
        return new Manager(name, "Update", apiVersion, subresource, now, new FieldSet());
    }

    /** The fields that a write through the main path cannot change, where there is a status of its own. */
    public static FieldSet statusOnly() {
        return FieldSet.ofFields("status");
    }
}
