package io.davit.registry.cache;

import io.davit.model.error.ApiException;
import io.davit.storage.Change;
import io.davit.storage.CompactedException;
import io.davit.storage.Entry;
import io.davit.storage.Page;
import io.davit.storage.Store;
import io.davit.storage.StoreException;
import io.davit.storage.Subscription;
import io.davit.storage.WatchListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All objects under one key prefix, and the log of their latest changes.
 *
 * <p>It is fed by one watch of the store, so it shows revisions in order and without a gap. With an engine of this process a write
 * is in the cache before the writer hears of it; with another one, {@link #await} waits for a revision.
 */
public final class ObjectCache implements AutoCloseable {

    /** How long a change stays in the log at least, while there are not more than {@link #MAX_EVENTS}. */
    private static final long KEEP_NANOS = Duration.ofSeconds(75).toNanos();

    private static final long AWAIT_NANOS = Duration.ofMillis(5).toNanos();

    private static final int MIN_EVENTS = 1_000;
    private static final int MAX_EVENTS = 50_000;

    private final Store store;
    private final String prefix;
    private final TreeMap<String, CachedObject> objects = new TreeMap<>();
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();
    private final Subscription subscription;
    private CacheEvent oldest;
    private CacheEvent newest;
    private int events;
    private volatile long revision;
    private volatile @Nullable StoreException failure;

    private ObjectCache(Store store, String prefix) {
        this.store = store;
        this.prefix = prefix;
        Page all = store.list(prefix, null, 0, 0);
        all.entries().forEach(entry -> objects.put(entry.key(), CachedObject.of(entry)));
        revision = all.revision();
        oldest = new CacheEvent(all.revision(), "", null, null, System.nanoTime(), 0);
        newest = oldest;
        subscription = store.watch(prefix, all.revision(), new Feed());
    }

    public static ObjectCache open(Store store, String prefix) {
        return new ObjectCache(store, prefix);
    }

    public String prefix() {
        return prefix;
    }

    public @Nullable CachedObject get(String key) {
        lock.readLock().lock();
        try {
            return objects.get(key);
        } finally {
            lock.readLock().unlock();
        }
    }

    /** The newest state of every object whose key starts with {@code under}, in key order, and the revision it shows. */
    public Snapshot list(String under) {
        return list(under, null, 0, object -> true);
    }

    /**
     * A part of the newest state.
     *
     * @param after only keys greater than this one; null for all
     * @param limit at most so many objects; 0 for no limit
     * @param wanted which objects to take
     */
    public Snapshot list(String under, @Nullable String after, int limit, Predicate<CachedObject> wanted) {
        lock.readLock().lock();
        try {
            String from = after == null ? under : after;
            List<CachedObject> taken = new ArrayList<>(limit > 0 ? Math.min(limit, 1024) : 16);
            var tail = after == null ? objects.tailMap(from, true) : objects.tailMap(from, false);
            boolean more = false;
            long remaining = 0;
            for (var entry : tail.entrySet()) {
                if (!entry.getKey().startsWith(under)) {
                    break;
                }
                if (limit > 0 && taken.size() == limit) {
                    more = true;
                    remaining = remaining(under, entry.getKey());
                    break;
                }
                if (wanted.test(entry.getValue())) {
                    taken.add(entry.getValue());
                }
            }
            return new Snapshot(taken, currentRevision(), more, remaining);
        } finally {
            lock.readLock().unlock();
        }
    }

    /** The state as it was at a revision: from the newest state while nothing changed since, else from the store's history. */
    public Snapshot listAt(String under, @Nullable String after, int limit, long at, Predicate<CachedObject> wanted) {
        lock.readLock().lock();
        try {
            if (newest.revision() <= at && at <= currentRevision()) {
                Snapshot now = list(under, after, limit, wanted);
                return new Snapshot(now.objects(), at, now.more(), now.remaining());
            }
        } finally {
            lock.readLock().unlock();
        }
        List<CachedObject> taken = new ArrayList<>();
        String from = after;
        while (true) {
            Page page = store.list(under, from, limit > 0 ? limit : 0, at);
            for (Entry entry : page.entries()) {
                CachedObject object = CachedObject.of(entry);
                from = entry.key();
                if (wanted.test(object)) {
                    taken.add(object);
                    if (limit > 0 && taken.size() == limit) {
                        boolean more =
                                page.more() || !entry.equals(page.entries().getLast());
                        return new Snapshot(taken, at, more, page.remaining());
                    }
                }
            }
            if (!page.more()) {
                return new Snapshot(taken, at, false, 0);
            }
        }
    }

    /** One object as it was at a revision; null when there was none. */
    public @Nullable CachedObject getAt(String key, long at) {
        return store.get(key, at).map(CachedObject::of).orElse(null);
    }

    /** The newest revision of the whole store that this cache is known to have. */
    public long revision() {
        return currentRevision();
    }

    /** Waits until the cache shows a revision; false when the time ran out first. */
    public boolean await(long wanted, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (currentRevision() < wanted) {
            if (System.nanoTime() >= deadline) {
                return false;
            }
            LockSupport.parkNanos(AWAIT_NANOS);
        }
        return true;
    }

    /**
     * Starts to follow the changes after a revision.
     *
     * @param wake called, by any thread and without blocking, whenever there may be something new to read
     * @throws ApiException {@code Expired} when changes after that revision are no longer kept
     */
    public Watcher watch(long after, Runnable wake) {
        List<CacheEvent> older = List.of();
        while (true) {
            lock.readLock().lock();
            try {
                if (after >= oldest.revision()) {
                    CacheEvent at = oldest;
                    for (CacheEvent next = at.next(); next != null && next.revision() <= after; next = at.next()) {
                        at = next;
                    }
                    return register(new Watcher(this, older, at, wake));
                }
            } finally {
                lock.readLock().unlock();
            }
            List<CacheEvent> replayed = replay(after);
            if (!replayed.isEmpty()) {
                after = replayed.getLast().revision();
                older = replayed;
            }
        }
    }

    /** The newest state of some objects, and a watcher that follows from exactly there. */
    public Start listAndWatch(String under, Predicate<CachedObject> wanted, Runnable wake) {
        lock.readLock().lock();
        try {
            return new Start(list(under, null, 0, wanted), register(new Watcher(this, List.of(), newest, wake)));
        } finally {
            lock.readLock().unlock();
        }
    }

    void forget(Watcher watcher) {
        watchers.remove(watcher);
    }

    /** Ends all watches, as when the resource ceases to exist. */
    public void endWatches() {
        watchers.forEach(Watcher::end);
    }

    @Override
    public void close() {
        subscription.close();
        endWatches();
    }

    private Watcher register(Watcher watcher) {
        watchers.add(watcher);
        return watcher;
    }

    private long remaining(String under, String from) {
        String end = under.substring(0, under.length() - 1) + (char) (under.charAt(under.length() - 1) + 1);
        return objects.subMap(from, true, end, false).size();
    }

    /** Set after the change was applied, so whoever reads it under a lock sees a map that shows it. */
    private long currentRevision() {
        StoreException failed = failure;
        if (failed != null) {
            throw failed;
        }
        return revision;
    }

    /** Changes that the log no longer has, from the store's history. */
    private List<CacheEvent> replay(long after) {
        long floor;
        lock.readLock().lock();
        try {
            floor = oldest.revision();
        } finally {
            lock.readLock().unlock();
        }
        List<CacheEvent> found = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(1);
        try (Subscription past = store.watch(prefix, after, new WatchListener() {
            @Override
            public void changed(Change change) {
                if (change.revision() <= floor) {
                    found.add(event(change, 0));
                }
                if (change.revision() >= floor) {
                    done.countDown();
                }
            }

            @Override
            public void progress(long revision) {
                if (revision >= floor) {
                    done.countDown();
                }
            }
        })) {
            if (!done.await(10, TimeUnit.SECONDS)) {
                throw new StoreException("the store did not tell its history in time: try again");
            }
        } catch (CompactedException e) {
            throw ApiException.expired("too old resource version: " + after + " (" + (e.compacted() + 1) + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted", e);
        }
        if (found.isEmpty() || found.getLast().revision() < floor) {
            found.add(new CacheEvent(floor, "", null, null, 0, 0));
        }
        return found;
    }

    private static CacheEvent event(Change change, long sequence) {
        Entry entry = change.entry();
        Entry previous = change.previous();
        return new CacheEvent(
                change.revision(),
                change.key(),
                entry == null ? null : CachedObject.of(entry),
                previous == null ? null : CachedObject.of(previous),
                System.nanoTime(),
                sequence);
    }

    /** Changes from the store, one at a time. */
    private final class Feed implements WatchListener {

        @Override
        public void changed(Change change) {
            lock.writeLock().lock();
            try {
                apply(change);
            } finally {
                lock.writeLock().unlock();
            }
            long sequence = newest.sequence();
            for (Watcher watcher : watchers) {
                watcher.changed(sequence);
            }
        }

        @Override
        public void progress(long reached) {
            revision = Math.max(revision, reached);
        }

        @Override
        public void failed(StoreException cause) {
            failure = cause;
            endWatches();
        }

        private void apply(Change change) {
            Entry entry = change.entry();
            CachedObject object = entry == null ? null : CachedObject.of(entry);
            CachedObject previous = object == null ? objects.remove(change.key()) : objects.put(change.key(), object);
            CacheEvent event = new CacheEvent(
                    change.revision(), change.key(), object, previous, System.nanoTime(), newest.sequence() + 1);
            newest.next(event);
            newest = event;
            revision = Math.max(revision, change.revision());
            events++;
            trim(event.nanos());
        }

        private void trim(long now) {
            while (events > MIN_EVENTS && (events > MAX_EVENTS || now - oldest.nanos() > KEEP_NANOS)) {
                CacheEvent next = oldest.next();
                if (next == null) {
                    return;
                }
                oldest = next;
                events--;
            }
        }
    }

    /** Objects at a revision; {@code more} whether further keys follow, {@code remaining} how many (selectors aside). */
    public record Snapshot(List<CachedObject> objects, long revision, boolean more, long remaining) {}

    /** A state and the watcher that follows it. */
    public record Start(Snapshot state, Watcher watcher) {}
}
