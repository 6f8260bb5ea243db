package io.davit.registry.policy;

import io.davit.model.GroupVersionKind;
import io.davit.patch.typed.Type;
import io.davit.patch.typed.Typed;
import io.davit.registry.family.Catalog;
import io.davit.registry.family.Served;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * What becomes of an object when an apply configuration is merged into it, as server-side apply merges, but without owners.
 *
 * @see <a href="https://kubernetes.io/docs/reference/access-authn-authz/mutating-admission-policy/#patch-type-applyconfiguration">Apply configuration</a>
 */
final class Merging {

    private Merging() {}

    /** Both objects are left alone. */
    static ObjectNode merge(Match match, Catalog catalog, ObjectNode object, ObjectNode configuration)
            throws MutationFailed {
        Type type = type(match, catalog);
        String apiVersion = match.kind().apiVersion();
        Typed patch = new Typed(configuration, type, apiVersion);
        List<String> complaints = patch.complaintsAlsoOfNulls();
        if (!complaints.isEmpty()) {
            throw failed("failed to convert patch object to typed object: " + joined(complaints));
        }
        List<String> atomics = patch.atomics();
        if (!atomics.isEmpty()) {
            throw failed("invalid ApplyConfiguration: may not mutate atomic arrays, maps or structs: "
                    + String.join(", ", atomics));
        }
        return new Typed(object, type, apiVersion).merge(patch).object().deepCopy();
    }

    /** A subresource with a kind of its own has a type only where the kind is also one of a resource: a Binding, but no Scale. */
    private static Type type(Match match, Catalog catalog) throws MutationFailed {
        GroupVersionKind kind = match.kind();
        Served served = kind.equals(match.as().definition().kind()) ? match.as() : catalog.find(kind);
        if (served == null) {
            throw failed("failed to convert patch object to typed object: no corresponding type for " + kind.group()
                    + "/" + kind.version() + ", Kind=" + kind.kind());
        }
        return served.shape().type();
    }

    private static String joined(List<String> complaints) {
        return complaints.size() == 1 ? complaints.getFirst() : "errors:\n  " + String.join("\n  ", complaints);
    }

    private static MutationFailed failed(String why) {
        return new MutationFailed("error applying patch: " + why);
    }
}
