package io.davit.registry.builtin;

import io.davit.kinds.BuiltInConverters;
import io.davit.kinds.BuiltInStrategies;
import io.davit.kinds.Converter;
import io.davit.kinds.ResourceDefinition;
import io.davit.kinds.Strategy;
import io.davit.model.json.Json;
import io.davit.registry.cache.CachedObject;
import io.davit.registry.cache.ObjectView;
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
    private final Converter converter;
    private final Strategy strategy;
    private final ObjectView view;

    BuiltInShape(ResourceDefinition definition) {
        this.definition = definition;
        this.converter = BuiltInConverters.of(definition);
        this.strategy = BuiltInStrategies.of(definition);
        this.view = converter == Converter.IDENTITY ? ObjectView.AS_STORED : this::converted;
    }

    @Override
    public Decoded decode(ObjectNode body) {
        return new Decoded(body, List.of());
    }

    @Override
    public ObjectNode servedToWorking(ObjectNode served) {
        return converter.toStored(served);
    }

    @Override
    public ObjectNode workingToServed(ObjectNode working) {
        return converter.toServed(working);
    }

    @Override
    public ObjectNode storedToWorking(ObjectNode stored) {
        return stored;
    }

    @Override
    public ObjectNode workingToStored(ObjectNode working) {
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
    public @Nullable ScalePaths scale() {
        return definition.subresource("scale") == null ? null : ScalePaths.WORKLOAD;
    }

    private byte[] converted(CachedObject object) {
        return Json.bytes(converter.toServed(object.tree()));
    }
}
