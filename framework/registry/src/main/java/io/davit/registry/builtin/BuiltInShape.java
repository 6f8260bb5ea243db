package io.davit.registry.builtin;

import io.davit.kinds.BuiltInConverters;
import io.davit.kinds.Converter;
import io.davit.kinds.ResourceDefinition;
import io.davit.kinds.Strategy;
import io.davit.kinds.codec.KindCodec;
import io.davit.model.json.Json;
import io.davit.patch.typed.Type;
import io.davit.registry.cache.CachedObject;
import io.davit.registry.cache.ObjectView;
import io.davit.registry.family.Body;
import io.davit.registry.family.Decoded;
import io.davit.registry.family.ScalePaths;
import io.davit.registry.family.Shape;
import io.davit.schema.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A version of a built-in kind. Its working form is the stored version. */
final class BuiltInShape implements Shape {

    private final ResourceDefinition definition;
    private final List<ResourceDefinition> others;
    private final Converter converter;
    private final Strategy strategy;
    private final KindCodec codec;
    private final KindCodec storedCodec;
    private final ObjectView view;
    private volatile @Nullable ObjectNode empty;

    /**
     * @param stored the version in which the kind is stored
     * @param others the other versions of the resource
     */
    BuiltInShape(
            ResourceDefinition definition,
            ResourceDefinition stored,
            List<ResourceDefinition> others,
            Strategy strategy) {
        this.definition = definition;
        this.others = others;
        this.codec = codec(definition);
        this.storedCodec = codec(stored);
        this.converter = BuiltInConverters.of(definition);
        this.strategy = strategy;
        this.view = converter != Converter.IDENTITY
                ? this::converted
                : strategy.hides() ? this::shown : ObjectView.AS_STORED;
    }

    @Override
    public Decoded decode(Body body) {
        return decoded(body.read(codec));
    }

    /** A patch may have turned the object into another version of its kind: that is converted back. */
    @Override
    public Decoded decode(ObjectNode tree) {
        String apiVersion = tree.path("apiVersion").asString("");
        for (ResourceDefinition other : others) {
            if (other.kind().apiVersion().equals(apiVersion)) {
                Decoded read = decoded(codec(other).decode(tree));
                ObjectNode stored = BuiltInConverters.of(other).toStored(read.object());
                return new Decoded(workingToServed(stored), read.warnings(), read.strictError());
            }
        }
        return decoded(codec.decode(tree));
    }

    private static Decoded decoded(io.davit.kinds.codec.Decoded read) {
        return new Decoded(read.object(), read.warnings(), read.strictError());
    }

    @Override
    public ObjectNode empty() {
        ObjectNode known = empty;
        if (known == null) {
            known = codec.decode(Json.object()).object();
            empty = known;
        }
        return known.deepCopy();
    }

    @Override
    public ObjectNode written(ObjectNode served) {
        return codec.ordered(served);
    }

    @Override
    public String fit(ObjectNode patched) {
        return codec.fit(patched);
    }

    @Override
    public ObjectNode servedToWorking(ObjectNode served) {
        return converter.toStored(served);
    }

    @Override
    public ObjectNode workingToServed(ObjectNode working) {
        ObjectNode served = converter.toServed(working);
        codec.completeSent(served);
        return served;
    }

    @Override
    public ObjectNode answer(ObjectNode working, byte[] stored) {
        ObjectNode served = workingToServed(working);
        codec.complete(served);
        strategy.hide(served);
        return served;
    }

    @Override
    public ObjectNode storedToWorking(ObjectNode stored) {
        return stored;
    }

    @Override
    public ObjectNode workingToStored(ObjectNode working) {
        storedCodec.complete(working);
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
    public Schema patchSchema() {
        return definition.schema();
    }

    @Override
    public Type type() {
        return Type.builtIn(definition.schema());
    }

    @Override
    public @Nullable ScalePaths scale() {
        return definition.subresource("scale") == null ? null : ScalePaths.WORKLOAD;
    }

    private static KindCodec codec(ResourceDefinition definition) {
        KindCodec codec = KindCodec.of(definition.kind());
        if (codec == null) {
            throw new IllegalStateException("no types for " + definition.kind());
        }
        return codec;
    }

    private byte[] converted(CachedObject object) {
        return Json.bytes(workingToServed(object.tree()));
    }

    private byte[] shown(CachedObject object) {
        ObjectNode tree = object.tree();
        return strategy.hide(tree) ? Json.bytes(tree) : object.json();
    }
}
