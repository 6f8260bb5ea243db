package io.davit.storage.compaction;

import io.davit.storage.Store;
import io.davit.storage.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Compacts a store regularly, and keeps everything that could be read as the newest during the last minutes.
 *
 * <p>Whoever opens a store starts it, and closes it before the store. It notes the revision each time it runs, and compacts what was already old at the newest
 * note that is old enough: with the defaults, a revision can be read for at least 5 and at most 10 minutes after the next one was written. A
 * compaction that fails is logged, and tried again the next time.
 *
 * <p>The defaults are those of kube-apiserver's {@code --etcd-compaction-interval}.
 */
public final class CompactionSchedule implements AutoCloseable {

    public static final Duration DEFAULT_EVERY = Duration.ofMinutes(5);
    public static final Duration DEFAULT_KEEP = Duration.ofMinutes(5);

    private static final Logger LOG = System.getLogger(CompactionSchedule.class.getName());

    private final Store store;
    private final Clock clock;
    private final Duration keep;
    private final Deque<Note> notes = new ArrayDeque<>();

    private @Nullable Future<?> running;
    private @Nullable ScheduledExecutorService own;
    private boolean closed;

    private record Note(Instant at, long revision) {}

    private CompactionSchedule(Store store, Clock clock, Duration keep) {
        this.store = store;
        this.clock = clock;
        this.keep = keep;
    }

    /** Every 5 minutes, keeping 5, on a thread of its own. */
    public static CompactionSchedule start(Store store) {
        return start(store, DEFAULT_KEEP);
    }

    /** Every 5 minutes, or as often as less than that is kept, on a thread of its own. */
    public static CompactionSchedule start(Store store, Duration keep) {
        Duration every = keep.compareTo(DEFAULT_EVERY) < 0 ? keep : DEFAULT_EVERY;
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("davit-compaction").factory());
        CompactionSchedule schedule = start(store, every, keep, Clock.systemUTC(), thread);
        schedule.own = thread;
        return schedule;
    }

    /** @param scheduler runs it; it is not shut down by {@link #close()} */
    public static CompactionSchedule start(
            Store store, Duration every, Duration keep, Clock clock, ScheduledExecutorService scheduler) {
        CompactionSchedule schedule = new CompactionSchedule(store, clock, keep);
        schedule.running = scheduler.scheduleWithFixedDelay(schedule::run, 0, every.toMillis(), TimeUnit.MILLISECONDS);
        return schedule;
    }

    /** No compaction begins after this; one that is under way still ends. */
    @Override
    public synchronized void close() {
        closed = true;
        if (running != null) {
            running.cancel(false);
        }
        if (own != null) {
            own.shutdown();
        }
    }

    private synchronized void run() {
        if (closed) {
            return;
        }
        try {
            Instant now = clock.instant();
            notes.addLast(new Note(now, store.revision()));
            Note old = newestOlderThan(now.minus(keep));
            if (old != null) {
                // The noted revision was the newest at that moment, so it was still current within the time to keep.
                store.compact(old.revision() - 1);
            }
        } catch (StoreException e) {
            LOG.log(Level.WARNING, "compaction failed, will try again: " + e.getMessage(), e);
        }
    }

    private @Nullable Note newestOlderThan(Instant limit) {
        Note found = null;
        while (!notes.isEmpty() && !notes.getFirst().at().isAfter(limit)) {
            found = notes.removeFirst();
        }
        return found;
    }
}
