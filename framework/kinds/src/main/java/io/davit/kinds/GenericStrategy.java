package io.davit.kinds;

import io.davit.model.error.FieldErrors;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A kind without rules of its own: DNS subdomain names, and a status that only the status subresource writes, where there is one. */
final class GenericStrategy implements Strategy {

    private final boolean status;

    private GenericStrategy(boolean status) {
        this.status = status;
    }

    static Strategy of(ResourceDefinition definition) {
        return new GenericStrategy(definition.subresource("status") != null);
    }

    @Override
    public void prepareForCreate(ObjectNode object) {
        if (status) {
            object.remove("status");
        }
    }

    @Override
    public void prepareForUpdate(ObjectNode object, ObjectNode old) {
        if (status) {
            keep("status", object, old);
        }
    }

    @Override
    public List<String> checkName(String name, boolean prefix) {
        return name.contains("/") ? List.of("may not contain '/'") : List.of();
    }

    @Override
    public @Nullable Strategy subresource(String name) {
        return name.equals("status") && status ? new StatusOnly(this) : null;
    }

    private static void keep(String field, ObjectNode object, ObjectNode old) {
        JsonNode kept = old.get(field);
        if (kept == null) {
            object.remove(field);
        } else {
            object.set(field, kept);
        }
    }

    /** Writes through {@code status}: everything but status and metadata stays. */
    private record StatusOnly(Strategy main) implements Strategy {

        @Override
        public void prepareForUpdate(ObjectNode object, ObjectNode old) {
            keep("spec", object, old);
        }

        @Override
        public void validateUpdate(ObjectNode object, ObjectNode old, FieldErrors errors) {}

        @Override
        public List<String> checkName(String name, boolean prefix) {
            return main.checkName(name, prefix);
        }
    }
}
