package io.davit.registry;

import io.davit.model.GroupResource;
import io.davit.registry.family.Served;

/** What a request is about: a served resource, perhaps a namespace, a name and a subresource (empty where there is none). */
public record Target(Served served, String namespace, String name, String subresource) {

    public static Target of(Served served, String namespace, String name) {
        return new Target(served, namespace, name, "");
    }

    public String key() {
        return served.family().key(namespace, name);
    }

    public GroupResource groupResource() {
        return served.groupResource();
    }

    public Target named(String otherName) {
        return new Target(served, namespace, otherName, subresource);
    }
}
