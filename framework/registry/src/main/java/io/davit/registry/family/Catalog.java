package io.davit.registry.family;

import io.davit.kinds.ResourceDefinition;
import io.davit.model.GroupVersion;
import io.davit.model.GroupVersionKind;
import io.davit.model.GroupVersionResource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Everything that is served right now. Readers see one consistent image; a change replaces it. */
public final class Catalog {

    private volatile Image image = new Image(Map.of(), 0);
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    public @Nullable Served find(GroupVersionResource resource) {
        return image.all.get(resource);
    }

    public @Nullable Served find(GroupVersionKind kind) {
        for (Served served : image.all.values()) {
            if (served.definition().kind().equals(kind)) {
                return served;
            }
        }
        return null;
    }

    /** What is served for a resource in some version; null when nothing is. */
    public @Nullable Served any(String group, String resource) {
        for (Served served : image.all.values()) {
            if (served.groupResource().group().equals(group)
                    && served.groupResource().resource().equals(resource)) {
                return served;
            }
        }
        return null;
    }

    public Collection<Served> all() {
        return image.all.values();
    }

    public List<ResourceDefinition> definitions() {
        return image.all.values().stream().map(Served::definition).toList();
    }

    public boolean serves(GroupVersion groupVersion) {
        return image.all.keySet().stream().anyMatch(r -> r.groupVersion().equals(groupVersion));
    }

    /** Grows with every change; tells whether what was derived from the catalog is still true. */
    public long generation() {
        return image.generation;
    }

    /** Is called after each change, by the thread that made it. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** Replaces what is served; the operator gets a copy it may change. */
    public synchronized void change(UnaryOperator<Map<GroupVersionResource, Served>> edit) {
        Map<GroupVersionResource, Served> next = edit.apply(new LinkedHashMap<>(image.all));
        image = new Image(java.util.Collections.unmodifiableMap(next), image.generation + 1);
        new ArrayList<>(listeners).forEach(Runnable::run);
    }

    private record Image(Map<GroupVersionResource, Served> all, long generation) {}
}
