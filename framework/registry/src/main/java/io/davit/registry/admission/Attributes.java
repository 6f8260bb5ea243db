package io.davit.registry.admission;

import io.davit.registry.Caller;
import io.davit.registry.Target;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A write under admission.
 *
 * @param object the new object in its working form, which mutating plugins may change; null for a deletion
 * @param old the object before; null for a creation
 * @param caller who writes
 * @param dryRun whether nothing will be stored
 * @param warn takes texts for {@code Warning} headers
 */
public record Attributes(
        Operation operation,
        Target target,
        @Nullable ObjectNode object,
        @Nullable ObjectNode old,
        Caller caller,
        boolean dryRun,
        Consumer<String> warn) {

    /** Whether it is about this built-in resource itself, not a subresource. */
    public boolean isAbout(String group, String resource) {
        return target.subresource().isEmpty()
                && target.groupResource().resource().equals(resource)
                && target.groupResource().group().equals(group);
    }
}
