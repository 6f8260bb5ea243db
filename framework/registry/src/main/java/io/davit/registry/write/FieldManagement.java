package io.davit.registry.write;

import io.davit.model.meta.Meta;
import io.davit.patch.managed.ManagedFields;
import io.davit.patch.managed.Manager;
import io.davit.registry.Target;
import io.davit.registry.family.Catalog;
import io.davit.registry.family.Served;
import io.davit.registry.family.Shape;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Records in an object who writes which of its fields. The server's own writes, which name no manager, leave the record alone. */
record FieldManagement(Catalog catalog) {

    /**
     * Updates the managers in the working form.
     *
     * @param old the object before; null when it is new
     * @param now the present time, as timestamps show it
     */
    void record(Target target, @Nullable ObjectNode old, ObjectNode object, WriteOptions options, String now) {
        if (options.fieldManager().isEmpty()) {
            return;
        }
        Served served = target.served();
        Shape shape = served.shape();
        ObjectNode before = old == null ? shape.empty() : shape.workingToServed(old.deepCopy());
        ObjectNode after = shape.workingToServed(object.deepCopy());
        JsonNode sent = object.path("metadata").get("managedFields");
        if (sent != null) {
            // an empty list says something here, which conversion and completion would drop
            Meta.of(after).node().set("managedFields", sent);
        }
        Manager writer = Manager.updater(
                options.fieldManager(), served.definition().kind().apiVersion(), target.subresource());
        ManagedFields.update(before, after, new KindVersions(target, catalog), writer, now);
        JsonNode managers = after.path("metadata").get("managedFields");
        if (managers == null) {
            Meta.of(object).node().remove("managedFields");
        } else {
            Meta.of(object).node().set("managedFields", managers);
        }
    }

    /** The change that an apply makes. */
    Change apply(Target target, AppliedBody body, boolean force, WriteOptions options, String now) {
        return new Apply(target, body, force, options, new KindVersions(target, catalog), now);
    }
}
