package io.davit.registry.crd;

import io.davit.registry.cache.ObjectCache;
import io.davit.registry.cache.Watcher;
import org.jspecify.annotations.Nullable;

/** Tells that something changed. What changed does not count: whoever is told looks at all there is. */
final class ChangeSignal implements AutoCloseable {

    private final ObjectCache cache;
    private final Runnable changed;
    private volatile @Nullable Watcher watcher;

    ChangeSignal(ObjectCache cache, Runnable changed) {
        this.cache = cache;
        this.changed = changed;
    }

    /** What happened until now is known; the next change will be told. A watch that fell behind is begun anew. */
    void seen() {
        Watcher open = watcher;
        if (open == null || open.isOver()) {
            watcher = cache.watch(cache.revision(), changed);
            return;
        }
        while (open.next() != null) {
            // read and forgotten
        }
    }

    @Override
    public void close() {
        Watcher open = watcher;
        if (open != null) {
            open.close();
        }
    }
}
