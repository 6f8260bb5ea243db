package io.davit.registry.write;

import io.davit.registry.Caller;
import java.util.function.Consumer;

/**
 * What goes with a write beside its object.
 *
 * @param dryRun everything but the storing
 * @param warn takes texts for {@code Warning} headers
 */
public record WriteOptions(
        boolean dryRun, FieldValidation fieldValidation, String fieldManager, Caller caller, Consumer<String> warn) {

    /** A write of the server's own. */
    public static WriteOptions system() {
        return new WriteOptions(false, FieldValidation.IGNORE, "davit", Caller.SYSTEM, warning -> {});
    }
}
