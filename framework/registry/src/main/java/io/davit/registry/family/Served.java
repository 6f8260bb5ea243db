package io.davit.registry.family;

import io.davit.kinds.ResourceDefinition;
import io.davit.kinds.Strategy;
import io.davit.model.GroupResource;
import io.davit.registry.cache.CachedObject;
import java.util.List;

/** One served version of a family. */
public record Served(Family family, ResourceDefinition definition, Shape shape) {

    public GroupResource groupResource() {
        return definition.groupResource();
    }

    public Strategy strategy() {
        return shape.strategy();
    }

    /** This version as it is served now, for whoever goes on for a while: a definition may have changed since. */
    public Served current() {
        return family.current(this);
    }

    public byte[] bytes(CachedObject object) {
        return shape.view().bytes(object);
    }

    /** The bytes of several objects, in their order; what must be converted is converted together. */
    public List<byte[]> bytes(List<CachedObject> objects) {
        return shape.view().all(objects);
    }

    /** Whether it may take a while to get the bytes of objects, since somebody else converts them. */
    public boolean waits() {
        return shape.view().waits();
    }
}
