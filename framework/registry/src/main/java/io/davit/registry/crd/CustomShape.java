package io.davit.registry.crd;

import io.davit.kinds.BuiltInKinds;
import io.davit.kinds.ResourceDefinition;
import io.davit.kinds.Strategy;
import io.davit.kinds.codec.KindCodec;
import io.davit.kinds.codec.MetadataCodec;
import io.davit.kinds.codec.YamlBody;
import io.davit.model.GroupVersionKind;
import io.davit.model.error.ApiException;
import io.davit.model.error.Reason;
import io.davit.model.json.Json;
import io.davit.model.json.JsonDocument;
import io.davit.patch.typed.Type;
import io.davit.registry.cache.ObjectView;
import io.davit.registry.cache.Renderings;
import io.davit.registry.family.Body;
import io.davit.registry.family.Decoded;
import io.davit.registry.family.ScalePaths;
import io.davit.registry.family.Shape;
import io.davit.schema.Defaulter;
import io.davit.schema.Pruner;
import io.davit.schema.Schema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A version of a custom resource. Its working form is the served version. */
final class CustomShape implements Shape {

    private static final Schema NOTHING = Schema.read(Json.object());

    private static final Schema OBJECT_META = objectMeta();

    private final ResourceDefinition definition;
    private final Schema schema;
    private final Versions versions;
    private final @Nullable ScalePaths scale;
    private final Strategy strategy;
    private final ObjectView view;

    CustomShape(ResourceDefinition definition, Versions versions, @Nullable ScalePaths scale, Renderings renderings) {
        this.definition = definition;
        this.schema = definition.schema();
        this.versions = versions;
        this.scale = scale;
        this.strategy = new CustomStrategy(definition, schema, scale);
        this.view = new CustomView(versions, definition.kind().apiVersion(), renderings);
    }

    private static Schema objectMeta() {
        Schema any = BuiltInKinds.load().schema(new GroupVersionKind("meta.k8s.io", "v1", "PartialObjectMetadata"));
        return Objects.requireNonNull(Objects.requireNonNull(any).property("metadata"), "a schema of metadata");
    }

    @Override
    public Decoded decode(Body body) {
        return switch (body.format()) {
            case JSON -> fromJson(body.bytes());
            case YAML -> {
                try {
                    YamlBody document = YamlBody.read(body.bytes());
                    yield decode(document.root(), document.problems(), body.bytes());
                } catch (YamlBody.Unreadable e) {
                    throw KindCodec.unrecognized(definition.kind(), e.message(), body.bytes());
                }
            }
            case PROTOBUF ->
                throw new ApiException(
                        Reason.UNSUPPORTED_MEDIA_TYPE,
                        "custom resources have no protobuf form - accepted media types include: application/json,"
                                + " application/yaml");
        };
    }

    /** A patch may change even the version; then the schema says nothing, and validation refuses it. */
    @Override
    public Decoded decode(ObjectNode tree) {
        ObjectNode object = tree.deepCopy();
        String apiVersion = object.path("apiVersion").asString("");
        for (String field : List.of("kind", "apiVersion")) {
            if (object.path(field).asString("").isEmpty()) {
                throw missing(field.equals("kind") ? "Kind" : field, Json.bytes(tree));
            }
        }
        return decoded(
                object,
                List.of(),
                apiVersion.equals(definition.kind().apiVersion()) ? schema : NOTHING,
                definition.kind());
    }

    @Override
    public boolean knowsNothingWithoutVersion() {
        return false;
    }

    /** Nulls that were applied stay, for validation to judge. */
    @Override
    public Decoded decodeApplied(ObjectNode tree) {
        ObjectNode object = tree.deepCopy();
        metadata(object, new ArrayList<>(), definition.kind());
        if (versions.prunes()) {
            Pruner.prune(object, schema);
        }
        return Decoded.clean(object);
    }

    private Decoded fromJson(byte[] bytes) {
        JsonDocument document = KindCodec.document(definition.kind(), bytes);
        List<String> duplicates = document.duplicates().stream()
                .map(path -> "duplicate field \"" + path + "\"")
                .toList();
        return decode(document.root(), duplicates, bytes);
    }

    private Decoded decode(JsonNode root, List<String> problems, byte[] body) {
        GroupVersionKind said = KindCodec.said(definition.kind(), root, body);
        if (!(root instanceof ObjectNode object) || said.kind().isEmpty()) {
            throw missing("Kind", body);
        }
        Decoded decoded =
                decoded(object, problems, said.kind().equals(definition.kind().kind()) ? schema : null, said);
        if (!said.groupVersion().equals(definition.kind().groupVersion())) {
            throw ApiException.badRequest(
                    "the API version in the data (" + object.path("apiVersion").asString("")
                            + ") does not match the expected API version ("
                            + definition.kind().apiVersion() + ")");
        }
        return decoded;
    }

    private ApiException missing(String what, byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        return KindCodec.unrecognized(definition.kind(), "Object '" + what + "' is missing in '" + text + "'", body);
    }

    /** @param known by which it is pruned; null for what is of another kind, which validation refuses */
    private Decoded decoded(ObjectNode object, List<String> earlier, @Nullable Schema known, GroupVersionKind said) {
        List<String> all = new ArrayList<>(earlier);
        metadata(object, all, said);
        if (versions.prunes() && known != null) {
            try {
                Pruner.prune(object, known).forEach(path -> all.add("unknown field \"" + path + "\""));
            } catch (ApiException e) {
                throw KindCodec.refused(definition.kind(), e.message());
            }
            Defaulter.dropNulls(object, known);
        }
        io.davit.kinds.codec.Decoded words = new io.davit.kinds.codec.Decoded(object, definition.kind(), all);
        return new Decoded(object, words.warnings(), words.strictError());
    }

    /** Metadata is the same for every kind, so it is read as that of a built-in one. */
    private void metadata(ObjectNode object, List<String> problems, GroupVersionKind said) {
        JsonNode sent = object.get("metadata");
        if (sent == null) {
            return;
        }
        try {
            MetadataCodec.Metadata read = MetadataCodec.decode(sent);
            problems.addAll(read.problems());
            object.set("metadata", read.metadata());
        } catch (ApiException e) {
            throw KindCodec.refused(said, definition.kind(), e.message());
        }
    }

    @Override
    public ObjectNode empty() {
        return Json.object()
                .put("apiVersion", definition.kind().apiVersion())
                .put("kind", definition.kind().kind());
    }

    @Override
    public ObjectNode servedToWorking(ObjectNode served) {
        return served;
    }

    @Override
    public ObjectNode workingToServed(ObjectNode working) {
        return working;
    }

    /** What a write answers is what a read would: the object as it comes back from its stored form. */
    @Override
    public ObjectNode answer(ObjectNode working, byte[] stored) {
        return storedToWorking(Json.parseObject(stored));
    }

    @Override
    public ObjectNode storedToWorking(ObjectNode stored) {
        return versions.fromStored(List.of(stored), definition.kind().apiVersion())
                .getFirst();
    }

    @Override
    public ObjectNode workingToStored(ObjectNode working) {
        return versions.toStored(working);
    }

    @Override
    public ObjectNode convert(ObjectNode served, Shape other) {
        String apiVersion = other.empty().path("apiVersion").asString("");
        return versions.inVersion(served, apiVersion);
    }

    @Override
    public ObjectView view() {
        return view;
    }

    @Override
    public Strategy strategy() {
        return strategy;
    }

    @Override
    public @Nullable Schema patchSchema() {
        return null;
    }

    @Override
    public Type type() {
        return Type.custom(schema, OBJECT_META, !versions.prunes());
    }

    @Override
    public @Nullable ScalePaths scale() {
        return scale;
    }
}
