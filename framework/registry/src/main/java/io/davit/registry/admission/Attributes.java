package io.davit.registry.admission;

import io.davit.kinds.Subresource;
import io.davit.model.GroupVersionKind;
import io.davit.model.error.ApiException;
import io.davit.model.meta.Meta;
import io.davit.registry.Caller;
import io.davit.registry.Target;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A write under admission.
 *
 * @param target what is written; its name is the object's, be it given or generated
 * @param name the name that the request knows: empty when it is generated, or when a collection is deleted
 * @param object the new object, which mutating plugins may change: in its working form, or a subresource's own kind such as a Scale;
 *     null for a deletion
 * @param old the object before; null for a creation
 * @param caller who writes
 * @param dryRun whether nothing will be stored
 * @param options the request's options, such as {@code CreateOptions}, with their kind; empty when there are none
 * @param reinvocation what plugins remember of this request
 * @param warn takes texts for {@code Warning} headers
 * @param annotate takes keys and values for the request's audit event
 */
public record Attributes(
        Operation operation,
        Target target,
        String name,
        @Nullable ObjectNode object,
        @Nullable ObjectNode old,
        Caller caller,
        boolean dryRun,
        ObjectNode options,
        Reinvocation reinvocation,
        Consumer<String> warn,
        BiConsumer<String, String> annotate) {

    /** Whether it is about this built-in resource itself, not a subresource. */
    public boolean isAbout(String group, String resource) {
        return target.subresource().isEmpty()
                && target.groupResource().resource().equals(resource)
                && target.groupResource().group().equals(group);
    }

    /** The kind of the object, as the request sent it. */
    public GroupVersionKind kind() {
        Subresource subresource = target.served().definition().subresource(target.subresource());
        return subresource == null ? target.served().definition().kind() : subresource.kind();
    }

    /** Whether the object is of the resource's own kind, and so in its working form, and not a Scale, an Eviction or the like. */
    public boolean isOwnKind() {
        return kind().equals(target.served().definition().kind());
    }

    /** The namespace of the request; a Namespace is in itself. */
    public String namespace() {
        boolean isNamespace = target.groupResource().group().isEmpty()
                && target.groupResource().resource().equals("namespaces");
        return isNamespace ? name : target.namespace();
    }

    /** The refusal of this request in admission's words. */
    public ApiException forbidden(String why) {
        return ApiException.forbidden(target.groupResource(), shownName(), why);
    }

    private String shownName() {
        if (!name.isEmpty()) {
            return name;
        }
        if (object == null) {
            return "Unknown";
        }
        Meta meta = Meta.of(object);
        String shown = meta.name().isEmpty() ? meta.generateName() : meta.name();
        return shown.isEmpty() ? "Unknown" : shown;
    }
}
