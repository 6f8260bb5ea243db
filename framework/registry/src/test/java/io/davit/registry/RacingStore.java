package io.davit.registry;

import io.davit.storage.Entry;
import io.davit.storage.Outcome;
import io.davit.storage.Page;
import io.davit.storage.Store;
import io.davit.storage.Subscription;
import io.davit.storage.WatchListener;
import io.davit.storage.memory.MemoryStore;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A store in memory in which somebody else may write just before one does. */
public final class RacingStore implements Store {

    private final Store store = MemoryStore.create();
    private Runnable before = () -> {};
    private boolean racing;
    private int names;

    /** From now on this runs before each write, those that it makes itself aside. */
    public void beforeEachWrite(Runnable other) {
        before = other;
    }

    /** This runs before the next write. */
    public void beforeNextWrite(Runnable other) {
        before = () -> {
            before = () -> {};
            other.run();
        };
    }

    /** The next so many new keys are taken by somebody else with the same value. */
    public void takeNames(int times) {
        names = times;
    }

    @Override
    public Outcome compareAndSet(String key, long expected, byte @Nullable [] value) {
        if (!racing) {
            racing = true;
            try {
                before.run();
            } finally {
                racing = false;
            }
        }
        if (expected == 0 && names > 0) {
            names--;
            store.compareAndSet(key, 0, value);
        }
        return store.compareAndSet(key, expected, value);
    }

    @Override
    public long revision() {
        return store.revision();
    }

    @Override
    public long compactedRevision() {
        return store.compactedRevision();
    }

    @Override
    public Optional<Entry> get(String key) {
        return store.get(key);
    }

    @Override
    public Optional<Entry> get(String key, long revision) {
        return store.get(key, revision);
    }

    @Override
    public Page list(String prefix, @Nullable String after, int limit, long revision) {
        return store.list(prefix, after, limit, revision);
    }

    @Override
    public Subscription watch(String prefix, long revision, WatchListener listener) {
        return store.watch(prefix, revision, listener);
    }

    @Override
    public void compact(long revision) {
        store.compact(revision);
    }

    @Override
    public void checkpoint(Path directory) {
        store.checkpoint(directory);
    }

    @Override
    public void close() {
        store.close();
    }
}
