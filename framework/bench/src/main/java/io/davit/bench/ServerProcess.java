package io.davit.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A server in a process of its own, which prints {@code ready at <address>} when it is. */
final class ServerProcess implements AutoCloseable {

    private static final String READY = "ready at ";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final URI address;
    private final long startedAt;

    private ServerProcess(Process process, URI address, long startedAt) {
        this.process = process;
        this.address = address;
        this.startedAt = startedAt;
    }

    /**
     * Starts the command and waits until it is ready.
     *
     * @param errors the file that gets what it says on stderr
     */
    static ServerProcess start(List<String> command, Path errors) {
        long startedAt = System.nanoTime();
        Process process = launch(command, errors);
        CompletableFuture<URI> address = new CompletableFuture<>();
        Thread.ofVirtual().name("output").start(() -> follow(process, address));
        try {
            return new ServerProcess(process, address.get(PATIENCE.toSeconds(), TimeUnit.SECONDS), startedAt);
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
            throw new BenchException("a server did not start: " + said(errors), e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }

    URI address() {
        return address;
    }

    /** When the process was started, as {@link System#nanoTime()} tells it. */
    long startedAt() {
        return startedAt;
    }

    long pid() {
        return process.pid();
    }

    Usage usage() {
        return new Usage(List.of(process.pid()));
    }

    /** Asks it to end, and waits until it has. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static Process launch(List<String> command, Path errors) {
        try {
            return new ProcessBuilder(command).redirectError(errors.toFile()).start();
        } catch (IOException e) {
            throw new BenchException("cannot run " + command.getFirst() + ": " + e.getMessage(), e);
        }
    }

    private static void follow(Process process, CompletableFuture<URI> address) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int ready = line.indexOf(READY);
                if (ready >= 0) {
                    address.complete(
                            URI.create(line.substring(ready + READY.length()).strip()));
                }
            }
            address.completeExceptionally(new BenchException("it ended"));
        } catch (IOException e) {
            address.completeExceptionally(e);
        }
    }

    private static String said(Path errors) {
        try {
            String text = Files.readString(errors).strip();
            return text.isEmpty() ? "it said nothing" : text;
        } catch (IOException e) {
            return "and what it said cannot be read: " + e.getMessage();
        }
    }
}
