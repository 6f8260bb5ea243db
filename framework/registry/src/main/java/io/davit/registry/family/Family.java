package io.davit.registry.family;

import io.davit.model.GroupVersionResource;
import io.davit.registry.cache.ObjectCache;
import io.davit.storage.Store;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What is stored together: the objects of one resource, whatever the versions (and, for events, the groups) they are served in.
 * Its cache is filled when first asked for.
 */
public final class Family implements AutoCloseable {

    private final Store store;
    private final String prefix;
    private final boolean namespaced;
    private final Map<GroupVersionResource, Served> served = new ConcurrentHashMap<>();
    private @Nullable ObjectCache cache;

    /** @param prefix the key prefix, such as {@code /registry/pods/} */
    public Family(Store store, String prefix, boolean namespaced) {
        this.store = store;
        this.prefix = prefix;
        this.namespaced = namespaced;
    }

    public String prefix() {
        return prefix;
    }

    public boolean namespaced() {
        return namespaced;
    }

    public Store store() {
        return store;
    }

    public String key(String namespace, String name) {
        return namespaced ? prefix + namespace + "/" + name : prefix + name;
    }

    /** The prefix of the keys of a namespace; of all keys for a cluster-scoped resource or an empty namespace. */
    public String under(String namespace) {
        return namespaced && !namespace.isEmpty() ? prefix + namespace + "/" : prefix;
    }

    /** The namespace in a key of this family; empty for a cluster-scoped resource. */
    public String namespaceOf(String key) {
        return namespaced ? key.substring(prefix.length(), key.lastIndexOf('/')) : "";
    }

    /** From now on, what was served as a version before is served so. */
    public void serve(Served now) {
        served.put(now.definition().resource(), now);
    }

    Served current(Served before) {
        return served.getOrDefault(before.definition().resource(), before);
    }

    public synchronized ObjectCache cache() {
        if (cache == null) {
            cache = ObjectCache.open(store, prefix);
        }
        return cache;
    }

    @Override
    public synchronized void close() {
        if (cache != null) {
            cache.close();
            cache = null;
        }
    }
}
