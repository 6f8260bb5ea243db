package io.davit.registry.subresource;

import io.davit.kinds.BuiltInKinds;
import io.davit.kinds.codec.KindCodec;
import io.davit.model.GroupVersionKind;
import io.davit.model.error.ApiException;
import io.davit.model.error.FieldErrors;
import io.davit.model.error.FieldPath;
import io.davit.model.json.Json;
import io.davit.model.meta.Meta;
import io.davit.patch.fields.FieldSet;
import io.davit.patch.fields.Values;
import io.davit.patch.managed.ManagedFields;
import io.davit.patch.managed.Manager;
import io.davit.patch.managed.ScaleOwnership;
import io.davit.patch.managed.SingleVersion;
import io.davit.patch.managed.Versions;
import io.davit.patch.typed.Type;
import io.davit.registry.Target;
import io.davit.registry.cache.CachedObject;
import io.davit.registry.family.Body;
import io.davit.registry.family.Catalog;
import io.davit.registry.family.Decoded;
import io.davit.registry.family.Reading;
import io.davit.registry.family.ScalePaths;
import io.davit.registry.family.Served;
import io.davit.registry.write.AppliedBody;
import io.davit.registry.write.Changes;
import io.davit.registry.write.Facet;
import io.davit.registry.write.Patch;
import io.davit.registry.write.Precondition;
import io.davit.registry.write.Strictness;
import io.davit.registry.write.WriteOptions;
import io.davit.registry.write.Writer;
import io.davit.registry.write.Written;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads and writes the number of replicas of anything that has one.
 *
 * @see <a href="https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/scale-v1/">Scale</a>
 */
public final class Scales {

    public static final GroupVersionKind KIND = new GroupVersionKind("autoscaling", "v1", "Scale");

    private static final Versions VERSION = new SingleVersion(
            KIND.apiVersion(),
            Type.builtIn(Objects.requireNonNull(BuiltInKinds.load().schema(KIND), "a schema of Scale")),
            new FieldSet());
    private static final ObjectNode EMPTY = codec().decode(Json.object()).object();

    private static final Reading READING = new Reading() {
        @Override
        public Decoded decode(ObjectNode tree) {
            return decoded(codec().decode(tree));
        }

        @Override
        public ObjectNode written(ObjectNode object) {
            return codec().ordered(object);
        }

        @Override
        public String fit(ObjectNode patched) {
            return codec().fit(patched);
        }
    };

    private final Writer writer;
    private final Catalog catalog;

    public Scales(Writer writer, Catalog catalog) {
        this.writer = writer;
        this.catalog = catalog;
    }

    /** The scale of an object, as bytes. */
    public byte[] of(Target target, CachedObject found) {
        ObjectNode object = Json.parseObject(target.served().bytes(found));
        return Json.bytes(
                Scale.of(object, paths(target), target.served().definition().custom()));
    }

    /** A PUT of a Scale. */
    public Written replace(Target target, Body body, WriteOptions options) {
        Decoded read = decoded(body.read(codec()));
        Strictness.apply(KIND, read, options);
        ObjectNode sent = read.object();
        checkName(target, sent);
        return write(target, scale -> sent.deepCopy(), options);
    }

    private static void checkName(Target target, ObjectNode scale) {
        String name = Meta.of(scale).name();
        if (name.isEmpty()) {
            throw ApiException.badRequest("the name of the object (" + target.name()
                    + " based on URL) was undeterminable: name must be provided");
        }
        if (!name.equals(target.name())) {
            throw ApiException.badRequest(
                    "the name of the object (" + name + ") does not match the name on the URL (" + target.name() + ")");
        }
    }

    /** A PATCH of a Scale. */
    public Written patch(Target target, Patch patch, WriteOptions options) {
        AtomicBoolean first = new AtomicBoolean(true);
        return write(
                target,
                scale -> {
                    ObjectNode patched = Changes.patched(READING, patch, scale, options, first.getAndSet(false))
                            .object();
                    checkName(target, patched);
                    return patched;
                },
                options);
    }

    /**
     * An apply of a Scale.
     *
     * @param force whether the replicas are taken from their owners
     */
    public Written apply(Target target, AppliedBody body, boolean force, WriteOptions options) {
        String now = writer.now();
        Manager applier = Manager.applier(options.fieldManager(), KIND.apiVersion(), target.subresource());
        return write(
                target,
                scale -> {
                    body.requireKind(KIND);
                    ObjectNode merged =
                            ManagedFields.apply(scale, body.object(), EMPTY.deepCopy(), VERSION, applier, force, now);
                    body.report(options);
                    if (target.served().definition().custom() && changes(scale, merged)) {
                        throw ApiException.badRequest("the scale of a custom resource cannot be changed by an apply:"
                                + " update or patch it, or apply the resource itself");
                    }
                    ObjectNode applied = codec().decode(merged).object();
                    checkName(target, applied);
                    return applied;
                },
                options.unmanaged());
    }

    /** Whether more than the managers is otherwise. */
    private static boolean changes(ObjectNode scale, ObjectNode merged) {
        ObjectNode before = scale.deepCopy();
        ObjectNode after = merged.deepCopy();
        Meta.of(before).node().remove("managedFields");
        Meta.of(after).node().remove("managedFields");
        return !Values.same(before, after);
    }

    private static Decoded decoded(io.davit.kinds.codec.Decoded read) {
        return new Decoded(read.object(), read.warnings(), read.strictError());
    }

    private Written write(Target target, UnaryOperator<ObjectNode> change, WriteOptions options) {
        ScalePaths paths = paths(target);
        Written written = writer.update(
                target,
                object -> Decoded.clean(scaled(target, object, paths, change, options)),
                Precondition.NONE,
                false,
                facet(target, paths),
                options.unmanaged());
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
                Scale.set(served, paths, checkedReplicas(target, scale));
            }
        };
    }

    /** The object with the number of replicas that the change gives its scale. */
    private ObjectNode scaled(
            Target target,
            ObjectNode object,
            ScalePaths paths,
            UnaryOperator<ObjectNode> change,
            WriteOptions options) {
        ScaleOwnership owners = owners(target, object);
        ObjectNode before = Scale.of(object, paths, false);
        Meta.of(before).node().set("managedFields", owners.ofScale());
        ObjectNode scale = change.apply(before.deepCopy());
        if (!options.fieldManager().isEmpty()) {
            Manager updater = Manager.updater(options.fieldManager(), KIND.apiVersion(), target.subresource());
            ManagedFields.update(before, scale, VERSION, updater, writer.now());
        }
        if (Scale.changesUid(scale, object)) {
            throw ApiException.conflict(
                    target.groupResource(),
                    target.name(),
                    "StorageError: invalid object, Code: 4, Key: " + target.key()
                            + ", ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: "
                            + Meta.of(scale).uid() + ", UID in object meta: "
                            + Meta.of(object).uid());
        }
        int replicas = checkedReplicas(target, scale);
        String version = Meta.of(scale).resourceVersion();
        if (!version.isEmpty()) {
            Meta.of(object).resourceVersion(version);
        }
        Scale.set(object, paths, replicas);
        ArrayNode managers = owners.ofObject(
                scale.path("metadata").path("managedFields"),
                target.served().definition().kind().apiVersion());
        if (managers.isEmpty()) {
            Meta.of(object).node().remove("managedFields");
        } else {
            Meta.of(object).node().set("managedFields", managers);
        }
        return object;
    }

    private static int checkedReplicas(Target target, ObjectNode scale) {
        int replicas = Scale.replicas(scale);
        // a custom resource is judged as a whole when it is written: its schema may have more to say
        if (replicas < 0 && !target.served().definition().custom()) {
            FieldErrors errors = new FieldErrors();
            errors.invalid(FieldPath.of("spec", "replicas"), replicas, "must be greater than or equal to 0");
            throw ApiException.invalid(KIND.group(), KIND.kind(), target.name(), errors.causes());
        }
        return replicas;
    }

    /** The owners of the replicas, which each version may have in another place. */
    private ScaleOwnership owners(Target target, ObjectNode object) {
        Map<String, FieldSet> replicas = new HashMap<>();
        for (Served served : catalog.all()) {
            if (served.groupResource().equals(target.groupResource())) {
                ScalePaths paths = served.shape().scale();
                replicas.put(
                        served.definition().kind().apiVersion(),
                        paths == null ? new FieldSet() : FieldSet.ofFields(String.join(".", paths.specReplicas())));
            }
        }
        return ScaleOwnership.of(object.path("metadata").path("managedFields"), replicas);
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
