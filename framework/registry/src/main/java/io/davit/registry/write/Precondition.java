package io.davit.registry.write;

import io.davit.model.GroupResource;
import io.davit.model.GroupVersionKind;
import io.davit.model.error.ApiException;
import io.davit.model.meta.Meta;
import tools.jackson.databind.node.ObjectNode;

/** What must be true of the present object for a write to go on; empty strings ask for nothing. */
public record Precondition(String uid, String resourceVersion) {

    public static final Precondition NONE = new Precondition("", "");

    /** Refuses with a conflict where it is not met. The message names the kind, as upstream's does. */
    public void check(ObjectNode present, GroupVersionKind kind, String name) {
        Meta meta = Meta.of(present);
        if (!uid.isEmpty() && !uid.equals(meta.uid())) {
            throw conflict(kind, name, "UID", uid, meta.uid(), "deleted and then recreated");
        }
        if (!resourceVersion.isEmpty() && !resourceVersion.equals(meta.resourceVersion())) {
            throw conflict(kind, name, "ResourceVersion", resourceVersion, meta.resourceVersion(), "modified");
        }
    }

    /** The same for kinds whose deletion is a matter of their own, in the words that those use. */
    void checkUid(ObjectNode present, GroupResource resource, String name) {
        String actual = Meta.of(present).uid();
        if (!uid.isEmpty() && !uid.equals(actual)) {
            throw ApiException.conflict(
                    resource,
                    name,
                    "Precondition failed: UID in precondition: " + uid + ", UID in object meta: " + actual);
        }
    }

    private static ApiException conflict(
            GroupVersionKind kind, String name, String what, String asked, String actual, String happened) {
        return ApiException.conflict(
                new GroupResource(kind.group(), kind.kind()),
                name,
                "the " + what + " in the precondition (" + asked + ") does not match the " + what + " in record ("
                        + actual + "). The object might have been " + happened);
    }
}
