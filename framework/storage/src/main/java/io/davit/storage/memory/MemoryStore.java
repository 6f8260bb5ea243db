package io.davit.storage.memory;

import io.davit.storage.Change;
import io.davit.storage.CompactedException;
import io.davit.storage.Entry;
import io.davit.storage.FutureRevisionException;
import io.davit.storage.KeyOrder;
import io.davit.storage.Outcome;
import io.davit.storage.Page;
import io.davit.storage.Store;
import io.davit.storage.StoreException;
import io.davit.storage.Subscription;
import io.davit.storage.WatchListener;
import io.davit.storage.watch.Watches;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The in-memory engine: it keeps every revision until it is compacted, and forgets all when the process ends.
 *
 * <p>Writes take turns under one lock and tell every watch before they return. Reads take no lock, so a listener may read.
 */
public final class MemoryStore implements Store {

    private final ReentrantLock turn = new ReentrantLock();
    private final ConcurrentNavigableMap<String, Versions> keys = new ConcurrentSkipListMap<>(KeyOrder.BY_UTF8_BYTES);
    private final ConcurrentNavigableMap<Long, Change> log = new ConcurrentSkipListMap<>();
    private final Watches watches;

    private volatile long revision;
    private volatile long compacted;
    private volatile boolean closed;

    private MemoryStore(long revision, long compacted) {
        this.revision = revision;
        this.compacted = compacted;
        this.watches = new Watches(revision, this::replay);
    }

    /** An empty store, at revision 1. */
    public static MemoryStore create() {
        return new MemoryStore(1, 0);
    }

    /** The store that {@link #checkpoint} has written into this directory. */
    public static MemoryStore open(Path checkpoint) {
        Image image = Image.read(checkpoint);
        MemoryStore store = new MemoryStore(image.revision(), image.compacted());
        image.before().forEach(entry -> store.keep(entry.key(), entry.modRevision(), entry));
        image.log().forEach(change -> {
            store.log.put(change.revision(), change);
            store.keep(change.key(), change.revision(), change.entry());
        });
        return store;
    }

    @Override
    public long revision() {
        requireOpen();
        return revision;
    }

    @Override
    public long compactedRevision() {
        requireOpen();
        return compacted;
    }

    @Override
    public Optional<Entry> get(String key) {
        return newest(at -> versions(key).at(at));
    }

    @Override
    public Optional<Entry> get(String key, long revision) {
        return asOf(revision, at -> versions(key).at(at));
    }

    @Override
    public Page list(String prefix, @Nullable String after, int limit, long revision) {
        LongFunction<Page> page = at -> page(prefix, after, limit, at);
        return revision == 0 ? newest(page) : asOf(revision, page);
    }

    @Override
    public Outcome compareAndSet(String key, long expected, byte @Nullable [] value) {
        watches.requireNotTelling();
        turn.lock();
        try {
            requireOpen();
            Entry previous = versions(key).newest();
            long actual = previous == null ? 0 : previous.modRevision();
            if (actual != expected || (previous == null && value == null)) {
                return new Outcome.Stale(previous);
            }
            return new Outcome.Committed(write(key, previous, value));
        } finally {
            turn.unlock();
        }
    }

    @Override
    public Subscription watch(String prefix, long revision, WatchListener listener) {
        requireOpen();
        if (revision < compacted) {
            throw new CompactedException(revision, compacted);
        }
        return watches.start(prefix, revision, listener);
    }

    @Override
    public void compact(long revision) {
        turn.lock();
        try {
            requireOpen();
            if (revision > this.revision) {
                throw new FutureRevisionException(revision, this.revision);
            }
            if (revision > compacted) {
                compacted = revision;
                log.headMap(revision, true).clear();
                keys.replaceAll((key, versions) -> versions.compacted(revision));
                keys.values().removeIf(Versions::isEmpty);
            }
        } finally {
            turn.unlock();
        }
    }

    @Override
    public void checkpoint(Path directory) {
        turn.lock();
        try {
            requireOpen();
            List<Entry> before = new ArrayList<>();
            keys.values().forEach(versions -> versions.at(compacted).ifPresent(before::add));
            new Image(revision, compacted, before, List.copyOf(log.values())).write(directory);
        } finally {
            turn.unlock();
        }
    }

    @Override
    public void close() {
        turn.lock();
        try {
            if (!closed) {
                closed = true;
                watches.end(closedException());
            }
        } finally {
            turn.unlock();
        }
    }

    private long write(String key, @Nullable Entry previous, byte @Nullable [] value) {
        long next = revision + 1;
        long created = previous == null ? next : previous.createRevision();
        Entry entry = value == null ? null : new Entry(key, value, created, next);
        Change change = new Change(key, next, entry, previous);
        log.put(next, change);
        keep(key, next, entry);
        watches.publish(List.of(change), told -> revision = told);
        return next;
    }

    private void keep(String key, long revision, @Nullable Entry entry) {
        keys.put(key, versions(key).with(revision, entry));
    }

    private Page page(String prefix, @Nullable String after, int limit, long at) {
        boolean beyondPrefix = after != null && KeyOrder.BY_UTF8_BYTES.compare(after, prefix) >= 0;
        var candidates = beyondPrefix ? keys.tailMap(after, false) : keys.tailMap(prefix, true);
        List<Entry> entries = new ArrayList<>();
        long remaining = 0;
        for (var candidate : candidates.entrySet()) {
            if (!candidate.getKey().startsWith(prefix)) {
                break;
            }
            Optional<Entry> entry = candidate.getValue().at(at);
            if (entry.isEmpty()) {
                continue;
            }
            if (limit == 0 || entries.size() < limit) {
                entries.add(entry.get());
            } else {
                remaining++;
            }
        }
        return new Page(entries, at, remaining > 0, remaining);
    }

    private void replay(long after, long upTo, Consumer<Change> to) {
        List<Change> changes = List.copyOf(log.subMap(after, false, upTo, true).values());
        if (compacted > after) {
            throw new CompactedException(after, compacted);
        }
        changes.forEach(to);
    }

    /* A compaction may overtake a read. What is compacted beyond the revision that was read may be torn, so it is read again. */
    private <T> T newest(LongFunction<T> read) {
        while (true) {
            requireOpen();
            long at = revision;
            T result = read.apply(at);
            if (compacted <= at) {
                return result;
            }
        }
    }

    private <T> T asOf(long asked, LongFunction<T> read) {
        requireOpen();
        if (asked > revision) {
            throw new FutureRevisionException(asked, revision);
        }
        T result = read.apply(asked);
        if (asked <= compacted) {
            throw new CompactedException(asked, compacted);
        }
        return result;
    }

    private Versions versions(String key) {
        return keys.getOrDefault(key, Versions.NONE);
    }

    private void requireOpen() {
        if (closed) {
            throw closedException();
        }
    }

    private static StoreException closedException() {
        return new StoreException("the store is closed; open it again to go on");
    }
}
