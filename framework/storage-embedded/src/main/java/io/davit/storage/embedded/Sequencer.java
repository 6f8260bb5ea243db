package io.davit.storage.embedded;

import io.davit.storage.Change;
import io.davit.storage.Entry;
import io.davit.storage.Outcome;
import io.davit.storage.StoreException;
import io.davit.storage.watch.Watches;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * The one thread that writes: it takes all writes that wait, decides each against the newest state, commits them with one sync, shows
 * them to readers and watches, and then acknowledges them. While it waits for the disk, the next ones gather.
 *
 * <p>When a commit fails, it is unknown what of it is on disk. Nothing of it is shown or acknowledged, and no further write is taken.
 */
final class Sequencer implements AutoCloseable {

    private static final int MOST_WRITES = 1024;
    private static final long MOST_BYTES = 8L << 20;

    private final Queue<Write> waiting = new ConcurrentLinkedQueue<>();
    private final Thread thread = new Thread(this::run, "davit-store");
    private final Reader reader;
    private final Horizon horizon;
    private final Watches watches;
    private final Reached reached;
    private final Commit commit;
    private final Space space;
    private final Function<RocksDBException, StoreException> explain;
    private final Recent recent;
    private final WriteBatch rows = new WriteBatch();

    private volatile boolean idle;
    private volatile @Nullable StoreException refusal;

    /** Makes a batch of rows durable, or throws. */
    @FunctionalInterface
    interface Commit {
        void durably(WriteBatch rows) throws RocksDBException;
    }

    /** Is told of what has become durable. */
    @FunctionalInterface
    interface Reached {
        void revision(long revision) throws RocksDBException;
    }

    /** Says why there is not enough room for further writes; null when there is. */
    @FunctionalInterface
    interface Space {
        @Nullable
        StoreException shortage();
    }

    Sequencer(
            Reader reader,
            Horizon horizon,
            Watches watches,
            Reached reached,
            Commit commit,
            Space space,
            Function<RocksDBException, StoreException> explain) {
        this.reader = reader;
        this.horizon = horizon;
        this.watches = watches;
        this.reached = reached;
        this.commit = commit;
        this.space = space;
        this.explain = explain;
        this.recent = new Recent(horizon.visible);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    Outcome submit(Write write) {
        StoreException before = refusal;
        if (before != null) {
            throw new StoreException(String.valueOf(before.getMessage()), before);
        }
        waiting.add(write);
        if (idle) {
            LockSupport.unpark(thread);
        }
        // The thread may have ended between the question and the queueing; then nobody else would answer.
        if (refusal != null) {
            refuseWaiting();
        }
        return write.await();
    }

    /** Refuses all writes that are not under way; returns when none is. */
    @Override
    public void close() {
        refuse(Rocks.closedException());
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        refuseWaiting();
        rows.close();
    }

    private void run() {
        while (refusal == null) {
            List<Write> writes = take();
            if (writes.isEmpty()) {
                rest();
            } else {
                write(writes);
            }
        }
        refuseWaiting();
    }

    private List<Write> take() {
        List<Write> writes = new ArrayList<>();
        long bytes = 0;
        while (writes.size() < MOST_WRITES && bytes < MOST_BYTES) {
            Write next = waiting.poll();
            if (next == null) {
                break;
            }
            writes.add(next);
            bytes += next.size();
        }
        return writes;
    }

    private void rest() {
        idle = true;
        if (waiting.isEmpty() && refusal == null) {
            LockSupport.park(this);
        }
        idle = false;
    }

    private void write(List<Write> writes) {
        StoreException shortage = space.shortage();
        if (shortage != null) {
            writes.forEach(write -> write.end(shortage));
            return;
        }
        try {
            commit(writes);
        } catch (RocksDBException e) {
            fail(writes, explain.apply(e));
        } catch (StoreException e) {
            fail(writes, e);
        } catch (RuntimeException | Error e) {
            fail(
                    writes,
                    new StoreException("the store failed and takes no more writes until it is opened again: " + e, e));
            throw e;
        }
    }

    private void commit(List<Write> writes) throws RocksDBException {
        rows.clear();
        List<Change> changes = new ArrayList<>(writes.size());
        List<Outcome> outcomes = new ArrayList<>(writes.size());
        for (Write write : writes) {
            outcomes.add(decide(write, changes));
        }
        if (!changes.isEmpty()) {
            commit.durably(rows);
            reached.revision(changes.getLast().revision());
            watches.publish(changes, revision -> horizon.visible = revision);
            recent.trim();
        }
        for (int i = 0; i < writes.size(); i++) {
            writes.get(i).end(outcomes.get(i));
        }
    }

    private Outcome decide(Write write, List<Change> changes) throws RocksDBException {
        Entry current = current(write);
        if (isStale(current, write.expected, write.value)) {
            return new Outcome.Stale(current);
        }
        long revision = horizon.visible + changes.size() + 1;
        Change change = change(write, revision, current);
        add(change);
        changes.add(change);
        return new Outcome.Committed(revision);
    }

    /** Whether a key in this state cannot be written so. */
    static boolean isStale(@Nullable Entry current, long expected, byte @Nullable [] value) {
        return current == null ? expected != 0 || value == null : expected != current.modRevision();
    }

    private static Change change(Write write, long revision, @Nullable Entry current) {
        long created = current == null ? revision : current.createRevision();
        Entry entry = write.value == null ? null : new Entry(write.key, write.value, created, revision);
        return new Change(write.key, revision, entry, current);
    }

    private @Nullable Entry current(Write write) {
        Recent.Written written = recent.find(write.key);
        if (written != null) {
            return written.entry();
        }
        return recent.isStillNewest(write.seen)
                ? write.seen.entry()
                : reader.read(write.key, Long.MAX_VALUE).orElse(null);
    }

    private void add(Change change) throws RocksDBException {
        Entry entry = change.entry();
        Entry previous = change.previous();
        long created = entry == null ? 0 : entry.createRevision();
        long before = previous == null ? 0 : previous.modRevision();
        rows.put(Rows.versionKey(change.key(), change.revision()), Rows.versionValue(entry));
        rows.put(
                Rows.logKey(change.revision()),
                Rows.logValue(new Rows.Logged(change.revision(), entry != null, before, created, change.key())));
        recent.put(change.key(), change.revision(), entry);
    }

    private void fail(List<Write> writes, StoreException cause) {
        refuse(cause);
        writes.forEach(write -> write.end(cause));
    }

    private synchronized void refuse(StoreException cause) {
        if (refusal == null) {
            refusal = cause;
        }
    }

    private void refuseWaiting() {
        StoreException cause = refusal;
        for (Write write = waiting.poll(); write != null && cause != null; write = waiting.poll()) {
            write.end(cause);
        }
    }
}
