package io.davit.app;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The {@code davit} command.
 *
 * <p>Exit codes: 0 done, 1 could not be done, 2 not understood; 130 and 143 after Ctrl-C and SIGTERM. What goes wrong is said in one line on
 * stderr; a stack trace comes only with {@code -v}.
 */
@Command(
        name = "davit",
        description = "The Kubernetes API, in your JVM.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {UpCommand.class, HistoryCommand.class, TestCommand.class, BenchCommand.class, TrainCommand.class
        },
        synopsisSubcommandLabel = "COMMAND")
public final class Davit implements Runnable {

    @Spec
    private CommandSpec spec;

    public static void main(String... arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        return commandLine().execute(arguments);
    }

    static CommandLine commandLine() {
        return new CommandLine(new Davit())
                .setParameterExceptionHandler((problem, arguments) -> misunderstood(problem))
                .setExecutionExceptionHandler((problem, command, parsed) -> failed(problem, command));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is needed: up, history, test or bench");
    }

    private static int misunderstood(ParameterException problem) {
        String command = problem.getCommandLine().getCommandSpec().qualifiedName();
        PrintWriter err = problem.getCommandLine().getErr();
        err.println(command + ": " + oneLine(String.valueOf(problem.getMessage())) + " (try " + command + " --help)");
        err.flush();
        return ExitCode.USAGE;
    }

    private static int failed(Exception problem, CommandLine command) {
        PrintWriter err = command.getErr();
        err.println(command.getCommandSpec().qualifiedName() + ": " + oneLine(Problem.describe(problem)));
        if (Logging.verbose()) {
            problem.printStackTrace(err);
        }
        err.flush();
        return ExitCode.SOFTWARE;
    }

    private static String oneLine(String text) {
        return String.join(" ", text.lines().map(String::strip).toList());
    }
}
