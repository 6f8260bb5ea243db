package io.davit.registry.crd;

import io.davit.kinds.ResourceDefinition;
import io.davit.kinds.Strategy;
import io.davit.kinds.codec.YamlBody;
import io.davit.model.error.ApiException;
import io.davit.model.error.Reason;
import io.davit.model.json.Json;
import io.davit.model.json.JsonDocument;
import io.davit.registry.cache.CachedObject;
import io.davit.registry.cache.ObjectView;
import io.davit.registry.family.Body;
import io.davit.registry.family.Decoded;
import io.davit.registry.family.ScalePaths;
import io.davit.registry.family.Shape;
import io.davit.schema.Defaulter;
import io.davit.schema.Pruner;
import io.davit.schema.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A version of a custom resource. Its working form is the served version; the stored version differs in its apiVersion alone, unless
 * the definition converts with a webhook.
 */
final class CustomShape implements Shape {

    private final ResourceDefinition definition;
    private final Schema schema;
    private final boolean prunes;
    private final String storedApiVersion;
    private final @Nullable ScalePaths scale;
    private final Strategy strategy;
    private final ObjectView view = this::render;

    CustomShape(ResourceDefinition definition, boolean prunes, String storageVersion, @Nullable ScalePaths scale) {
        this.definition = definition;
        this.schema = definition.schema();
        this.prunes = prunes;
        this.storedApiVersion = definition.kind().group() + "/" + storageVersion;
        this.scale = scale;
        this.strategy = new CustomStrategy(definition, schema);
    }

    @Override
    public Decoded decode(Body body) {
        return switch (body.format()) {
            case JSON -> {
                JsonDocument document = JsonDocument.read(body.bytes());
                List<String> duplicates = document.duplicates().stream()
                        .map(path -> "duplicate field \"" + path + "\"")
                        .toList();
                yield decode(document.root(), duplicates);
            }
            case YAML -> {
                try {
                    YamlBody document = YamlBody.read(body.bytes());
                    yield decode(document.root(), document.problems());
                } catch (YamlBody.Unreadable e) {
                    throw ApiException.badRequest(e.message());
                }
            }
            case PROTOBUF ->
                throw new ApiException(
                        Reason.UNSUPPORTED_MEDIA_TYPE,
                        "custom resources have no protobuf form - accepted media types include: application/json,"
                                + " application/yaml");
        };
    }

    @Override
    public Decoded decode(ObjectNode tree) {
        return decode(tree.deepCopy(), List.of());
    }

    @Override
    public ObjectNode servedToWorking(ObjectNode served) {
        return served;
    }

    @Override
    public ObjectNode workingToServed(ObjectNode working) {
        return working;
    }

    @Override
    public ObjectNode storedToWorking(ObjectNode stored) {
        stored.put("apiVersion", definition.kind().apiVersion());
        if (prunes) {
            Pruner.prune(stored, schema);
        }
        Defaulter.apply(stored, schema);
        return stored;
    }

    @Override
    public ObjectNode workingToStored(ObjectNode working) {
        working.put("apiVersion", storedApiVersion);
        return working;
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
    public @Nullable ScalePaths scale() {
        return scale;
    }

    private Decoded decode(JsonNode root, List<String> problems) {
        if (!(root instanceof ObjectNode object)) {
            throw ApiException.badRequest("couldn't get version/kind; json parse error: an object is needed");
        }
        requireKind(object);
        List<String> all = new ArrayList<>(problems);
        if (prunes) {
            Pruner.prune(object, schema).forEach(path -> all.add("unknown field \"" + path + "\""));
        }
        return Decoded.of(object, all);
    }

    private void requireKind(ObjectNode object) {
        String apiVersion = object.path("apiVersion").asString("");
        String kind = object.path("kind").asString("");
        if (kind.isEmpty()) {
            throw ApiException.badRequest("Object 'Kind' is missing in '" + Json.text(object) + "'");
        }
        if (!apiVersion.equals(definition.kind().apiVersion())) {
            throw ApiException.badRequest(
                    "the API version in the data (" + apiVersion + ") does not match the expected API version ("
                            + definition.kind().apiVersion() + ")");
        }
        if (!kind.equals(definition.kind().kind())) {
            throw ApiException.badRequest("no kind \"" + kind + "\" is registered for version \"" + apiVersion + "\"");
        }
    }

    /** Objects stored before the schema changed are pruned and defaulted when they are read. */
    private byte[] render(CachedObject object) {
        ObjectNode tree = object.tree();
        ObjectNode working = storedToWorking(tree);
        byte[] rendered = Json.bytes(working);
        return Arrays.equals(rendered, object.json()) ? object.json() : rendered;
    }
}
