package io.davit.app;

import io.davit.app.history.Access;
import io.davit.app.history.History;
import io.davit.app.history.Output;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code davit history}: who changed which fields of an object, and when. */
@Command(
        name = "history",
        description =
                "Tells who changed which fields of an object, and when, newest first, as far back as the server keeps the past.",
        footer = {
            "",
            "For example: davit history deployment web -n shop",
            "Values of Secrets are never shown. The server keeps everything for at least 5 minutes: see davit up --keep-history."
        },
        mixinStandardHelpOptions = true)
final class HistoryCommand implements Callable<Integer> {

    private static final Path KUBECONFIG = Path.of(".davit", "kubeconfig");

    private final Map<String, String> environment;

    @Parameters(
            arity = "1..2",
            paramLabel = "RESOURCE NAME",
            hideParamSyntax = true,
            description = "As for kubectl: deployment web, deploy/web, deployments.apps web; also custom resources.")
    private List<String> what = new ArrayList<>();

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            description = "The object's namespace (default: the kubeconfig's, or default).")
    private @Nullable String namespace;

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "How to reach the server (default: $KUBECONFIG, else .davit/kubeconfig).")
    private @Nullable Path kubeconfig;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "text, json or yaml (default: text).")
    private String output = "text";

    @Option(
            names = "--at",
            paramLabel = "REVISION",
            description = "Begins with the object as it was at this resourceVersion, also of one that is deleted.")
    private long at;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many revisions (default: all).")
    private int limit;

    @Option(names = "-v", description = "Says more on stderr when something fails.")
    private boolean verbose;

    @Spec
    private CommandSpec spec;

    HistoryCommand() {
        this(System.getenv());
    }

    HistoryCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Logging.verbosity(verbose ? 1 : 0);
        Output form = form();
        String[] words = words();
        if (at < 0) {
            throw misunderstood("--at must be a resourceVersion, a positive number");
        }
        if (limit < 0) {
            throw misunderstood("--limit must be 1 or more");
        }
        Access access = Access.read(kubeconfig());
        try (History history = History.of(access, words[0], namespace, words[1])) {
            form.tell(history, at, limit, spec.commandLine().getOut(), charset());
        }
        return ExitCode.OK;
    }

    private Output form() {
        return switch (output.toLowerCase(Locale.ROOT)) {
            case "text" -> Output.TEXT;
            case "json" -> Output.JSON;
            case "yaml" -> Output.YAML;
            default -> throw misunderstood("-o must be text, json or yaml, not " + output);
        };
    }

    /** The resource and the name, given as two words or as one with a slash. */
    private String[] words() {
        String[] words = what.size() == 1 ? what.getFirst().split("/", 2) : what.toArray(String[]::new);
        if (words.length != 2 || words[0].isEmpty() || words[1].isEmpty()) {
            throw misunderstood("a resource and a name are needed, as in: deployment web");
        }
        return words;
    }

    private Path kubeconfig() {
        if (kubeconfig != null) {
            return kubeconfig;
        }
        String named = environment.getOrDefault("KUBECONFIG", "");
        return named.isEmpty() ? KUBECONFIG : Path.of(named.split(java.io.File.pathSeparator, 2)[0]);
    }

    /** What the console writes in. */
    private static Charset charset() {
        return System.out.charset();
    }

    private ParameterException misunderstood(String problem) {
        return new ParameterException(spec.commandLine(), problem);
    }
}
