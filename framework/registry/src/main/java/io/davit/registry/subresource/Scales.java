package io.davit.registry.subresource;

import io.davit.kinds.codec.KindCodec;
import io.davit.model.GroupVersionKind;
import io.davit.model.error.ApiException;
import io.davit.model.error.FieldErrors;
import io.davit.model.error.FieldPath;
import io.davit.model.error.Reason;
import io.davit.model.json.Json;
import io.davit.model.meta.Meta;
import io.davit.registry.Target;
import io.davit.registry.cache.CachedObject;
import io.davit.registry.family.Body;
import io.davit.registry.family.Decoded;
import io.davit.registry.family.ScalePaths;
import io.davit.registry.write.Changes;
import io.davit.registry.write.Facet;
import io.davit.registry.write.Patch;
import io.davit.registry.write.Precondition;
import io.davit.registry.write.WriteOptions;
import io.davit.registry.write.Writer;
import io.davit.registry.write.Written;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads and writes the number of replicas of anything that has one.
 *
 * @see <a href="https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/scale-v1/">Scale</a>
 */
public final class Scales {

    public static final GroupVersionKind KIND = new GroupVersionKind("autoscaling", "v1", "Scale");

    private final Writer writer;

    public Scales(Writer writer) {
        this.writer = writer;
    }

    /** The scale of an object, as bytes. */
    public byte[] of(Target target, CachedObject found) {
        ObjectNode object = Json.parseObject(target.served().bytes(found));
        return Json.bytes(
                Scale.of(object, paths(target), target.served().definition().custom()));
    }

    /** A PUT of a Scale. */
    public Written replace(Target target, Body body, WriteOptions options) {
        ObjectNode sent = body.read(codec()).object();
        String name = Meta.of(sent).name();
        if (name.isEmpty()) {
            throw ApiException.badRequest("the name of the object (" + target.name()
                    + " based on URL) was undeterminable: name must be provided");
        }
        if (!name.equals(target.name())) {
            throw ApiException.badRequest(
                    "the name of the object (" + name + ") does not match the name on the URL (" + target.name() + ")");
        }
        return write(target, scale -> sent.deepCopy(), options);
    }

    /** A PATCH of a Scale. */
    public Written patch(Target target, Patch patch, WriteOptions options) {
        return write(target, scale -> decode(patch.applyTo(scale)), options);
    }

    private static ObjectNode decode(ObjectNode patched) {
        try {
            return codec().decode(patched).object();
        } catch (ApiException e) {
            throw e.reason() == Reason.BAD_REQUEST ? Changes.invalidPatch(patched, e.message()) : e;
        }
    }

    private Written write(Target target, UnaryOperator<ObjectNode> change, WriteOptions options) {
        ScalePaths paths = paths(target);
        Written written = writer.update(
                target,
                object -> Decoded.clean(scaled(target, object, paths, change)),
                Precondition.NONE,
                false,
                facet(target, paths),
                options);
        ObjectNode object = Json.parseObject(written.json());
        return new Written(Json.bytes(Scale.of(object, paths, false)), false);
    }

    private static Facet facet(Target target, ScalePaths paths) {
        return new Facet() {
            @Override
            public ObjectNode of(ObjectNode served) {
                return Scale.of(served, paths, false);
            }

            @Override
            public void into(ObjectNode served, ObjectNode scale) {
                Scale.set(served, paths, checkedReplicas(target, paths, scale));
            }
        };
    }

    /** The object with the number of replicas that the change gives its scale. */
    private static ObjectNode scaled(
            Target target, ObjectNode object, ScalePaths paths, UnaryOperator<ObjectNode> change) {
        ObjectNode scale = change.apply(Scale.of(object, paths, false));
        if (Scale.changesUid(scale, object)) {
            throw ApiException.conflict(
                    target.groupResource(),
                    target.name(),
                    "StorageError: invalid object, Code: 4, Key: " + target.key()
                            + ", ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: "
                            + Meta.of(scale).uid() + ", UID in object meta: "
                            + Meta.of(object).uid());
        }
        int replicas = checkedReplicas(target, paths, scale);
        String version = Meta.of(scale).resourceVersion();
        if (!version.isEmpty()) {
            Meta.of(object).resourceVersion(version);
        }
        Scale.set(object, paths, replicas);
        return object;
    }

    private static int checkedReplicas(Target target, ScalePaths paths, ObjectNode scale) {
        int replicas = Scale.replicas(scale);
        if (replicas < 0) {
            FieldErrors errors = new FieldErrors();
            if (target.served().definition().custom()) {
                GroupVersionKind kind = target.served().definition().kind();
                errors.invalid(
                        FieldPath.of("." + String.join(".", paths.specReplicas())),
                        replicas,
                        "should be a non-negative integer");
                throw ApiException.invalid(kind.group(), kind.kind(), target.name(), errors.causes());
            }
            errors.invalid(FieldPath.of("spec", "replicas"), replicas, "must be greater than or equal to 0");
            throw ApiException.invalid(KIND.group(), KIND.kind(), target.name(), errors.causes());
        }
        return replicas;
    }

    private static ScalePaths paths(Target target) {
        ScalePaths paths = target.served().shape().scale();
        if (paths == null) {
            throw ApiException.notFound(target.groupResource(), target.name());
        }
        return paths;
    }

    private static KindCodec codec() {
        KindCodec codec = KindCodec.of(KIND);
        if (codec == null) {
            throw new IllegalStateException("no types for " + KIND);
        }
        return codec;
    }
}
