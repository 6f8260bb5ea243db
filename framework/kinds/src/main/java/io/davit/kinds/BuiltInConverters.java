package io.davit.kinds;

import io.davit.kinds.autoscaling.AutoscalerConverter;
import io.davit.kinds.events.EventConverter;
import io.davit.model.GroupVersionResource;
import java.util.Map;

/** The converters of the built-in versions that are not stored as they are served. */
public final class BuiltInConverters {

    private static final Map<GroupVersionResource, Converter> ALL = Map.of(
            new GroupVersionResource("autoscaling", "v1", "horizontalpodautoscalers"), new AutoscalerConverter(),
            new GroupVersionResource("events.k8s.io", "v1", "events"), new EventConverter());

    private BuiltInConverters() {}

    public static Converter of(ResourceDefinition definition) {
        return ALL.getOrDefault(definition.resource(), Converter.IDENTITY);
    }
}
