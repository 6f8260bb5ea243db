package io.davit.storage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A watch listener that keeps what it is told, and notices when it is told by two threads at a time. */
public final class Recorder implements WatchListener {

    private final List<Change> changes = new ArrayList<>();
    private final AtomicInteger telling = new AtomicInteger();
    private boolean overlapped;
    private long progress;
    private @Nullable StoreException failure;

    @Override
    public void changed(Change change) {
        boolean alone = telling.getAndIncrement() == 0;
        synchronized (this) {
            overlapped |= !alone;
            changes.add(change);
            notifyAll();
        }
        telling.getAndDecrement();
    }

    @Override
    public synchronized void progress(long revision) {
        progress = revision;
        notifyAll();
    }

    @Override
    public synchronized void failed(StoreException cause) {
        failure = cause;
        notifyAll();
    }

    public synchronized List<Change> changes() {
        return List.copyOf(changes);
    }

    public synchronized List<Long> revisions() {
        return changes.stream().map(Change::revision).toList();
    }

    public synchronized boolean overlapped() {
        return overlapped;
    }

    public synchronized long progress() {
        return progress;
    }

    public synchronized @Nullable StoreException failure() {
        return failure;
    }

    /** Waits, for engines that deliver the past from another thread. */
    public synchronized List<Change> await(int count) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        try {
            while (changes.size() < count && System.nanoTime() < deadline) {
                wait(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return changes();
    }
}
