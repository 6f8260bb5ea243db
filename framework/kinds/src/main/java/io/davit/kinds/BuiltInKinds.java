package io.davit.kinds;

import io.davit.kinds.type.BuiltInSchemas;
import io.davit.kinds.type.StructType;
import io.davit.kinds.type.TypeTable;
import io.davit.model.GroupVersionKind;
import io.davit.model.GroupVersionResource;
import io.davit.schema.Schema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every built-in kind, as data that the build made. Immutable; schemas are made when first asked for. */
public final class BuiltInKinds {

    private final List<ResourceDefinition> resources;
    private final Map<GroupVersionResource, ResourceDefinition> byResource = new HashMap<>();

    private BuiltInKinds(List<ResourceDefinition> resources) {
        this.resources = resources;
        resources.forEach(definition -> byResource.put(definition.resource(), definition));
    }

    public static BuiltInKinds load() {
        return new BuiltInKinds(ResourceTable.read());
    }

    /** One for each version of each resource: groups in discovery's order, a group's preferred version first. */
    public List<ResourceDefinition> resources() {
        return resources;
    }

    public @Nullable ResourceDefinition resource(GroupVersionResource resource) {
        return byResource.get(resource);
    }

    /** The schema of any built-in kind, also of those without a resource of their own: lists, {@code Scale}, {@code DeleteOptions}, {@code Status}. */
    public @Nullable Schema schema(GroupVersionKind kind) {
        StructType type = TypeTable.get().kind(kind);
        return type == null ? null : BuiltInSchemas.of(type);
    }
}
