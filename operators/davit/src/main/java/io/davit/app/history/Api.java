package io.davit.app.history;

import io.davit.model.error.ApiException;
import io.davit.model.json.Json;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads from an API server, by plain HTTP. */
final class Api implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Access access;
    private final HttpClient client;

    Api(Access access) {
        this.access = access;
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(PATIENCE);
        this.client =
                (access.server().getScheme().equals("https") ? builder.sslContext(access.tls()) : builder).build();
    }

    /** What was answered: a JSON object, whatever the code. */
    record Answer(int code, ObjectNode body) {

        boolean ok() {
            return code == 200;
        }

        /** A Status's message. */
        String message() {
            return body.path("message").asString("the server answered with " + code);
        }
    }

    URI server() {
        return access.server();
    }

    /** @throws HistoryException when there is no answer to be had */
    Answer get(String path, String accept) {
        HttpResponse<byte[]> response = send(path, accept, BodyHandlers.ofByteArray());
        try {
            if (Json.parse(response.body()) instanceof ObjectNode body) {
                return new Answer(response.statusCode(), body);
            }
        } catch (ApiException e) {
            throw notAnApiServer(response.statusCode());
        }
        throw notAnApiServer(response.statusCode());
    }

    Answer get(String path) {
        return get(path, "application/json");
    }

    /** A stream of JSON objects, read to its end, which {@code timeoutSeconds} in the query must bring. */
    Iterable<JsonNode> stream(String path) {
        HttpResponse<java.util.stream.Stream<String>> response = send(path, "application/json", BodyHandlers.ofLines());
        return () -> response.body().map(Json::parse).iterator();
    }

    @Override
    public void close() {
        client.close();
    }

    private <T> HttpResponse<T> send(String path, String accept, HttpResponse.BodyHandler<T> how) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(access.server() + path))
                .timeout(PATIENCE)
                .header("Accept", accept)
                .header("User-Agent", "davit-history");
        if (!access.token().isEmpty()) {
            request.header("Authorization", "Bearer " + access.token());
        }
        try {
            return client.send(request.build(), how);
        } catch (SSLException e) {
            throw new HistoryException(
                    "no secure connection to " + server() + ": is the kubeconfig that server's? (" + e.getMessage()
                            + ")",
                    e);
        } catch (HttpTimeoutException e) {
            throw new HistoryException("no answer from " + server() + " in " + PATIENCE.toSeconds() + " seconds", e);
        } catch (ConnectException e) {
            throw new HistoryException("cannot reach " + server() + ": is it running? (./davit up)", e);
        } catch (IOException e) {
            throw new HistoryException("lost the connection to " + server() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HistoryException("interrupted", e);
        }
    }

    private HistoryException notAnApiServer(int code) {
        return new HistoryException(
                server() + " does not speak the Kubernetes API: it answered " + code + " without JSON");
    }
}
