package io.davit.patch.managed;

import io.davit.patch.fields.FieldSet;
import io.davit.patch.typed.Type;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A kind that has one version only. */
public record SingleVersion(String apiVersion, Type type, FieldSet reset) implements Versions {

    @Override
    public @Nullable Type type(String version) {
        return version.equals(apiVersion) ? type : null;
    }

    @Override
    public ObjectNode convert(ObjectNode object, String from, String to) {
        return object;
    }

    @Override
    public FieldSet reset(String version) {
        return reset;
    }
}
