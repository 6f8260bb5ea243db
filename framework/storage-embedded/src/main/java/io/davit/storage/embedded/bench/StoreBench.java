package io.davit.storage.embedded.bench;

import io.davit.storage.Outcome;
import io.davit.storage.embedded.EmbeddedStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * Durable creates per second of the embedded store, beside a bare append-and-force loop of the same records on the same disk: a log
 * that grows, and one that is preallocated.
 *
 * <p>It is measured once the store has written 128 MiB: a fresh store's first writes are slower. The three take short turns many times, and the medians count, because a disk's speed varies all the time. Trust the ratios, not the rates.
 */
public final class StoreBench {

    private static final int VALUE = 1300;
    private static final int LOG_SIZE = 32 << 20;
    private static final int WARM_UP = 128 << 20;

    private StoreBench() {}

    /** @param store, growing, preallocated writes per second */
    public record Result(int writers, double store, double growing, double preallocated) {

        public double toGrowing() {
            return store / growing;
        }

        public double toPreallocated() {
            return store / preallocated;
        }
    }

    /** Measures with each number of writers; leaves nothing behind in the directory. */
    public static List<Result> run(Path directory, Duration turn, int turns, int... writers) throws IOException {
        Files.createDirectories(directory);
        Path scratch = Files.createTempDirectory(directory, "store-bench-");
        List<Result> results = new ArrayList<>();
        try (EmbeddedStore store = EmbeddedStore.open(scratch.resolve("store"));
                BareLog growing = BareLog.growing(scratch.resolve("growing"));
                BareLog preallocated = BareLog.preallocated(scratch.resolve("preallocated"), LOG_SIZE)) {
            AtomicInteger next = new AtomicInteger();
            Operation create = value -> create(store, "/bench/objects/default/object-" + next.incrementAndGet(), value);
            warmUp(create);
            for (int count : writers) {
                double[][] rates = new double[3][turns];
                for (int i = 0; i < turns; i++) {
                    rates[0][i] = rate(create, count, turn);
                    rates[1][i] = rate(growing::append, count, turn);
                    rates[2][i] = rate(preallocated::append, count, turn);
                }
                results.add(new Result(count, median(rates[0]), median(rates[1]), median(rates[2])));
            }
        } finally {
            delete(scratch);
        }
        return results;
    }

    public static void print(List<Result> results, PrintWriter out) {
        out.printf("%-8s %12s %22s %26s%n", "writers", "store", "append+force", "preallocated+force");
        for (Result result : results) {
            out.printf(
                    "%-8d %10.0f/s %10.0f/s  (%.2f×) %12.0f/s  (%.2f×)%n",
                    result.writers(),
                    result.store(),
                    result.growing(),
                    result.toGrowing(),
                    result.preallocated(),
                    result.toPreallocated());
        }
    }

    @FunctionalInterface
    private interface Operation {
        void write(byte[] value) throws IOException;
    }

    private static void create(EmbeddedStore store, String key, byte[] value) {
        if (!(store.compareAndSet(key, 0, value) instanceof Outcome.Committed)) {
            throw new IllegalStateException(key + " exists already");
        }
    }

    /* The store reuses the files of its log once it has some; until then every sync also writes a file's new size. */
    private static void warmUp(Operation create) throws IOException {
        byte[] value = new byte[64 << 10];
        for (int written = 0; written < WARM_UP; written += value.length) {
            create.write(value);
        }
        rate(create, 16, Duration.ofSeconds(1));
    }

    private static double rate(Operation operation, int writers, Duration duration) throws IOException {
        LongAdder done = new LongAdder();
        long start = System.nanoTime();
        long end = start + duration.toNanos();
        List<Thread> threads = new ArrayList<>();
        List<Exception> failures = new ArrayList<>();
        for (int i = 0; i < writers; i++) {
            byte[] value = new byte[VALUE];
            new Random(i).nextBytes(value);
            threads.add(Thread.ofPlatform().start(() -> {
                try {
                    while (System.nanoTime() < end) {
                        operation.write(value);
                        done.increment();
                    }
                } catch (IOException | RuntimeException e) {
                    synchronized (failures) {
                        failures.add(e);
                    }
                }
            }));
        }
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (failures) {
            if (!failures.isEmpty()) {
                throw new IOException("a writer failed", failures.getFirst());
            }
        }
        return done.sum() * 1e9 / (System.nanoTime() - start);
    }

    private static double median(double[] rates) {
        double[] sorted = rates.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
