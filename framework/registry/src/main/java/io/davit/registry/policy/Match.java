package io.davit.registry.policy;

import io.davit.model.GroupVersionKind;
import io.davit.model.GroupVersionResource;
import io.davit.registry.family.Served;

/**
 * A request that something is for, and the version in which it wants to see it.
 *
 * @param as the resource that matched: the request's own, or an equivalent one
 * @param kind the kind of the object under that resource, which a subresource may have of its own
 */
record Match(Served as, GroupVersionKind kind) {

    GroupVersionResource resource() {
        return as.definition().resource();
    }
}
