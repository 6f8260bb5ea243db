package io.davit.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The whole-system benchmark: starts an API server in a process of its own, puts load on it over TLS with a token, and prints its figures beside those
 * of a raw server and a bare log from the same minutes.
 *
 * <p>It uses loopback only, keeps everything in one temporary directory, and ends by itself. Client and server share the machine: ratios mean more
 * than figures.
 */
public final class Bench {

    private static final int CONNECTIONS = 64;
    private static final int CLIENTS = 16;
    private static final int LISTERS = 4;
    private static final int FEW_WATCHERS = 100;

    /** A million objects would keep a peer busy for an hour, half of it with removing them. */
    private static final int MOST_IN_PEER = 50_000;

    private static final Duration SETTLE = Duration.ofSeconds(2);

    private final BenchOptions options;
    private final PrintStream progress;
    private final Path directory;
    private final Figures davit = new Figures();
    private final Figures beside = new Figures();
    private String peerProblem = "";

    private Bench(BenchOptions options, PrintStream progress, Path directory) {
        this.options = options;
        this.progress = progress;
        this.directory = directory;
    }

    /**
     * Measures everything.
     *
     * @param progress gets a line for each step
     * @return the table
     * @throws BenchException when a server does not start, or answers what it should not
     */
    public static String run(BenchOptions options, PrintStream progress) {
        Path directory = temporaryDirectory();
        try {
            return new Bench(options, progress, directory).run();
        } finally {
            deleteAll(directory);
        }
    }

    private String run() {
        String machine = machine();
        Figures peer = null;
        try (ServerProcess raw = startRaw();
                Target rawTarget = new Target(
                        raw.address(), "raw", read(directory.resolve("raw.crt")), CONNECTIONS, raw.usage())) {
            firstAnswer(rawTarget, "/bytes/2", raw, beside, Figure.READY_NEW);
            copy(beside, Figure.READY_NEW, Figure.READY);
            measureDavit(raw, rawTarget);
            BenchOptions.Peer other = options.peer();
            if (other != null) {
                progress.println("peer at " + other.address());
                peer = measurePeer(other);
            }
        }
        return machine + Table.of(davit, beside, peer) + peerProblem;
    }

    /** Where and on what, and whether something else was busy there. */
    private static String machine() {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        int processors = system.getAvailableProcessors();
        double busy = system.getSystemLoadAverage();
        String text = String.format(
                Locale.ROOT, "Java %s, %d CPUs, load %.1f at the start", Runtime.version(), processors, busy);
        return text + (busy > processors / 2.0 ? ": other work disturbs these figures\n" : "\n");
    }

    private void measureDavit(ServerProcess raw, Target rawTarget) {
        progress.println("Davit");
        String token = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        Path tokens = directory.resolve("tokens.csv");
        write(tokens, token + ",bench,bench,\"system:masters\"\n");
        measureRestarts(token);
        try (ServerProcess server = startDavit(directory.resolve("data"));
                Target target = target(server, token)) {
            firstAnswer(target, "/api/v1/namespaces", server, davit, Figure.READY_NEW);
            settle();
            davit.put(Figure.MEMORY_IDLE, server.usage().memory() / 1e6);
            beside.put(Figure.MEMORY_IDLE, raw.usage().memory() / 1e6);
            Suite suite = new Suite(target, options, options.objects(), progress, () -> Heap.live(server.pid()));
            Figures measured = suite.run();
            for (Figure figure : Figure.values()) {
                measured.get(figure).ifPresent(value -> davit.put(figure, value));
            }
            davit.put(Figure.MEMORY_LOADED, server.usage().memory() / 1e6);
            double bytesPerObject = davit.get(Figure.LIST_SIZE).orElseThrow() * 1e6 / suite.objects();
            beside.put(Figure.MEMORY_OBJECT, bytesPerObject);
            measureBeside(raw, rawTarget, (int) bytesPerObject);
        }
    }

    /** Starts on data that is there already: the median of several. */
    private void measureRestarts(String token) {
        progress.println("  starting " + (options.starts() + 1) + " times");
        double[] seconds = new double[options.starts()];
        for (int start = -1; start < options.starts(); start++) {
            try (ServerProcess server = startDavit(directory.resolve("restarted"));
                    Target target = target(server, token)) {
                Figures once = new Figures();
                firstAnswer(target, "/api/v1/namespaces", server, once, Figure.READY);
                if (start >= 0) {
                    seconds[start] = once.get(Figure.READY).orElseThrow();
                }
            }
        }
        Arrays.sort(seconds);
        davit.put(Figure.READY, seconds[seconds.length / 2]);
    }

    private void measureBeside(ServerProcess raw, Target target, int objectBytes) {
        progress.println("beside it");
        progress.println("  raw server");
        String object = "/bytes/" + objectBytes;
        Load.run(raw.usage(), CLIENTS, options.slice(), client -> target.get(object));
        Measured get = Load.run(raw.usage(), CLIENTS, options.slice(), client -> target.get(object));
        beside.put(Figure.GET_RATE, get.perSecond());
        beside.put(Figure.GET_CPU, get.perCpuSecond());
        beside.put(Figure.GET_P50, get.percentile(0.5));
        beside.put(Figure.GET_P99, get.percentile(0.99));
        byte[] sent = Payload.configMap("object-0000000");
        beside.put(
                Figure.CREATE_CPU,
                Load.run(raw.usage(), CLIENTS, options.slice(), client -> target.create("/echo", sent))
                        .perCpuSecond());
        String page = "/bytes/" + 500L * objectBytes;
        Measured pages = Load.run(raw.usage(), LISTERS, options.slice(), client -> target.get(page));
        beside.put(Figure.LIST_PAGES, pages.perSecond());
        beside.put(Figure.LIST_PAGES_CPU, pages.perCpuSecond());
        String everything = "/bytes/" + (long) (davit.get(Figure.LIST_SIZE).orElseThrow() * 1e6);
        beside.put(
                Figure.LIST_ALL,
                Load.run(raw.usage(), 1, options.slice(), client -> target.read(everything))
                        .percentile(0));
        byte[] line = (new String(sent, StandardCharsets.UTF_8) + "\n").getBytes(StandardCharsets.UTF_8);
        beside.put(
                Figure.WATCH_EMPTY_CPU,
                fanout(target, FEW_WATCHERS, options.slice().dividedBy(2), line).cpuMicrosPerDelivery());
        Fanouts.put(beside, fanout(target, options.watchers(), options.slice(), line));
        beside.put(Figure.MEMORY_LOADED, raw.usage().memory() / 1e6);
        progress.println("  bare log");
        byte[] entry = new byte[objectBytes];
        beside.put(
                Figure.CREATE_1,
                BareLog.run(directory, entry, 1, options.slice()).perSecond());
        beside.put(
                Figure.CREATE_16,
                BareLog.run(directory, entry, CLIENTS, options.slice()).perSecond());
        beside.put(
                Figure.FILL,
                BareLog.run(directory, entry, CONNECTIONS, options.slice()).perSecond());
        besideItself(Figure.GET_FULL_RATE, Figure.GET_RATE);
        besideItself(Figure.GET_FULL_CPU, Figure.GET_CPU);
        besideItself(Figure.CREATE_FULL_16, Figure.CREATE_16);
        besideItself(Figure.CREATE_FULL_CPU, Figure.CREATE_CPU);
        besideItself(Figure.WATCH_FULL_CPU, Figure.WATCH_EMPTY_CPU);
        besideItself(Figure.APPLY_16, Figure.UPDATE_16);
        besideItself(Figure.APPLY_CPU, Figure.UPDATE_CPU);
        beside.get(Figure.CREATE_16).ifPresent(value -> beside.put(Figure.UPDATE_16, value));
        beside.get(Figure.CREATE_CPU).ifPresent(value -> beside.put(Figure.UPDATE_CPU, value));
        besideItself(Figure.CREATE_RULED, Figure.CREATE_UNRULED);
    }

    /** Davit is compared with itself. */
    private void besideItself(Figure figure, Figure other) {
        davit.get(other).ifPresent(value -> beside.put(figure, value));
    }

    private static Fanout.Result fanout(Target target, int watchers, Duration time, byte[] line) {
        return Fanout.run(target, "/watch", watchers, time, event -> target.create("/events", line));
    }

    private Figures measurePeer(BenchOptions.Peer peer) {
        Usage usage = new Usage(peer.processes());
        try (Target target = new Target(peer.address(), peer.token(), null, CONNECTIONS, usage)) {
            long idle = usage.memory();
            Suite suite = new Suite(target, options, Math.min(options.objects(), MOST_IN_PEER), progress, () -> 0);
            Figures figures = suite.figures();
            try {
                suite.run();
            } catch (RuntimeException e) {
                // what was measured before took minutes, and is not lost to a peer that gives up
                peerProblem = "the peer was not measured to the end: " + e.getMessage() + "\n";
                progress.println(peerProblem.strip());
            }
            if (idle > 0) {
                figures.put(Figure.MEMORY_IDLE, idle / 1e6);
                figures.put(Figure.MEMORY_LOADED, usage.memory() / 1e6);
            }
            progress.println("  removing what was made");
            String left = suite.removeAll();
            if (!left.isEmpty()) {
                peerProblem += "the peer has not yet removed " + left + "\n";
            }
            return figures;
        }
    }

    private ServerProcess startRaw() {
        List<String> command = new ArrayList<>(options.java());
        command.add(RawServer.class.getName());
        command.add(directory.resolve("raw.crt").toString());
        return ServerProcess.start(command, directory.resolve("raw.err"));
    }

    private ServerProcess startDavit(Path data) {
        List<String> command = new ArrayList<>(options.server());
        command.addAll(List.of(
                "--data",
                data.toString(),
                "--port",
                "0",
                "--kubeconfig",
                directory.resolve("kubeconfig").toString(),
                "--token-auth-file",
                directory.resolve("tokens.csv").toString()));
        return ServerProcess.start(command, directory.resolve("davit.err"));
    }

    private Target target(ServerProcess server, String token) {
        return new Target(
                server.address(), token, authority(directory.resolve("kubeconfig")), CONNECTIONS, server.usage());
    }

    private static void firstAnswer(Target target, String path, ServerProcess server, Figures figures, Figure figure) {
        target.get(path).block(Target.PATIENCE);
        figures.put(figure, (System.nanoTime() - server.startedAt()) / 1e9);
    }

    /** The certificate that a kubeconfig embeds. */
    private static @Nullable String authority(Path kubeconfig) {
        String key = "certificate-authority-data:";
        return read(kubeconfig)
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith(key))
                .map(line -> new String(
                        Base64.getDecoder().decode(line.substring(key.length()).strip()), StandardCharsets.US_ASCII))
                .findFirst()
                .orElseThrow(() -> new BenchException(kubeconfig + " embeds no authority"));
    }

    private static void copy(Figures figures, Figure from, Figure to) {
        figures.get(from).ifPresent(value -> figures.put(to, value));
    }

    /** Lets a new server finish what it does on its own; memory is what remains. */
    private static void settle() {
        try {
            Thread.sleep(SETTLE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("davit-bench");
        } catch (IOException e) {
            throw new BenchException("cannot make a temporary directory: " + e.getMessage(), e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new BenchException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new BenchException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    private static void deleteAll(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new BenchException("cannot delete " + directory + ": " + e.getMessage(), e);
        }
    }
}
