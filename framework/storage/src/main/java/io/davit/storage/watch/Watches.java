package io.davit.storage.watch;

import io.davit.storage.Change;
import io.davit.storage.StoreException;
import io.davit.storage.Subscription;
import io.davit.storage.WatchListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The running watches of one store.
 *
 * <p>Everything is told under one lock, so an engine that publishes in the order of revisions gives every watch that order. A watch that
 * begins in the past first replays without the lock, so that a long history does not hold up writes, and takes the lock only
 * for what was written meanwhile. A listener that throws is told that it failed, and dropped: it must not end the store.
 */
public final class Watches {

    private static final Logger LOG = System.getLogger(Watches.class.getName());

    private final ReentrantLock telling = new ReentrantLock();
    private final CopyOnWriteArrayList<Watch> running = new CopyOnWriteArrayList<>();
    private final History history;

    private long told;
    private @Nullable StoreException ended;

    /** @param told the newest revision, from which on {@link #publish} will be called */
    public Watches(long told, History history) {
        this.told = told;
        this.history = history;
    }

    /**
     * Makes changes visible and tells of them.
     *
     * @param changes the next ones, in the order of their revisions; not empty
     * @param visible is called with the newest revision before anybody is told, so that a listener can read what it is told of
     */
    public void publish(List<Change> changes, LongConsumer visible) {
        telling.lock();
        try {
            told = changes.getLast().revision();
            visible.accept(told);
            for (Watch watch : running) {
                watch.tell(changes);
                watch.progress(told);
            }
        } finally {
            telling.unlock();
        }
    }

    /** Starts a watch, with what history has after {@code revision}. */
    public Subscription start(String prefix, long revision, WatchListener listener) {
        Watch watch = new Watch(prefix, revision, listener);
        watch.catchUp(told());
        telling.lock();
        try {
            if (ended != null) {
                throw ended;
            }
            watch.catchUp(told);
            if (watch.open) {
                running.add(watch);
            }
        } finally {
            telling.unlock();
        }
        return watch;
    }

    /** Refuses what a listener must not do: a write inside a delivery would overtake the change that is being told. */
    public void requireNotTelling() {
        if (telling.isHeldByCurrentThread()) {
            throw new StoreException(
                    "a watch listener must not write to the store that tells it; write from another thread");
        }
    }

    /** Ends every watch with this cause, and refuses new ones. */
    public void end(StoreException cause) {
        telling.lock();
        try {
            ended = cause;
            running.forEach(watch -> watch.fail(cause));
        } finally {
            telling.unlock();
        }
    }

    private long told() {
        telling.lock();
        try {
            return told;
        } finally {
            telling.unlock();
        }
    }

    private final class Watch implements Subscription {

        private final String prefix;
        private final WatchListener listener;
        private volatile boolean open = true;
        private long last;

        Watch(String prefix, long last, WatchListener listener) {
            this.prefix = prefix;
            this.last = last;
            this.listener = listener;
        }

        void catchUp(long upTo) {
            if (last < upTo && open) {
                history.replay(last, upTo, this::tell);
                last = upTo;
                progress(upTo);
            }
        }

        void tell(List<Change> changes) {
            changes.forEach(this::tell);
        }

        private void tell(Change change) {
            if (open && change.revision() > last) {
                last = change.revision();
                if (change.key().startsWith(prefix)) {
                    guarded(() -> listener.changed(change));
                }
            }
        }

        void progress(long revision) {
            if (open && revision >= last) {
                guarded(() -> listener.progress(revision));
            }
        }

        void fail(StoreException cause) {
            if (!open) {
                return;
            }
            close();
            try {
                listener.failed(cause);
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "a watch listener failed while told that its watch of " + prefix + " ended", e);
            }
        }

        private void guarded(Runnable telling) {
            try {
                telling.run();
            } catch (RuntimeException e) {
                fail(new StoreException("the watch of " + prefix + " ended because its listener failed: " + e, e));
            }
        }

        @Override
        public void close() {
            open = false;
            running.remove(this);
        }
    }
}
