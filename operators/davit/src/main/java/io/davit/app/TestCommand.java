package io.davit.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code davit test}, for the help: the launcher script runs it, since it needs the sources and not this build of them. */
@Command(
        name = "test",
        description = "Builds everything and runs all checks, as ./mvnw verify does.",
        mixinStandardHelpOptions = true)
final class TestCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        throw new Problem("tests run from a checkout of the sources: ./davit test");
    }
}
