package io.davit.registry.policy;

import io.davit.kinds.BuiltInKinds;
import io.davit.patch.typed.Type;
import io.davit.patch.typed.Typed;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.node.ObjectNode;

/**
 * What becomes of an object when an apply configuration is merged into it, as server-side apply merges, but without owners.
 *
 * @see <a href="https://kubernetes.io/docs/reference/access-authn-authz/mutating-admission-policy/#patch-type-applyconfiguration">Apply configuration</a>
 */
final class Merging {

    private Merging() {}

    /** Both objects are left alone. */
    static ObjectNode merge(Match match, ObjectNode object, ObjectNode configuration) throws MutationFailed {
        Type type = type(match);
        String apiVersion = match.kind().apiVersion();
        Typed patch = new Typed(configuration, type, apiVersion);
        List<String> complaints = patch.complaints();
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

    private static Type type(Match match) {
        return match.kind().equals(match.as().definition().kind())
                ? match.as().shape().type()
                : Type.builtIn(
                        Objects.requireNonNull(OfSubresources.KINDS.schema(match.kind()), "a schema of a subresource"));
    }

    private static String joined(List<String> complaints) {
        return complaints.size() == 1 ? complaints.getFirst() : "errors:\n  " + String.join("\n  ", complaints);
    }

    private static MutationFailed failed(String why) {
        return new MutationFailed("error applying patch: " + why);
    }

    /** Read when a subresource with a kind of its own is first merged into. */
    private static final class OfSubresources {
        private static final BuiltInKinds KINDS = BuiltInKinds.load();
    }
}
