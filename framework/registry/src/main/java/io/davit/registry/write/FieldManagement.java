package io.davit.registry.write;

import io.davit.model.meta.Meta;
import io.davit.patch.managed.FieldSet;
import io.davit.patch.managed.ManagedFields;
import io.davit.patch.managed.Manager;
import io.davit.registry.Target;
import io.davit.registry.family.Served;
import io.davit.registry.family.Shape;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Records in an object who writes which of its fields. The server's own writes, which name no manager, leave the record alone. */
final class FieldManagement {

    private static final FieldSet STATUS = FieldSet.ofFields("status");
    private static final FieldSet ALL_BUT_STATUS = FieldSet.ofFields("spec");
    private static final FieldSet NOTHING = FieldSet.ofFields("apiVersion");

    private FieldManagement() {}

    /**
     * Updates the managers in the working form.
     *
     * @param old the object before; null when it is new
     * @param now the present time, as timestamps show it
     */
    static void record(Target target, @Nullable ObjectNode old, ObjectNode object, WriteOptions options, String now) {
        if (options.fieldManager().isEmpty()) {
            return;
        }
        Served served = target.served();
        Shape shape = served.shape();
        ObjectNode before = old == null ? shape.empty() : shape.workingToServed(old.deepCopy());
        ObjectNode after = shape.workingToServed(object.deepCopy());
        boolean scale = target.subresource().equals("scale");
        Manager writer = ManagedFields.updater(
                options.fieldManager(),
                served.definition().kind().apiVersion(),
                target.subresource(),
                scale ? "" : now);
        ManagedFields.update(before, after, served.definition().schema(), writer, reset(target), old == null);
        JsonNode managers = after.path("metadata").get("managedFields");
        if (managers == null) {
            Meta.of(object).node().remove("managedFields");
        } else {
            Meta.of(object).node().set("managedFields", managers);
        }
    }

    private static FieldSet reset(Target target) {
        if (target.subresource().equals("status")) {
            return ALL_BUT_STATUS;
        }
        boolean status = target.served().definition().subresource("status") != null;
        return status && target.subresource().isEmpty() ? STATUS : NOTHING;
    }
}
