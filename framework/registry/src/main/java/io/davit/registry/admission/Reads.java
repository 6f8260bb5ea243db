package io.davit.registry.admission;

import io.davit.model.GroupVersionResource;
import io.davit.registry.cache.CachedObject;
import io.davit.registry.family.Catalog;
import io.davit.registry.family.Served;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The objects that plugins look at, from memory. */
record Reads(Catalog catalog) {

    /** A cluster-scoped object; null when there is none. */
    @Nullable
    ObjectNode find(GroupVersionResource resource, String name) {
        Served served = catalog.find(resource);
        CachedObject found = served == null
                ? null
                : served.family().cache().get(served.family().key("", name));
        return found == null ? null : found.tree();
    }

    /** The labels of a cluster-scoped object; null when there is none. */
    @Nullable
    Map<String, String> labels(GroupVersionResource resource, String name) {
        Served served = catalog.find(resource);
        CachedObject found = served == null
                ? null
                : served.family().cache().get(served.family().key("", name));
        return found == null ? null : found.labels();
    }

    List<ObjectNode> all(GroupVersionResource resource) {
        Served served = catalog.find(resource);
        return served == null
                ? List.of()
                : served.family().cache().list(served.family().prefix()).objects().stream()
                        .map(CachedObject::tree)
                        .toList();
    }

    /** The objects of a namespace. */
    List<ObjectNode> in(GroupVersionResource resource, String namespace) {
        Served served = catalog.find(resource);
        return served == null
                ? List.of()
                : served.family().cache().list(served.family().under(namespace)).objects().stream()
                        .map(CachedObject::tree)
                        .toList();
    }

    /** The objects of a namespace, each parsed when it is asked for. */
    List<Supplier<ObjectNode>> later(GroupVersionResource resource, String namespace) {
        Served served = catalog.find(resource);
        return served == null
                ? List.of()
                : served.family().cache().list(served.family().under(namespace)).objects().stream()
                        .<Supplier<ObjectNode>>map(object -> object::tree)
                        .toList();
    }

    /** Of several that are marked as the default the newest one, and of equally old ones the first by name. */
    @Nullable
    ObjectNode newest(GroupVersionResource resource, Predicate<ObjectNode> isDefault) {
        return all(resource).stream()
                .filter(isDefault)
                .min(Comparator.comparing((ObjectNode each) ->
                                each.path("metadata").path("creationTimestamp").asString(""))
                        .reversed()
                        .thenComparing(
                                each -> each.path("metadata").path("name").asString("")))
                .orElse(null);
    }

    /** Whether an annotation says true. */
    static Predicate<ObjectNode> annotated(String annotation) {
        return object -> object.path("metadata")
                .path("annotations")
                .path(annotation)
                .asString("")
                .equals("true");
    }
}
