package io.davit.storage.embedded;

import io.davit.storage.Entry;
import io.davit.storage.Outcome;
import io.davit.storage.StoreException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A write that waits for its turn, and the thread that waits for its outcome. Its rows are made by the writer's thread as far as
 * possible, because the sequencer's time is everybody's.
 */
final class Write {

    final String key;
    final long expected;
    final byte @Nullable [] value;

    /** What the key had at {@link #expected}; null when it had nothing then, or not that revision. */
    final @Nullable Entry previous;

    final byte[] versionKey;
    final byte[] versionValue;
    final byte[] logValue;
    final long hash;

    private final Thread writer = Thread.currentThread();
    private volatile @Nullable Outcome outcome;
    private volatile @Nullable StoreException failure;

    private Write(String key, byte[] versionKey, @Nullable Entry previous, long expected, byte @Nullable [] value) {
        this.key = key;
        this.expected = expected;
        this.value = value;
        this.previous = previous;
        this.versionKey = versionKey;
        this.versionValue = Rows.versionValue(value);
        this.logValue = Rows.logValue(value != null, key);
        this.hash = Heads.hash(versionKey);
    }

    static Write prepare(Reader reader, String key, long expected, byte @Nullable [] value) {
        byte[] versionKey = Rows.versionKey(key, expected);
        Entry previous = expected == 0 ? null : reader.version(versionKey).orElse(null);
        return new Write(key, versionKey, previous, expected, value);
    }

    int size() {
        return versionValue.length;
    }

    void end(Outcome outcome) {
        this.outcome = outcome;
        LockSupport.unpark(writer);
    }

    void end(StoreException failure) {
        this.failure = failure;
        LockSupport.unpark(writer);
    }

    /** Waits even when interrupted: a write that has been handed in may happen, and its outcome must be known. */
    Outcome await() {
        boolean interrupted = false;
        while (outcome == null && failure == null) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            writer.interrupt();
        }
        Outcome known = outcome;
        if (known != null) {
            return known;
        }
        StoreException cause = failure;
        throw cause == null ? new IllegalStateException("a write ended without an outcome") : again(cause);
    }

    /* Each writer gets an exception with its own stack. */
    private static StoreException again(StoreException cause) {
        return new StoreException(String.valueOf(cause.getMessage()), cause);
    }
}
