package io.davit.bench;

import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** Many connections that watch while one client writes at a steady pace: when does the last of them know? */
final class Fanout {

    private static final int EVENTS_PER_SECOND = 20;

    /** So many shake hands at a time: thousands at once would wait longer for each other than any of them has patience. */
    private static final int STEP = 50;

    private Fanout() {}

    /**
     * What came of it.
     *
     * @param perEvent one entry per event: from sending the write until the last watcher had it
     * @param expected deliveries that should have been
     * @param delivered deliveries that were
     * @param connectionBytes server memory per connection
     */
    record Result(Measured perEvent, long expected, long delivered, long connectionBytes) {

        double cpuMicrosPerDelivery() {
            return delivered == 0 ? 0 : perEvent.cpu().toNanos() / 1e3 / delivered;
        }
    }

    /**
     * Runs once.
     *
     * @param watchPath a stream with an event per line
     * @param write the write with this number, which makes one event
     */
    static Result run(Target target, String watchPath, int watchers, Duration time, IntFunction<Mono<Void>> write) {
        int events = (int) Math.max(1, time.toMillis() * EVENTS_PER_SECOND / 1000);
        Arrivals arrivals = new Arrivals(events, watchers);
        long memoryBefore = target.usage().memory();
        ConnectionProvider connections = Target.connections("watchers", watchers);
        Disposable.Composite streams = Disposables.composite();
        try {
            HttpClient client = target.client(connections);
            for (int watcher = 1; watcher <= watchers; watcher++) {
                streams.add(watch(client, watchPath, arrivals));
                if (watcher % STEP == 0 || watcher == watchers) {
                    arrivals.awaitOpen(watcher);
                }
            }
            long memory = Math.max(0, target.usage().memory() - memoryBefore) / watchers;
            return measure(target, arrivals, events, watchers, write, memory);
        } finally {
            streams.dispose();
            connections.disposeLater().block(Target.PATIENCE);
        }
    }

    private static Result measure(
            Target target, Arrivals arrivals, int events, int watchers, IntFunction<Mono<Void>> write, long memory) {
        Duration cpuBefore = target.usage().cpu();
        long start = System.nanoTime();
        for (int event = 0; event < events; event++) {
            arrivals.sent(event);
            write.apply(event).block(Target.PATIENCE);
            pause(start + (event + 1) * TimeUnit.SECONDS.toNanos(1) / EVENTS_PER_SECOND);
        }
        arrivals.awaitAll();
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        Duration cpu = target.usage().cpu().minus(cpuBefore);
        return new Result(
                new Measured(events, taken, cpu, arrivals.toTheLast()),
                (long) events * watchers,
                arrivals.delivered(),
                memory);
    }

    private static Disposable watch(HttpClient client, String path, Arrivals arrivals) {
        AtomicInteger lines = new AtomicInteger();
        return client.get()
                .uri(path)
                .response((response, body) -> {
                    if (response.status().code() != 200) {
                        return Mono.error(new BenchException(
                                "a watch was answered with " + response.status().code()));
                    }
                    arrivals.opened();
                    return body.doOnNext(part -> countLines(part, lines, arrivals));
                })
                .subscribe(part -> {}, arrivals::failed);
    }

    private static void countLines(ByteBuf part, AtomicInteger lines, Arrivals arrivals) {
        long now = System.nanoTime();
        part.forEachByte(letter -> {
            if (letter == '\n') {
                arrivals.arrived(lines.getAndIncrement(), now);
            }
            return true;
        });
    }

    /** Sleeps until the moment of the next write; the pace of the load, not a wait for something to happen. */
    private static void pause(long until) {
        long left = until - System.nanoTime();
        if (left > 0) {
            LockSupport.parkNanos(left);
        }
    }

    /** When each event was sent, and when it came. */
    private static final class Arrivals {

        private final int watchers;
        private final long[] sent;
        private final AtomicLongArray last;
        private final AtomicIntegerArray counts;
        private final AtomicLong delivered = new AtomicLong();
        private final Semaphore opened = new Semaphore(0);
        private final CountDownLatch missing;
        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

        Arrivals(int events, int watchers) {
            this.watchers = watchers;
            this.sent = new long[events];
            this.last = new AtomicLongArray(events);
            this.counts = new AtomicIntegerArray(events);
            this.missing = new CountDownLatch(events);
        }

        void opened() {
            opened.release();
        }

        void sent(int event) {
            sent[event] = System.nanoTime();
        }

        void arrived(int event, long when) {
            if (event >= sent.length) {
                return;
            }
            delivered.incrementAndGet();
            last.accumulateAndGet(event, when, Math::max);
            if (counts.incrementAndGet(event) == watchers) {
                missing.countDown();
            }
        }

        void failed(Throwable thrown) {
            failure.compareAndSet(null, thrown);
            opened.release(watchers);
        }

        /** Waits until so many are open; those after them have not begun. */
        void awaitOpen(int count) {
            boolean all;
            try {
                all = opened.tryAcquire(count, Target.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new BenchException("interrupted", e);
            }
            Throwable thrown = failure.get();
            if (thrown != null) {
                throw new BenchException("a watch could not be opened: " + thrown.getMessage(), thrown);
            }
            if (!all) {
                throw new BenchException("of " + count + " watches only " + opened.availablePermits()
                        + " were answered within " + Target.PATIENCE.toSeconds() + " s");
            }
            opened.release(count);
        }

        /** All events, or as many as came in time: what is missing then shows in the count. */
        void awaitAll() {
            await(missing);
        }

        long delivered() {
            return delivered.get();
        }

        long[] toTheLast() {
            long[] nanos = new long[sent.length];
            Arrays.setAll(nanos, event -> Math.max(0, last.get(event) - sent[event]));
            return nanos;
        }

        private static void await(CountDownLatch latch) {
            try {
                if (!latch.await(Target.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    return;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new BenchException("interrupted", e);
            }
        }
    }
}
