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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All objects under one key prefix, and the log of their latest changes.
 *
 * <p>It is fed by one watch of the store, so it shows revisions in order and without a gap. With an engine of this process a write
 * is in the cache before the writer hears of it; with another one, {@link #await} waits for a revision. Readers take no lock: all they need
 * is one immutable {@link State}.
 */
public final class ObjectCache implements AutoCloseable {

    /** How long a change stays in the log at least, while there are not more than {@link #MAX_EVENTS}. */
    private static final long KEEP_NANOS = Duration.ofSeconds(75).toNanos();

    private static final long AWAIT_NANOS = Duration.ofMillis(5).toNanos();

    private static final int MIN_EVENTS = 1_000;
    private static final int MAX_EVENTS = 50_000;

    private final Store store;
    private final String prefix;
    private final PinnedStates pinned = new PinnedStates();
    private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();
    private final Subscription subscription;
    private volatile State state;

    /** The revision up to which every change is in the log: what a watcher may tell its reader to have seen. */
    private volatile long logged;

    private volatile CacheEvent oldest;
    private int events;
    private volatile @Nullable StoreException failure;

    private ObjectCache(Store store, String prefix) {
        this.store = store;
        this.prefix = prefix;
        Page all = store.list(prefix, null, 0, 0);
        oldest = new CacheEvent(all.revision(), "", null, null, System.nanoTime(), 0);
        state = new State(
                SortedObjects.of(all.entries().stream().map(CachedObject::of).toList()), oldest, all.revision());
        logged = all.revision();
        subscription = store.watch(prefix, all.revision(), new Feed());
    }

    public static ObjectCache open(Store store, String prefix) {
        return new ObjectCache(store, prefix);
    }

    public String prefix() {
        return prefix;
    }

    public @Nullable CachedObject get(String key) {
        return current().objects().get(key);
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
        State now = current();
        Snapshot page = page(now.objects(), under, after, limit, now.revision(), wanted);
        if (page.more()) {
            pinned.keep(now.revision(), now.objects());
        }
        return page;
    }

    /**
     * The state as it was at a revision: from memory while nothing changed since or a list that began there is still being paged
     * through, else from the store's history.
     */
    public Snapshot listAt(String under, @Nullable String after, int limit, long at, Predicate<CachedObject> wanted) {
        State now = current();
        SortedObjects then = now.newest().revision() <= at && at <= now.revision() ? now.objects() : pinned.at(at);
        return then == null
                ? pageOfHistory(under, after, limit, at, wanted)
                : page(then, under, after, limit, at, wanted);
    }

    private static Snapshot page(
            SortedObjects objects,
            String under,
            @Nullable String after,
            int limit,
            long revision,
            Predicate<CachedObject> wanted) {
        List<CachedObject> taken = new ArrayList<>(limit > 0 ? Math.min(limit, 1024) : 16);
        String[] next = new String[1];
        objects.from(after == null ? under : after + '\0', object -> {
            if (!object.key().startsWith(under)) {
                return false;
            }
            if (limit > 0 && taken.size() == limit) {
                next[0] = object.key();
                return false;
            }
            if (wanted.test(object)) {
                taken.add(object);
            }
            return true;
        });
        long remaining = next[0] == null ? 0 : objects.before(endOf(under)) - objects.before(next[0]);
        return new Snapshot(taken, revision, next[0] != null, remaining);
    }

    private Snapshot pageOfHistory(
            String under, @Nullable String after, int limit, long at, Predicate<CachedObject> wanted) {
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

    /**
     * One object as it was at a revision, null when there was none: the newest state while it did not change since, else from the store's
     * history.
     *
     * @throws io.davit.storage.CompactedException when the revision is no longer kept
     * @throws io.davit.storage.FutureRevisionException when it is yet to come
     */
    public @Nullable CachedObject getAt(String key, long at) {
        State now = current();
        CachedObject newest = now.objects().get(key);
        if (newest != null && newest.revision() <= at && at <= now.revision() && at > store.compactedRevision()) {
            return newest;
        }
        return store.get(key, at).map(CachedObject::of).orElse(null);
    }

    /** The newest revision of the whole store that this cache is known to have. */
    public long revision() {
        return current().revision();
    }

    /** Grows with every change of an object; tells whether what was derived from the objects is still true. */
    public long changes() {
        return current().newest().sequence();
    }

    /** Waits until the cache shows a revision; false when the time ran out first. */
    public boolean await(long wanted, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (revision() < wanted) {
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
            CacheEvent at = oldest;
            if (after >= at.revision()) {
                for (CacheEvent next = at.next(); next != null && next.revision() <= after; next = at.next()) {
                    at = next;
                }
                return register(new Watcher(this, older, at, wake));
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
        State now = current();
        return new Start(
                page(now.objects(), under, null, 0, now.revision(), wanted),
                register(new Watcher(this, List.of(), now.newest(), wake)));
    }

    long logged() {
        return logged;
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

    /** What came between the watcher's place and its registration did not wake it. */
    private Watcher register(Watcher watcher) {
        watchers.add(watcher);
        if (watcher.hasNext()) {
            watcher.changed(state.newest().sequence());
        }
        return watcher;
    }

    /** The smallest text that is greater than all that start with a prefix. */
    private static String endOf(String under) {
        return under.substring(0, under.length() - 1) + (char) (under.charAt(under.length() - 1) + 1);
    }

    private State current() {
        StoreException failed = failure;
        if (failed != null) {
            throw failed;
        }
        return state;
    }

    /** Changes that the log no longer has, from the store's history. */
    private List<CacheEvent> replay(long after) {
        long floor = oldest.revision();
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
            CacheEvent event = apply(change);
            for (Watcher watcher : watchers) {
                watcher.changed(event.sequence());
            }
        }

        @Override
        public void progress(long reached) {
            State now = state;
            if (reached > now.revision()) {
                state = new State(now.objects(), now.newest(), reached);
                logged = reached;
            }
        }

        @Override
        public void failed(StoreException cause) {
            failure = cause;
            endWatches();
        }

        /** The new state is set before the event is linked, so whoever sees the event can read what it tells of. */
        private CacheEvent apply(Change change) {
            State now = state;
            Entry entry = change.entry();
            CachedObject object = entry == null ? null : CachedObject.of(entry);
            CacheEvent event = new CacheEvent(
                    change.revision(),
                    change.key(),
                    object,
                    now.objects().get(change.key()),
                    System.nanoTime(),
                    now.newest().sequence() + 1);
            state = new State(
                    object == null
                            ? now.objects().without(change.key())
                            : now.objects().with(object),
                    event,
                    Math.max(now.revision(), change.revision()));
            now.newest().next(event);
            logged = state.revision();
            events++;
            trim(event.nanos());
            if (event.sequence() % MIN_EVENTS == 0) {
                pinned.forgetOld();
            }
            return event;
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

    /** What there is at one moment: the objects, the event that made them so, and the revision up to which nothing else happened. */
    private record State(SortedObjects objects, CacheEvent newest, long revision) {}

    /** Objects at a revision; {@code more} whether further keys follow, {@code remaining} how many (selectors aside). */
    public record Snapshot(List<CachedObject> objects, long revision, boolean more, long remaining) {}

    /** A state and the watcher that follows it. */
    public record Start(Snapshot state, Watcher watcher) {}
}
