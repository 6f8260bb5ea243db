package io.davit.registry.family;

import io.davit.kinds.ResourceDefinition;
import io.davit.kinds.Strategy;
import io.davit.model.GroupResource;
import io.davit.registry.cache.CachedObject;

/** One served version of a family. */
public record Served(Family family, ResourceDefinition definition, Shape shape) {

    public GroupResource groupResource() {
        return definition.groupResource();
    }

    public Strategy strategy() {
        return shape.strategy();
    }

    public byte[] bytes(CachedObject object) {
        return shape.view().bytes(object);
    }
}
