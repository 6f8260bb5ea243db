package io.davit.test.golden;

import io.davit.model.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** A watch that runs beside the steps of a case and keeps its events until they are collected. */
final class Watch implements AutoCloseable {

    private final Connection connection;
    private final Answer head;
    private final List<JsonNode> events = new ArrayList<>();
    private boolean closed;

    Watch(Connection connection) throws IOException {
        this.connection = connection;
        this.head = connection.head();
        connection.waitForever();
        Thread.ofVirtual().name("watch").start(this::read);
    }

    int code() {
        return head.code();
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(connection.body(head), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    add(Json.parse(line));
                }
            }
        } catch (IOException e) {
            // A closed connection ends the stream, as its end does.
        } finally {
            end();
        }
    }

    private synchronized void add(JsonNode event) {
        events.add(event);
        notifyAll();
    }

    private synchronized void end() {
        closed = true;
        notifyAll();
    }

    /**
     * Takes the events until now.
     *
     * @param count waits for so many; null waits for the whole time
     * @param settle how long to wait for one too many
     */
    ArrayNode collect(@Nullable Integer count, Duration within, Duration settle) throws InterruptedException {
        synchronized (this) {
            long end = System.nanoTime() + within.toNanos();
            for (long left = within.toNanos();
                    left > 0 && !closed && (count == null || events.size() < count);
                    left = end - System.nanoTime()) {
                wait(Math.max(1, left / 1_000_000));
            }
        }
        if (count != null && !isClosed()) {
            Thread.sleep(settle);
        }
        return take();
    }

    synchronized ArrayNode take() {
        ArrayNode taken = Json.array();
        events.forEach(taken::add);
        events.clear();
        return taken;
    }

    /** Waits for the server to end the stream; whether it did. */
    synchronized boolean awaitEnd(Duration within) throws InterruptedException {
        long end = System.nanoTime() + within.toNanos();
        for (long left = within.toNanos(); left > 0 && !closed; left = end - System.nanoTime()) {
            wait(Math.max(1, left / 1_000_000));
        }
        return closed;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        connection.close();
    }
}
