package io.davit.kinds;

import io.davit.model.GroupVersionResource;
import java.util.Map;

/** The converters of the built-in versions that are not stored as they are served. */
public final class BuiltInConverters {

    private static final Map<GroupVersionResource, Converter> ALL = Map.of();

    private BuiltInConverters() {}

    public static Converter of(ResourceDefinition definition) {
        return ALL.getOrDefault(definition.resource(), Converter.IDENTITY);
    }
}
