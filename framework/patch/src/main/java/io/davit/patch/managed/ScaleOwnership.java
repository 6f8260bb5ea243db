package io.davit.patch.managed;

import io.davit.patch.fields.FieldSet;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * Who owns the replicas of an object, seen as owners of its Scale. Writing the Scale changes the owners of the object's own replicas;
 * what is recorded for that has no time.
 *
 * @see <a href="https://kubernetes.io/docs/reference/kubernetes-api/autoscaling-resources/scale-v1/">Scale</a>
 */
public final class ScaleOwnership {

    /** The version that a Scale always has. */
    public static final String API_VERSION = "autoscaling/v1";

    private static final FieldSet REPLICAS = FieldSet.ofFields("spec.replicas");

    private final Managers owners;
    private final Map<String, FieldSet> paths;

    private ScaleOwnership(Managers owners, Map<String, FieldSet> paths) {
        this.owners = owners;
        this.paths = paths;
    }

    /**
     * @param managedFields the object's
     * @param paths where the replicas are in each version of the object; an empty set for a version that cannot be scaled
     */
    public static ScaleOwnership of(JsonNode managedFields, Map<String, FieldSet> paths) {
        return new ScaleOwnership(Objects.requireNonNullElse(Managers.parse(managedFields), Managers.NONE), paths);
    }

    /** The {@code managedFields} of the Scale. */
    public ArrayNode ofScale() {
        Managers scalers = Managers.NONE;
        for (Manager owner : owners.all()) {
            if (ownsReplicas(owner)) {
                scalers = scalers.with(new Manager(
                        owner.name(), owner.operation(), API_VERSION, owner.subresource(), owner.time(), REPLICAS));
            }
        }
        return scalers.json();
    }

    /**
     * The {@code managedFields} of the object after its Scale was written.
     *
     * @param ofScale the Scale's, after the write
     * @param apiVersion the version of the object through which the Scale was written
     */
    public ArrayNode ofObject(JsonNode ofScale, String apiVersion) {
        Managers scalers = Objects.requireNonNullElse(Managers.parse(ofScale), Managers.NONE);
        Managers result = owners.map(owner -> {
            FieldSet path = paths.get(owner.apiVersion());
            if (path == null) {
                return null;
            }
            boolean left = ownsReplicas(owner) && same(scalers, owner) == null;
            return left ? owner.fields().difference(path) : owner.fields();
        });
        FieldSet path = Objects.requireNonNullElseGet(paths.get(apiVersion), FieldSet::new);
        for (Manager scaler : scalers.all()) {
            Manager owner = same(owners, scaler);
            if (owner == null || !ownsReplicas(owner)) {
                Manager made =
                        new Manager(scaler.name(), scaler.operation(), apiVersion, scaler.subresource(), "", path);
                Manager earlier = result.get(made.id());
                result = result.with(
                        earlier == null ? made : earlier.owning(earlier.fields().union(path)));
            }
        }
        return result.json();
    }

    private boolean ownsReplicas(Manager owner) {
        FieldSet path = paths.get(owner.apiVersion());
        return path != null && !owner.fields().intersection(path).isEmpty();
    }

    /** The same writer, whatever the version. */
    private static @Nullable Manager same(Managers among, Manager writer) {
        for (Manager manager : among.all()) {
            if (manager.name().equals(writer.name())
                    && manager.operation().equals(writer.operation())
                    && manager.subresource().equals(writer.subresource())) {
                return manager;
            }
        }
        return null;
    }
}
