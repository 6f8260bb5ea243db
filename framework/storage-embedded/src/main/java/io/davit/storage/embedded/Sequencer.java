package io.davit.storage.embedded;

import io.davit.storage.Change;
import io.davit.storage.Entry;
import io.davit.storage.Outcome;
import io.davit.storage.StoreException;
import io.davit.storage.watch.Watches;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * Where writes take turns. Whoever has the turn, mostly one thread of its own, takes all writes that wait, decides each against the newest state, commits them
 * with one sync, shows them to readers and watches, and then acknowledges them. While it waits for the disk, the next ones gather.
 *
 * <p>When a commit fails, it is unknown what of it is on disk. Nothing of it is shown or acknowledged, and no further write is taken.
 */
final class Sequencer implements AutoCloseable {

    private static final int MOST_WRITES = 1024;
    private static final long MOST_BYTES = 8L << 20;

    private final Queue<Write> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock turn = new ReentrantLock();
    private final Thread thread = new Thread(this::run, "davit-store");
    private final Reader reader;
    private final Horizon horizon;
    private final Watches watches;
    private final Reached reached;
    private final Commit commit;
    private final Space space;
    private final Function<RocksDBException, StoreException> explain;
    private final Heads heads = new Heads();
    private final Map<String, Change> batch = new HashMap<>();
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
        reader.heads(heads);
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
        boolean mayLead = !Thread.currentThread().isVirtual() && waiting.isEmpty();
        waiting.add(write);
        if (mayLead && turn.tryLock()) {
            lead();
        }
        if (idle && !waiting.isEmpty()) {
            LockSupport.unpark(thread);
        }
        // The thread may have ended between the question and the queueing; then nobody else would answer.
        if (refusal != null) {
            refuseWaiting();
        }
        return write.await();
    }

    /* A lone writer takes the turn itself, which saves two changes of threads. A virtual thread does not: waiting for the disk it
    would keep its carrier from others. */
    private void lead() {
        try {
            if (refusal == null) {
                writeNext();
            }
        } finally {
            turn.unlock();
        }
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
        turn.lock();
        try {
            rows.close();
        } finally {
            turn.unlock();
        }
    }

    private void run() {
        while (refusal == null) {
            boolean wrote;
            turn.lock();
            try {
                wrote = writeNext();
            } finally {
                turn.unlock();
            }
            if (!wrote) {
                rest();
            }
        }
        refuseWaiting();
    }

    private boolean writeNext() {
        List<Write> writes = take();
        if (!writes.isEmpty()) {
            write(writes);
        }
        return !writes.isEmpty();
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
        batch.clear();
        List<Change> changes = new ArrayList<>(writes.size());
        List<@Nullable Outcome> outcomes = new ArrayList<>(writes.size());
        for (Write write : writes) {
            outcomes.add(decideOrEnd(write, changes));
        }
        if (!changes.isEmpty()) {
            commit.durably(rows);
            reached.revision(changes.getLast().revision());
            watches.publish(changes, revision -> horizon.visible = revision);
        }
        for (int i = 0; i < writes.size(); i++) {
            Outcome outcome = outcomes.get(i);
            if (outcome != null) {
                writes.get(i).end(outcome);
            }
        }
    }

    /* A key that cannot be read is no reason to refuse the other writes. */
    private @Nullable Outcome decideOrEnd(Write write, List<Change> changes) throws RocksDBException {
        try {
            return decide(write, changes);
        } catch (StoreException e) {
            write.end(e);
            return null;
        }
    }

    private Outcome decide(Write write, List<Change> changes) throws RocksDBException {
        long head = heads.find(write.hash);
        boolean creates = head == 0 && write.expected == 0 && write.value != null;
        boolean follows = head == write.expected && write.previous != null;
        Entry current = creates ? null : follows && !batch.containsKey(write.key) ? write.previous : read(write, head);
        if (isStale(current, write)) {
            return new Outcome.Stale(current);
        }
        Change change = change(write, horizon.visible + changes.size() + 1, current);
        add(change, write);
        changes.add(change);
        return new Outcome.Committed(change.revision());
    }

    /** The key's newest state, of this batch or of the database. */
    private @Nullable Entry read(Write write, long head) {
        Change pending = batch.get(write.key);
        if (pending != null) {
            return pending.entry();
        }
        Entry current = reader.read(write.key, Long.MAX_VALUE).orElse(null);
        if (head > 0 && (current == null || current.modRevision() != head)) {
            heads.put(write.hash, Heads.UNKNOWN);
        }
        return current;
    }

    private static boolean isStale(@Nullable Entry current, Write write) {
        return current == null ? write.expected != 0 || write.value == null : write.expected != current.modRevision();
    }

    private static Change change(Write write, long revision, @Nullable Entry current) {
        long created = current == null ? revision : current.createRevision();
        Entry entry = write.value == null ? null : new Entry(write.key, write.value, created, revision);
        return new Change(write.key, revision, entry, current);
    }

    private void add(Change change, Write write) throws RocksDBException {
        Entry entry = change.entry();
        Entry previous = change.previous();
        long created = entry == null ? 0 : entry.createRevision();
        Rows.revise(write.versionKey, change.revision());
        Rows.create(write.versionValue, created);
        Rows.number(write.logValue, previous == null ? 0 : previous.modRevision(), created);
        rows.put(write.versionKey, write.versionValue);
        rows.put(Rows.logKey(change.revision()), write.logValue);
        batch.put(write.key, change);
        if (entry == null) {
            heads.remove(write.hash);
        } else {
            heads.put(write.hash, change.revision());
        }
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
