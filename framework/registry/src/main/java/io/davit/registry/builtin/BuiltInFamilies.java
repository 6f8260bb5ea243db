package io.davit.registry.builtin;

import io.davit.kinds.BuiltInKinds;
import io.davit.kinds.BuiltInStrategies;
import io.davit.kinds.ResourceDefinition;
import io.davit.kinds.Strategy;
import io.davit.model.GroupResource;
import io.davit.model.GroupVersionResource;
import io.davit.registry.family.Catalog;
import io.davit.registry.family.Family;
import io.davit.registry.family.Served;
import io.davit.storage.Store;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts the built-in kinds into the catalog. Versions (and groups) of a resource with the same plural are stored together. */
public final class BuiltInFamilies {

    private static final String ROOT = "/registry/";

    private static final Map<GroupVersionResource, GroupVersionResource> STORED = Map.of(
            new GroupVersionResource("autoscaling", "v1", "horizontalpodautoscalers"),
            new GroupVersionResource("autoscaling", "v2", "horizontalpodautoscalers"),
            new GroupVersionResource("events.k8s.io", "v1", "events"),
            new GroupVersionResource("", "v1", "events"));

    private BuiltInFamilies() {}

    /** @param own strategies that are the registry's own, instead of those that come with the kinds */
    public static void register(BuiltInKinds kinds, Map<GroupResource, Strategy> own, Store store, Catalog catalog) {
        Map<String, Family> families = new HashMap<>();
        catalog.change(all -> {
            for (ResourceDefinition definition : kinds.resources()) {
                Strategy strategy = own.getOrDefault(definition.groupResource(), BuiltInStrategies.of(definition));
                all.put(definition.resource(), served(definition, kinds, strategy, store, families));
            }
            return all;
        });
    }

    private static Served served(
            ResourceDefinition definition,
            BuiltInKinds kinds,
            Strategy strategy,
            Store store,
            Map<String, Family> families) {
        Family family = families.computeIfAbsent(
                definition.plural(), plural -> new Family(store, ROOT + plural + "/", definition.namespaced()));
        List<ResourceDefinition> others = kinds.resources().stream()
                .filter(other -> other.groupResource().equals(definition.groupResource()) && other != definition)
                .toList();
        return new Served(
                family, definition, new BuiltInShape(definition, stored(definition, kinds), others, strategy));
    }

    /** The version that all versions of a resource are stored in. */
    private static ResourceDefinition stored(ResourceDefinition definition, BuiltInKinds kinds) {
        GroupVersionResource resource = STORED.getOrDefault(definition.resource(), definition.resource());
        ResourceDefinition stored = kinds.resource(resource);
        return stored == null ? definition : stored;
    }
}
