package io.davit.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Clients that each ask again as soon as they are answered, for a while. */
final class Load {

    private Load() {}

    /**
     * Runs the clients until the time is over; the first failure ends them all.
     *
     * @param request one request of the client with this number, which completes when it is answered
     */
    static Measured run(Usage usage, int clients, Duration time, IntFunction<Mono<?>> request) {
        ConcurrentLinkedQueue<List<Long>> latencies = new ConcurrentLinkedQueue<>();
        Duration cpuBefore = usage.cpu();
        long start = System.nanoTime();
        long deadline = start + time.toNanos();
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Flux.range(0, clients)
                .flatMap(
                        client -> client(
                                () -> failure.get() == null && System.nanoTime() < deadline,
                                () -> request.apply(client),
                                latencies,
                                failure),
                        clients)
                .blockLast(time.plus(Target.PATIENCE));
        rethrow(failure.get());
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        Duration cpu = usage.cpu().minus(cpuBefore);
        long[] nanos = latencies.stream()
                .flatMap(List::stream)
                .mapToLong(Long::longValue)
                .toArray();
        return new Measured(nanos.length, taken, cpu, nanos);
    }

    private static Mono<Void> client(
            BooleanSupplier goOn,
            Supplier<Mono<?>> request,
            ConcurrentLinkedQueue<List<Long>> latencies,
            AtomicReference<@Nullable Throwable> failure) {
        List<Long> mine = new ArrayList<>();
        latencies.add(mine);
        return Mono.defer(() -> {
                    long asked = System.nanoTime();
                    return request.get().then(Mono.<Void>fromRunnable(() -> mine.add(System.nanoTime() - asked)));
                })
                .onErrorResume(thrown -> {
                    failure.compareAndSet(null, thrown);
                    return Mono.empty();
                })
                .repeat(goOn)
                .then();
    }

    private static void rethrow(@Nullable Throwable failure) {
        switch (failure) {
            case null -> {}
            case BenchException said -> throw said;
            default -> throw new BenchException("a request failed: " + failure, failure);
        }
    }
}
