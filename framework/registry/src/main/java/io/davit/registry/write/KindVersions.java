package io.davit.registry.write;

import io.davit.model.GroupVersion;
import io.davit.model.error.ApiException;
import io.davit.patch.fields.FieldSet;
import io.davit.patch.managed.Versions;
import io.davit.patch.typed.Type;
import io.davit.registry.Target;
import io.davit.registry.family.Catalog;
import io.davit.registry.family.Served;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The versions of the kind that a write is about. Versions of another group are not among them, also where it serves the same objects, as
 * it does for events.
 */
record KindVersions(Target target, Catalog catalog) implements Versions {

    /** A custom resource's version that is gone cannot be told from one that never was: objects are not converted to it. */
    @Override
    public @Nullable Type type(String apiVersion) {
        Served served = served(apiVersion);
        if (served == null && target.served().definition().custom()) {
            throw ApiException.badRequest("request to convert CR to an unserved version: " + apiVersion);
        }
        return served == null ? null : served.shape().type();
    }

    @Override
    public ObjectNode convert(ObjectNode object, String from, String to) {
        Served source = served(from);
        Served destination = served(to);
        if (source == null || destination == null) {
            throw ApiException.badRequest("no version to convert from or to: " + from + ", " + to);
        }
        return source.shape().convert(object.deepCopy(), destination.shape());
    }

    @Override
    public FieldSet reset(String apiVersion) {
        boolean own = apiVersion.equals(target.served().definition().kind().apiVersion());
        return own || !target.served().definition().custom() ? ResetFields.of(target) : new FieldSet();
    }

    private @Nullable Served served(String apiVersion) {
        Served own = target.served();
        if (apiVersion.equals(own.definition().kind().apiVersion())) {
            return own;
        }
        int slash = apiVersion.indexOf('/');
        if (apiVersion.indexOf('/', slash + 1) > 0 && slash >= 0) {
            throw ApiException.badRequest("unexpected GroupVersion string: " + apiVersion);
        }
        String group = slash < 0 ? "" : apiVersion.substring(0, slash);
        if (!group.equals(own.groupResource().group())) {
            return null;
        }
        String version = apiVersion.substring(slash + 1);
        return catalog.find(
                new GroupVersion(group, version).resource(own.groupResource().resource()));
    }
}
