package io.davit.app;

import io.davit.apiserver.security.StaticToken;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code davit up}: starts the API server and serves until it is told to stop. */
@Command(
        name = "up",
        description = "Starts the API server, prints its address and how to reach it, and serves until Ctrl-C.",
        mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {

    private static final Path DATA = Path.of(".davit");
    private static final Pattern TIME = Pattern.compile("([1-9][0-9]{0,4})([mhd])");

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where objects, certificates and the kubeconfig are kept (default: .davit).")
    private @Nullable Path data;

    @Option(names = "--in-memory", description = "Keeps objects in memory only: they are gone when it stops.")
    private boolean inMemory;

    @Option(names = "--port", paramLabel = "PORT", description = "The port; 0 picks a free one (default: 6443).")
    private int port = 6443;

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "Where to write the administrator's kubeconfig (default: kubeconfig in the data directory).")
    private @Nullable Path kubeconfig;

    @Option(
            names = "--token-auth-file",
            paramLabel = "FILE",
            description =
                    "Bearer tokens, a line each: token,user,uid[,\"group1,group2\"], as kube-apiserver reads them.")
    private @Nullable Path tokens;

    @Option(
            names = "--keep-history",
            paramLabel = "TIME",
            description = "How long the past of objects can be read, at least, such as 30m, 12h or 7d (default: 5m).")
    private String keep = "5m";

    @Option(names = "-v", description = "Says more on stderr; -vv says all.")
    private boolean[] verbosity = {};

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (port < 0 || port > 65535) {
            throw new ParameterException(spec.commandLine(), "--port must be between 0 and 65535, not " + port);
        }
        Logging.verbosity(verbosity.length);
        List<StaticToken> staticTokens = tokens == null ? List.of() : TokenFile.read(tokens);
        Launch launch = Launch.of(new Launch.Plan(dataDirectory(), inMemory, port, kubeconfig, staticTokens, keep()));
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(launch, stopped), "stop"));
        PrintWriter out = spec.commandLine().getOut();
        out.println("Davit is ready at " + launch.address());
        out.println("export KUBECONFIG=" + quoted(launch.kubeconfig().toString()));
        out.flush();
        stopped.await();
        return ExitCode.OK;
    }

    private Duration keep() {
        Matcher time = TIME.matcher(keep);
        if (!time.matches()) {
            throw new ParameterException(
                    spec.commandLine(), "--keep-history must be a time such as 30m, 12h or 7d, not " + keep);
        }
        return Duration.of(
                Long.parseLong(time.group(1)),
                switch (time.group(2)) {
                    case "m" -> ChronoUnit.MINUTES;
                    case "h" -> ChronoUnit.HOURS;
                    default -> ChronoUnit.DAYS;
                });
    }

    /** Nothing is kept on disk when nobody asked for it: then any number of servers may run side by side. */
    private @Nullable Path dataDirectory() {
        boolean needed = !inMemory || data != null || kubeconfig == null;
        return !needed ? null : data != null ? data : DATA;
    }

    private void stop(Launch launch, CountDownLatch stopped) {
        try {
            launch.close();
        } catch (RuntimeException e) {
            PrintWriter err = spec.commandLine().getErr();
            err.println("davit up: " + Problem.describe(e));
            err.flush();
        } finally {
            stopped.countDown();
        }
    }

    /** As a shell reads it back. */
    static String quoted(String path) {
        boolean plain = path.chars().allMatch(c -> Character.isLetterOrDigit(c) || "/._-+@:,".indexOf(c) >= 0);
        return plain ? path : "'" + path.replace("'", "'\\''") + "'";
    }
}
