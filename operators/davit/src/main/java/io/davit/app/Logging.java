package io.davit.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import org.slf4j.Logger;

/**
 * Log lines go to stderr: warnings in one line each, and with {@code -v} everything with its stack traces.
 *
 * <p>Logback finds this class as a service. Set up in code rather than XML, for the quarter of a second that it saves.
 */
public final class Logging extends ContextAwareBase implements Configurator {

    private static final String VERBOSITY = "davit.verbosity";

    /** Says how much to log; to be called before anything logs. */
    static void verbosity(int flags) {
        System.setProperty(VERBOSITY, String.valueOf(flags));
        // Spring Boot would set Logback up again, with a banner on stdout.
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
    }

    static boolean verbose() {
        return Integer.getInteger(VERBOSITY, 0) > 0;
    }

    @Override
    public ExecutionStatus configure(LoggerContext loggers) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(loggers);
        encoder.setPattern(
                verbose()
                        ? "%d{HH:mm:ss.SSS} %-5level %logger{0} [%thread]: %msg %kvp%n"
                        : "%d{HH:mm:ss} %-5level %logger{0}: %msg %kvp%replace( %ex{0}){'\\s+', ' '}%n%nopex");
        encoder.start();
        ConsoleAppender<ILoggingEvent> stderr = new ConsoleAppender<>();
        stderr.setContext(loggers);
        stderr.setTarget("System.err");
        stderr.setEncoder(encoder);
        stderr.start();
        ch.qos.logback.classic.Logger root = loggers.getLogger(Logger.ROOT_LOGGER_NAME);
        root.addAppender(stderr);
        root.setLevel(Integer.getInteger(VERBOSITY, 0) > 1 ? Level.INFO : Level.WARN);
        if (!verbose()) {
            // A failed start reaches the user as one line of ours, not as Spring Boot's page.
            loggers.getLogger("org.springframework.boot").setLevel(Level.OFF);
        }
        loggers.getLogger("io.davit").setLevel(ownLevel(Integer.getInteger(VERBOSITY, 0)));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static Level ownLevel(int flags) {
        return switch (flags) {
            case 0 -> Level.WARN;
            case 1 -> Level.INFO;
            default -> Level.DEBUG;
        };
    }
}
