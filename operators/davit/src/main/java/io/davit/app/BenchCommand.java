package io.davit.app;

import io.davit.bench.Bench;
import io.davit.bench.BenchOptions;
import io.davit.storage.embedded.bench.StoreBench;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code davit bench}: the whole-system benchmark. */
@Command(
        name = "bench",
        description = "Measures a server of its own, over TLS and authenticated, beside a raw server and a bare log.",
        footer = {"", "Loopback only, in a temporary directory, and it ends by itself: 5 minutes, or 1 with --short."},
        mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {

    private static final int OBJECTS = 50_000;
    private static final int OBJECTS_SHORT = 3_000;

    /** Thrice what an object takes: collecting needs room. */
    private static final long ROOM_PER_OBJECT = 5_000;

    private static final int WATCHERS = 1_000;
    private static final int WATCHERS_SHORT = 100;

    /** The store and the logs beside it take turns of this length, so often. */
    private static final Duration TURN = Duration.ofMillis(250);

    private static final int TURNS = 30;
    private static final int TURNS_SHORT = 4;

    @Option(names = "--short", description = "About a minute; figures vary more.")
    private boolean brief;

    @Option(
            names = "--objects",
            paramLabel = "N",
            description = "Objects of 1.3 KB to list (default: " + OBJECTS + ", short: " + OBJECTS_SHORT + ").")
    private @Nullable Integer objects;

    @Option(
            names = "--watchers",
            paramLabel = "N",
            description = "Connections that watch (default: " + WATCHERS + ", short: " + WATCHERS_SHORT + ").")
    private @Nullable Integer watchers;

    @Option(
            names = "--peer",
            paramLabel = "URL",
            description = "Puts the same load on this API server too, in namespaces of its own that are removed again."
                    + " Its certificate is not checked.")
    private @Nullable URI peer;

    @Option(names = "--token", paramLabel = "TOKEN", description = "The bearer token for the peer.")
    private @Nullable String token;

    @Option(
            names = "--peer-process",
            paramLabel = "PID",
            split = ",",
            description = "The peer's processes on this machine, for its CPU time and memory.")
    private List<Long> peerProcesses = List.of();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Logging.verbosity(0);
        PrintStream progress = System.err;
        String table = Bench.run(options(), progress);
        PrintWriter out = spec.commandLine().getOut();
        out.print(table);
        out.println();
        out.flush();
        progress.println("the store alone");
        out.println("durable creates of the store alone");
        StoreBench.print(storeAlone(), out);
        out.flush();
        return ExitCode.OK;
    }

    private List<StoreBench.Result> storeAlone() {
        Path directory = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            return StoreBench.run(directory, TURN, brief ? TURNS_SHORT : TURNS, 1, 16);
        } catch (IOException e) {
            throw new Problem("cannot measure the store in " + directory + ": " + e.getMessage());
        }
    }

    private BenchOptions options() {
        List<String> java = java();
        int filled = atLeast("--objects", objects, brief ? OBJECTS_SHORT : OBJECTS, 1000);
        List<String> server = new ArrayList<>(java);
        server.addAll(1, roomFor(filled));
        server.add(Davit.class.getName());
        server.add("up");
        return new BenchOptions(
                server,
                java,
                filled,
                atLeast("--watchers", watchers, brief ? WATCHERS_SHORT : WATCHERS, 1),
                Duration.ofSeconds(brief ? 2 : 10),
                brief ? 1 : 5,
                peer());
    }

    private BenchOptions.@Nullable Peer peer() {
        if (peer == null) {
            return null;
        }
        if (token == null) {
            throw new ParameterException(spec.commandLine(), "--peer needs --token");
        }
        return new BenchOptions.Peer(peer, token, peerProcesses);
    }

    private int atLeast(String option, @Nullable Integer given, int normal, int least) {
        if (given != null && given < least) {
            throw new ParameterException(spec.commandLine(), option + " must be at least " + least);
        }
        return given == null ? normal : given;
    }

    /** What the server needs to hold so many objects, where the heap that it would get on this machine is smaller. */
    private static List<String> roomFor(int objects) {
        long needed = objects * ROOM_PER_OBJECT;
        return needed <= Runtime.getRuntime().maxMemory() ? List.of() : List.of("-Xmx" + (needed >> 20) + "m");
    }

    /** The JVM and its flags as this process was started with them: the server is measured as {@code davit up} runs it. */
    private static List<String> java() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        return command;
    }
}
