package io.davit.storage.embedded;

import io.davit.storage.Outcome;
import io.davit.storage.StoreException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A write that waits for its turn, and the thread that waits for its outcome. */
final class Write {

    final String key;
    final long expected;
    final byte @Nullable [] value;
    final Reader.Seen seen;

    private final Thread writer = Thread.currentThread();
    private volatile @Nullable Outcome outcome;
    private volatile @Nullable StoreException failure;

    Write(String key, long expected, byte @Nullable [] value, Reader.Seen seen) {
        this.key = key;
        this.expected = expected;
        this.value = value;
        this.seen = seen;
    }

    int size() {
        return value == null ? 0 : value.length;
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
