package io.davit.registry.write;

import io.davit.registry.Caller;
import io.davit.registry.Target;
import io.davit.registry.admission.Attributes;
import io.davit.registry.admission.Operation;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What goes with a write beside its object.
 *
 * @param fieldManager who is recorded as the writer; empty when nobody is
 * @param dryRun everything but the storing
 * @param warn takes texts for {@code Warning} headers
 */
public record WriteOptions(
        boolean dryRun, FieldValidation fieldValidation, String fieldManager, Caller caller, Consumer<String> warn) {

    /** A write of the server's own. */
    public static WriteOptions system() {
        return new WriteOptions(false, FieldValidation.IGNORE, "", Caller.SYSTEM, warning -> {});
    }

    /** The same write, of which nobody is recorded as the manager. */
    public WriteOptions unmanaged() {
        return new WriteOptions(dryRun, fieldValidation, "", caller, warn);
    }

    /** The write as admission sees it. */
    Attributes attributes(Operation operation, Target target, @Nullable ObjectNode object, @Nullable ObjectNode old) {
        return new Attributes(operation, target, object, old, caller, dryRun, warn);
    }
}
