package io.davit.bench;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The load that every API server gets: the same requests in the same order. */
final class Suite {

    private static final int SEEDED = 1000;
    private static final int CLIENTS = 16;
    private static final int FILLERS = 64;
    private static final int FILL_AT_LEAST = 2000;
    private static final int LISTERS = 4;
    private static final int PAGE = 500;
    private static final int FULL_LISTS = 3;
    private static final int FEW_WATCHERS = 100;
    private static final Duration LONG_PATIENCE = Duration.ofMinutes(5);
    private static final long SLOWEST_CREATE_MILLIS = 2;
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(1);
    private static final String CONTINUE = "\"continue\":\"";
    private static final String VERSION = "\"resourceVersion\":\"";
    private static final int HEAD = 4096;

    private final Target target;
    private final BenchOptions options;
    private final int objects;
    private final PrintStream progress;
    private final LongSupplier liveHeap;
    private final String namespace = "bench-" + Long.toString(System.currentTimeMillis(), 36);
    private final String configMaps = "/api/v1/namespaces/" + namespace + "/configmaps";
    private final String watched = "/api/v1/namespaces/" + namespace + "-watched/configmaps";
    private final AtomicInteger made = new AtomicInteger();
    private final AtomicInteger editions = new AtomicInteger();
    private final AtomicInteger events = new AtomicInteger();
    private final Figures figures = new Figures();
    private final RuledLoad ruled;

    /**
     * @param objects how many to fill the server with before lists
     * @param liveHeap bytes that the server's objects take, 0 where nobody can tell
     */
    Suite(Target target, BenchOptions options, int objects, PrintStream progress, LongSupplier liveHeap) {
        this.liveHeap = liveHeap;
        this.objects = objects;
        this.target = target;
        this.options = options;
        this.progress = progress;
        this.ruled = new RuledLoad(target, namespace);
    }

    /** Runs everything, then removes what it made. */
    Figures run() {
        say("preparing");
        target.create("/api/v1/namespaces", Payload.namespace(namespace)).block(Target.PATIENCE);
        target.create("/api/v1/namespaces", Payload.namespace(namespace + "-watched"))
                .block(Target.PATIENCE);
        fill(SEEDED);
        reads();
        writes();
        watch(Figure.WATCH_EMPTY_CPU);
        changes();
        lists();
        rules();
        watches();
        return figures;
    }

    /** What has been measured so far. */
    Figures figures() {
        return figures;
    }

    /** Objects in the list of everything. */
    int objects() {
        return made.get();
    }

    /**
     * Removes what it made. A collection may be too large for one request: it is asked to go until it has gone.
     *
     * @return what is left after all patience; empty when nothing is
     */
    String removeAll() {
        Instant end = Instant.now().plus(LONG_PATIENCE);
        List<String> left = new ArrayList<>();
        for (String collection : Stream.concat(Stream.of(configMaps, watched), ruled.collections())
                .toList()) {
            if (!isGone(collection, end)) {
                left.add(collection);
            }
        }
        for (String object : Stream.concat(
                        ruled.definitions(),
                        Stream.of("/api/v1/namespaces/" + namespace, "/api/v1/namespaces/" + namespace + "-watched"))
                .toList()) {
            if (!isGone(object, Instant.now().plus(Target.PATIENCE))) {
                left.add(object);
            }
        }
        return String.join(", ", left);
    }

    private boolean isGone(String path, Instant end) {
        while (Instant.now().isBefore(end)) {
            try {
                Integer code = target.delete(path).block(LONG_PATIENCE);
                if (code != null && (code < 300 || code == 404 || code == 409)) {
                    return true;
                }
                Mono.delay(AGAIN_AFTER).block();
            } catch (RuntimeException e) {
                say("deleting " + path + " failed and is tried again: " + e.getMessage());
            }
        }
        return false;
    }

    private void reads() {
        say("consistent GET");
        Load.run(target.usage(), CLIENTS, options.slice(), client -> getOneOf(SEEDED));
        Measured get = Load.run(target.usage(), CLIENTS, options.slice(), client -> getOneOf(SEEDED));
        figures.put(Figure.GET_RATE, get.perSecond());
        putKnown(Figure.GET_CPU, get.perCpuSecond());
        figures.put(Figure.GET_P50, get.percentile(0.5));
        figures.put(Figure.GET_P99, get.percentile(0.99));
    }

    private void writes() {
        say("create, 16 clients");
        Load.run(target.usage(), CLIENTS, options.slice().dividedBy(2), client -> createNext());
        Measured many = Load.run(target.usage(), CLIENTS, options.slice(), client -> createNext());
        figures.put(Figure.CREATE_16, many.perSecond());
        putKnown(Figure.CREATE_CPU, many.perCpuSecond());
        say("create, 1 client");
        figures.put(
                Figure.CREATE_1,
                Load.run(target.usage(), 1, options.slice(), client -> createNext())
                        .perSecond());
    }

    /** Each client changes an object of its own again and again, in one way and then in the other. */
    private void changes() {
        for (int client = 0; client < CLIENTS; client++) {
            target.create(configMaps, Payload.configMap("updated-" + client)).block(Target.PATIENCE);
        }
        say("update, 16 clients");
        Load.run(target.usage(), CLIENTS, options.slice().dividedBy(2), this::updateOwn);
        Measured updates = Load.run(target.usage(), CLIENTS, options.slice(), this::updateOwn);
        figures.put(Figure.UPDATE_16, updates.perSecond());
        putKnown(Figure.UPDATE_CPU, updates.perCpuSecond());
        say("server-side apply, 16 clients");
        Load.run(target.usage(), CLIENTS, options.slice().dividedBy(2), this::applyOwn);
        Measured applies = Load.run(target.usage(), CLIENTS, options.slice(), this::applyOwn);
        figures.put(Figure.APPLY_16, applies.perSecond());
        putKnown(Figure.APPLY_CPU, applies.perCpuSecond());
    }

    private Mono<Void> updateOwn(int client) {
        return Mono.defer(() -> {
            String name = "updated-" + client;
            return target.update(configMaps + "/" + name, Payload.configMap(name, editions.getAndIncrement()));
        });
    }

    private Mono<Void> applyOwn(int client) {
        return Mono.defer(() -> {
            String name = "applied-" + client;
            return target.apply(
                    configMaps + "/" + name + "?fieldManager=bench",
                    Payload.configMap(name, editions.getAndIncrement()));
        });
    }

    private void lists() {
        int missing = Math.max(FILL_AT_LEAST, objects - made.get());
        say("create, 64 clients, until there are " + (made.get() + missing) + " objects");
        long heapBefore = liveHeap.getAsLong();
        long filling = System.nanoTime();
        fill(missing);
        figures.put(Figure.FILL, missing * 1e9 / (System.nanoTime() - filling));
        putKnown(Figure.MEMORY_OBJECT, (double) (liveHeap.getAsLong() - heapBefore) / missing);
        int all = made.get();
        say("consistent GET, create and watch among " + all + " objects");
        Measured get = Load.run(target.usage(), CLIENTS, options.slice(), client -> getOneOf(all));
        figures.put(Figure.GET_FULL_RATE, get.perSecond());
        putKnown(Figure.GET_FULL_CPU, get.perCpuSecond());
        Measured create = Load.run(target.usage(), CLIENTS, options.slice(), client -> createNext());
        figures.put(Figure.CREATE_FULL_16, create.perSecond());
        putKnown(Figure.CREATE_FULL_CPU, create.perCpuSecond());
        watch(Figure.WATCH_FULL_CPU);
        say("LIST 500 per page");
        String[] next = new String[LISTERS];
        Arrays.fill(next, "");
        Measured pages = Load.run(target.usage(), LISTERS, options.slice(), client -> nextPage(next, client));
        figures.put(Figure.LIST_PAGES, pages.perSecond());
        putKnown(Figure.LIST_PAGES_CPU, pages.perCpuSecond());
        say("LIST of " + made.get() + " objects");
        long best = Long.MAX_VALUE;
        long bytes = 0;
        for (int i = 0; i < FULL_LISTS; i++) {
            long start = System.nanoTime();
            Long read = target.read(configMaps).block(LONG_PATIENCE);
            best = Math.min(best, System.nanoTime() - start);
            bytes = read == null ? 0 : read;
        }
        figures.put(Figure.LIST_ALL, best / 1e6);
        figures.put(Figure.LIST_SIZE, bytes / 1e6);
    }

    private void rules() {
        say("create under rules in CEL");
        ruled.run(figures, CLIENTS, options.slice());
    }

    private void watches() {
        say("watch, " + options.watchers() + " connections");
        Fanouts.put(figures, watch(options.watchers(), options.slice()));
    }

    /** A small fan-out on an object that changes, for its CPU alone. */
    private void watch(Figure cpuPerDelivery) {
        watch(FEW_WATCHERS, options.slice().dividedBy(4));
        putKnown(
                cpuPerDelivery,
                watch(FEW_WATCHERS, options.slice().dividedBy(2)).cpuMicrosPerDelivery());
    }

    /** Watches what comes from now on, as a client does that has listed. */
    private Fanout.Result watch(int watchers, Duration time) {
        byte[] list = target.get(watched + "?limit=1").block(Target.PATIENCE);
        String version = list == null ? "" : atHead(list, VERSION);
        return Fanout.run(
                target,
                watched + "?watch=true&resourceVersion=" + version,
                watchers,
                time,
                event -> Mono.defer(
                        () -> target.create(watched, Payload.configMap("event-" + events.getAndIncrement()))));
    }

    private void fill(int count) {
        Flux.range(0, count)
                .flatMap(i -> createNext(), FILLERS)
                .blockLast(LONG_PATIENCE.plusMillis(count * SLOWEST_CREATE_MILLIS));
    }

    private Mono<byte[]> getOneOf(int objects) {
        return target.get(configMaps + "/" + name(ThreadLocalRandom.current().nextInt(objects)));
    }

    private Mono<Void> createNext() {
        return Mono.defer(() -> target.create(configMaps, Payload.configMap(name(made.getAndIncrement()))));
    }

    private Mono<Void> nextPage(String[] next, int lister) {
        return Mono.defer(() -> target.get(configMaps + "?limit=" + PAGE
                                + (next[lister].isEmpty() ? "" : "&continue=" + next[lister]))
                        .doOnNext(page -> next[lister] = continueToken(page)))
                .then();
    }

    /** The token in the metadata at the head of a list; empty on the last page. */
    static String continueToken(byte[] page) {
        return atHead(page, CONTINUE);
    }

    /** The text that follows this key at the head of a list; empty when it is not there. */
    private static String atHead(byte[] page, String key) {
        String head = new String(page, 0, Math.min(page.length, HEAD), StandardCharsets.ISO_8859_1);
        int start = head.indexOf(key);
        return start < 0 ? "" : head.substring(start + key.length(), head.indexOf('"', start + key.length()));
    }

    private void putKnown(Figure figure, double value) {
        if (value > 0) {
            figures.put(figure, value);
        }
    }

    private void say(String what) {
        progress.println("  " + what);
    }

    private static String name(int number) {
        return "object-%07d".formatted(number);
    }
}
