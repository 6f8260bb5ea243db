package io.davit.registry.pace;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes a step on a thread of its own whenever it is woken. A step that is not done, or that fails, however badly, is made again: soon
 * at first, then after ever longer waits, until one is done.
 */
public final class Pacer implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Pacer.class.getName());

    private final BooleanSupplier step;
    private final Duration shortest;
    private final Duration longest;
    private final AtomicBoolean woken = new AtomicBoolean();
    private final ScheduledExecutorService thread;

    /** Both for the one thread that makes the steps. */
    private int tries;

    private @Nullable Future<?> retry;

    /**
     * @param step answers whether something is left to be done, though nothing may change to say so
     * @param shortest the wait before the first further try; each wait is twice the one before
     */
    public Pacer(String name, BooleanSupplier step, Duration shortest, Duration longest) {
        this.step = step;
        this.shortest = shortest;
        this.longest = longest;
        this.thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name(name).daemon().factory());
    }

    /** May be called by any thread, and never waits. What happened before is seen by a step that begins after. */
    public void wake() {
        if (woken.compareAndSet(false, true)) {
            try {
                thread.execute(this::run);
            } catch (RejectedExecutionException e) {
                LOG.log(Level.DEBUG, "no more steps: closed");
            }
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void run() {
        woken.set(false);
        Future<?> waiting = retry;
        if (waiting != null) {
            waiting.cancel(false);
            retry = null;
        }
        if (isLeft()) {
            tryAgain();
        } else {
            tries = 0;
        }
    }

    /** An error must not end the steps either: nobody would make them any more, or tell. */
    private boolean isLeft() {
        try {
            return step.getAsBoolean();
        } catch (RuntimeException | Error e) {
            if (!thread.isShutdown()) {
                LOG.log(
                        Level.ERROR,
                        "a step of " + Thread.currentThread().getName() + " failed and will be made again",
                        e);
            }
            return true;
        }
    }

    private void tryAgain() {
        long wait = Math.min(longest.toMillis(), shortest.toMillis() << Math.min(tries, 20));
        tries++;
        try {
            retry = thread.schedule(this::wake, wait, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "no more steps: closed");
        }
    }
}
