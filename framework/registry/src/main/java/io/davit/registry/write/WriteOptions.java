package io.davit.registry.write;

import io.davit.model.json.Json;
import io.davit.registry.Caller;
import io.davit.registry.Target;
import io.davit.registry.admission.Attributes;
import io.davit.registry.admission.Operation;
import io.davit.registry.admission.Reinvocation;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What goes with a write beside its object.
 *
 * @param fieldManager who is recorded as the writer; empty when nobody is
 * @param dryRun everything but the storing
 * @param sent the options as the request sent them, for admission to see
 * @param warn takes texts for {@code Warning} headers
 * @param annotate takes keys and values for the request's audit event
 */
public record WriteOptions(
        boolean dryRun,
        FieldValidation fieldValidation,
        String fieldManager,
        Caller caller,
        ObjectNode sent,
        Consumer<String> warn,
        BiConsumer<String, String> annotate) {

    private static final String META = "meta.k8s.io/v1";

    /** Options of which admission sees no more than what they mean here, of a request that nobody audits. */
    public WriteOptions(
            boolean dryRun,
            FieldValidation fieldValidation,
            String fieldManager,
            Caller caller,
            Consumer<String> warn) {
        this(dryRun, fieldValidation, fieldManager, caller, shown(dryRun), warn, (key, value) -> {});
    }

    private static ObjectNode shown(boolean dryRun) {
        ObjectNode shown = Json.object();
        if (dryRun) {
            shown.putArray("dryRun").add("All");
        }
        return shown;
    }

    /** A write of the server's own. */
    public static WriteOptions system() {
        return system("");
    }

    /** A write of the server's own, under the name of one of its parts. */
    public static WriteOptions system(String fieldManager) {
        return new WriteOptions(false, FieldValidation.IGNORE, fieldManager, Caller.SYSTEM, warning -> {});
    }

    /** The same write, of which nobody is recorded as the manager. */
    public WriteOptions unmanaged() {
        return new WriteOptions(dryRun, fieldValidation, "", caller, sent, warn, annotate);
    }

    /** The same write, as a dry run or not. */
    public WriteOptions dryRun(boolean wanted) {
        return new WriteOptions(wanted, fieldValidation, fieldManager, caller, sent, warn, annotate);
    }

    /** The same write with these options shown to admission. */
    public WriteOptions sent(ObjectNode shown) {
        return new WriteOptions(dryRun, fieldValidation, fieldManager, caller, shown, warn, annotate);
    }

    /** The write as admission sees it. */
    public Attributes attributes(
            Operation operation, Target target, @Nullable ObjectNode object, @Nullable ObjectNode old) {
        return attributes(operation, target, target.name(), object, old);
    }

    /** The write as admission sees it, under the name that the request knows. */
    Attributes attributes(
            Operation operation, Target target, String name, @Nullable ObjectNode object, @Nullable ObjectNode old) {
        return new Attributes(
                operation,
                target,
                name,
                object,
                old,
                caller,
                dryRun,
                optionsOf(operation),
                new Reinvocation(),
                warn,
                annotate);
    }

    private ObjectNode optionsOf(Operation operation) {
        String kind = switch (operation) {
            case CREATE -> "CreateOptions";
            case UPDATE -> "UpdateOptions";
            case DELETE -> "DeleteOptions";
            case CONNECT -> "";
        };
        if (kind.isEmpty()) {
            return Json.object();
        }
        ObjectNode options = Json.object().put("kind", kind).put("apiVersion", META);
        options.setAll(sent);
        return options;
    }
}
