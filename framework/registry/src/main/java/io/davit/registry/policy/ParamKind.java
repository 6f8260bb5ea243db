package io.davit.registry.policy;

import io.davit.model.GroupVersionKind;
import io.davit.registry.cache.CachedObject;
import io.davit.registry.cache.ObjectCache;
import io.davit.registry.family.Catalog;
import io.davit.registry.family.Family;
import io.davit.registry.family.Served;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The kind of a policy's parameters, which may come to be served after the policy, or never. */
record ParamKind(GroupVersionKind kind) {

    /** Null when the policy takes no parameters. */
    static @Nullable ParamKind of(JsonNode paramKind) {
        if (!paramKind.isObject()) {
            return null;
        }
        String version = paramKind.path("apiVersion").asString("");
        int slash = version.indexOf('/');
        return new ParamKind(new GroupVersionKind(
                slash < 0 ? "" : version.substring(0, slash),
                version.substring(slash + 1),
                paramKind.path("kind").asString("")));
    }

    /** What serves the kind. */
    Served resolve(Catalog catalog) throws Misconfigured {
        Served served = catalog.find(kind);
        if (served == null) {
            String version = kind.group().isEmpty() ? "/" + kind.version() : kind.apiVersion();
            throw new Misconfigured(
                    "failed to find resource referenced by paramKind: '" + version + ", Kind=" + kind.kind() + "'");
        }
        return served;
    }

    /**
     * The parameters that a reference names, in the order of their names.
     *
     * @param namespace the request's; empty when it is in none
     */
    static List<CachedObject> find(Served params, ParamReference reference, String namespace) throws Misconfigured {
        Family family = params.family();
        if (!family.namespaced() && !reference.namespace().isEmpty()) {
            throw new Misconfigured("paramRef.namespace must not be provided for a cluster-scoped `paramKind`");
        }
        String where = reference.namespace().isEmpty() ? namespace : reference.namespace();
        if (family.namespaced() && where.isEmpty()) {
            throw new Misconfigured(
                    "cannot use namespaced paramRef in policy binding that matches cluster-scoped resources");
        }
        List<CachedObject> found = find(family, reference, where);
        if (found.isEmpty() && reference.needed()) {
            throw new Misconfigured("no params found for policy binding with `Deny` parameterNotFoundAction");
        }
        return found;
    }

    private static List<CachedObject> find(Family family, ParamReference reference, String namespace) {
        ObjectCache cache = family.cache();
        if (!reference.name().isEmpty()) {
            CachedObject one = cache.get(family.key(namespace, reference.name()));
            return one == null ? List.of() : List.of(one);
        }
        return cache.list(
                        family.under(namespace),
                        null,
                        0,
                        object -> reference.selector() != null
                                && reference.selector().matches(object.labels()))
                .objects();
    }
}
