package io.davit.patch.managed;

import io.davit.model.error.ApiException;
import io.davit.model.error.Details;
import io.davit.model.error.Reason;
import io.davit.model.json.Json;
import io.davit.patch.fields.FieldSet;
import io.davit.patch.typed.Type;
import io.davit.patch.typed.Typed;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The managers of an object: read from its metadata, brought up to date with a write, and written back.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management">Field management</a>
 */
public final class ManagedFields {

    private static final String FIELD = "managedFields";
    private static final String BEFORE_FIRST_APPLY = "before-first-apply";

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
            "metadata.clusterName",
            "metadata.generation",
            "metadata.managedFields",
            "metadata.resourceVersion");

    private static final BiPredicate<JsonNode, JsonNode> SAME_MANAGERS = (first, second) -> {
        if (first.size() != second.size()) {
            return false;
        }
        for (int i = 0; i < first.size(); i++) {
            if (!equalBut(first.get(i), second.get(i), "time", (before, after) -> true)) {
                return false;
            }
        }
        return true;
    };

    private ManagedFields() {}

    /**
     * Writes into the new object's metadata who owns what after a create, a PUT or a PATCH that is no apply.
     *
     * <p>An update of an object that nobody manages leaves it so. Entries that the client sent replace the present ones; malformed
     * entries do not count; an empty list, or one empty entry, clears them.
     *
     * @param before the object before, in the version of the request; for a new one what its kind is without any content
     * @param after the object as the client wants it, defaults included; changed in place
     * @param now the present time, as timestamps show it
     */
    public static void update(ObjectNode before, ObjectNode after, Versions versions, Manager writer, String now) {
        boolean isNew = before.path("metadata").path("uid").asString("").isEmpty();
        Managers present = writer.subresource().isEmpty() ? sent(before, after) : read(before);
        metadata(after).remove(FIELD);
        if (present.isEmpty() && !isNew) {
            return;
        }
        try {
            write(after, Ancient.capped(updated(before, after, versions, writer, now, present)));
        } catch (ApiException e) {
            // entries in a version that cannot be read would block every write: an update starts the record anew
            metadata(after).remove(FIELD);
        }
    }

    private static Managers updated(
            ObjectNode before, ObjectNode after, Versions versions, Manager writer, String now, Managers present) {
        Type type = type(versions, writer.apiVersion());
        Ownership.Updated updated = new Ownership(versions)
                .update(
                        new Typed(before, type, writer.apiVersion()),
                        new Typed(after, type, writer.apiVersion()),
                        present);
        FieldSet written = updated.written().difference(NOBODYS);
        if (written.isEmpty()) {
            return updated.others();
        }
        Manager earlier = updated.others().get(writer.id());
        FieldSet all = earlier == null ? written : written.union(earlier.fields());
        return updated.others().with(writer.owning(all).at(now));
    }

    /**
     * The object after an apply, with its new managers.
     *
     * @param live the object before, in the version of the request; for a new one what its kind is without any content
     * @param empty what the kind is without any content
     * @param now the present time, as timestamps show it
     * @throws ApiException a conflict, with a cause for each field that others own, unless it is forced; a bad request for an object
     *     that is not what its schema says
     */
    public static ObjectNode apply(
            ObjectNode live,
            ObjectNode applied,
            ObjectNode empty,
            Versions versions,
            Manager applier,
            boolean force,
            String now) {
        Type type = type(versions, applier.apiVersion());
        Managers present = Managers.parse(live.path("metadata").path(FIELD));
        if (present == null) {
            throw ApiException.badRequest("failed to decode managed fields");
        }
        if (present.isEmpty()) {
            Manager before = Manager.updater(BEFORE_FIRST_APPLY, applier.apiVersion(), applier.subresource());
            present = updated(empty, live, versions, before, now, present);
        }
        checkApplied(applied, type, applier.apiVersion());
        Typed from = new Typed(live, type, applier.apiVersion());
        Ownership.Applied outcome =
                outcome(from, new Typed(applied, type, applier.apiVersion()), versions, present, applier, force);
        Typed merged = outcome.object();
        ObjectNode result = (merged == null ? live : merged.object()).deepCopy();
        Managers managers = outcome.managers().mapOne(applier.id(), fields -> fields.difference(NOBODYS));
        Manager own = managers.get(applier.id());
        if (merged != null && own != null) {
            managers = managers.with(own.at(now));
        }
        write(result, managers);
        LastApplied.keepUpToDate(result, applied, applier);
        return result;
    }

    private static void checkApplied(ObjectNode applied, Type type, String apiVersion) {
        JsonNode sent = applied.path("metadata").path(FIELD);
        if (!sent.isMissingNode() && !sent.isNull()) {
            throw ApiException.badRequest("metadata.managedFields must be nil");
        }
        List<String> complaints = new Typed(applied, type, apiVersion).complaints();
        if (!complaints.isEmpty()) {
            String all =
                    complaints.size() == 1 ? complaints.getFirst() : "errors:\n  " + String.join("\n  ", complaints);
            throw new ApiException(
                    Reason.UNKNOWN,
                    Reason.BAD_REQUEST.code(),
                    "failed to create typed patch object (" + described(applied) + "): " + all,
                    Details.NONE);
        }
    }

    private static String described(ObjectNode object) {
        JsonNode metadata = object.path("metadata");
        String version = object.path("apiVersion").asString("");
        return metadata.path("namespace").asString("") + "/"
                + metadata.path("name").asString("") + "; "
                + (version.contains("/") ? version : "/" + version) + ", Kind="
                + object.path("kind").asString("");
    }

    private static Ownership.Applied outcome(
            Typed live, Typed applied, Versions versions, Managers present, Manager applier, boolean force) {
        Ownership ownership = new Ownership(versions);
        try {
            return ownership.apply(live, applied, present, applier, force);
        } catch (Conflicts conflicts) {
            Conflicts left = conflicts.without(LastApplied.mayBeTaken(live, applier));
            if (left != null) {
                throw left.refusal();
            }
        }
        try {
            return ownership.apply(live, applied, present, applier, true);
        } catch (Conflicts impossible) {
            throw new IllegalStateException("an apply that is forced has no conflicts", impossible);
        }
    }

    private static Type type(Versions versions, String apiVersion) {
        Type type = versions.type(apiVersion);
        if (type == null) {
            throw new IllegalStateException("no type for the version of the request, " + apiVersion);
        }
        return type;
    }

    /** Whether two objects differ in nothing but the times of their managers. */
    public static boolean differOnlyInTimes(ObjectNode one, ObjectNode other) {
        return equalBut(one, other, "metadata", (first, second) -> equalBut(first, second, FIELD, SAME_MANAGERS));
    }

    /** Whether two objects are equal, with one field of theirs compared in another way. */
    private static boolean equalBut(
            JsonNode one, JsonNode other, String field, BiPredicate<JsonNode, JsonNode> comparison) {
        if (!(one instanceof ObjectNode first) || !(other instanceof ObjectNode second)) {
            return one.equals(other);
        }
        Set<String> names = new HashSet<>(first.propertyNames());
        names.addAll(second.propertyNames());
        return names.stream()
                .allMatch(name -> name.equals(field)
                        ? comparison.test(first.path(name), second.path(name))
                        : first.path(name).equals(second.path(name)));
    }

    /** What the client says of the managers, where it says something that can be read. */
    private static Managers sent(ObjectNode before, ObjectNode after) {
        JsonNode sent = after.path("metadata").path(FIELD);
        if (sent.isArray()
                && (sent.isEmpty() || (sent.size() == 1 && sent.get(0).isEmpty()))) {
            return Managers.NONE;
        }
        Managers managers = Managers.parse(sent);
        return managers == null || managers.isEmpty() ? read(before) : managers;
    }

    private static Managers read(ObjectNode object) {
        @Nullable Managers managers = Managers.parse(object.path("metadata").path(FIELD));
        return managers == null ? Managers.NONE : managers;
    }

    private static void write(ObjectNode object, Managers managers) {
        if (managers.isEmpty()) {
            metadata(object).remove(FIELD);
        } else {
            metadata(object).set(FIELD, managers.json());
        }
    }

    private static ObjectNode metadata(ObjectNode object) {
        if (object.get("metadata") instanceof ObjectNode present) {
            return present;
        }
        ObjectNode made = Json.object();
        object.set("metadata", made);
        return made;
    }
}
