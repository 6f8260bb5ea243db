package io.davit.registry.cache;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in the log, for one reader. {@link #next()} is called by one thread at a time. A reader that falls too far behind is
 * {@linkplain #isOver() over}, so that it never holds up writers or fills the memory: its client resumes from where it stood.
 */
public final class Watcher implements AutoCloseable {

    /** How many changes a reader may lag behind. */
    private static final long MAX_LAG = 20_000;

    private final ObjectCache cache;
    private final Runnable wake;
    private List<CacheEvent> older;
    private int olderRead;
    private volatile CacheEvent at;
    private volatile boolean over;
    private volatile boolean behind;

    Watcher(ObjectCache cache, List<CacheEvent> older, CacheEvent at, Runnable wake) {
        this.cache = cache;
        this.older = older;
        this.at = at;
        this.wake = wake;
    }

    /** The next change; null when there is none yet. */
    public @Nullable CacheEvent next() {
        while (olderRead < older.size()) {
            CacheEvent event = older.get(olderRead++);
            if (!event.key().isEmpty()) {
                return event;
            }
        }
        older = List.of();
        olderRead = 0;
        CacheEvent event = at.next();
        if (event != null) {
            at = event;
        }
        return event;
    }

    /** The revision up to which everything has been read, when {@link #next()} has just answered null. */
    public long revision() {
        long all = cache.logged();
        return at.next() == null ? all : at.revision();
    }

    /** Whether nothing more will come: the watch was ended or fell behind. */
    public boolean isOver() {
        return over;
    }

    /** Whether it is over for falling behind; what is unread is then lost to this reader. */
    public boolean fellBehind() {
        return behind;
    }

    /** Whether {@link #next()} would answer with a change. */
    public boolean hasNext() {
        return olderRead < older.size() || at.next() != null;
    }

    /** There is something new; {@code newest} is the sequence of the newest change. */
    void changed(long newest) {
        if (newest - at.sequence() > MAX_LAG) {
            behind = true;
            end();
        } else {
            wake.run();
        }
    }

    void end() {
        over = true;
        cache.forget(this);
        wake.run();
    }

    @Override
    public void close() {
        over = true;
        cache.forget(this);
    }
}
