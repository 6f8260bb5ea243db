package io.davit.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What only the wire shows: request targets as clients may spell them, and watches over WebSocket. */
class WireTest {

    private static final String TOKEN = "Bearer admin-token";

    private static LocalServer server;

    @BeforeAll
    static void start() throws Exception {
        server = LocalServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void servesPathsHoweverTheyAreSpelled() throws Exception {
        assertThat(get("/api/v1/namespaces/default/configmaps//", TOKEN)).startsWith("HTTP/1.1 200");
        assertThat(get("/api/v1/namespaces/default/%63onfigmaps", TOKEN)).startsWith("HTTP/1.1 200");
        assertThat(get("/api/v1/namespaces/default%2Fconfigmaps", TOKEN)).startsWith("HTTP/1.1 200");
        assertThat(get("/api/v1/namespaces/default/configmaps?limit=1&x=%zz", TOKEN))
                .startsWith("HTTP/1.1 200");
        assertThat(get("/api/v1/namespaces/default/configmaps;x=y", TOKEN)).startsWith("HTTP/1.1 404");
        assertThat(get("//api/v1", TOKEN)).startsWith("HTTP/1.1 404").endsWith("404 page not found\n");
        assertThat(get("/api/v1/namespaces/default/configmaps/%zz", TOKEN)).startsWith("HTTP/1.1 400");
        assertThat(get("/api/v1/namespaces/default/configmaps/a|b{", TOKEN)).startsWith("HTTP/1.1 404");
    }

    @Test
    void letsNoSpellingGetAroundAuthorization() throws Exception {
        for (String path : List.of(
                "//api/v1/secrets",
                "/version/../api/v1/secrets",
                "/api%2Fv1%2Fsecrets",
                "/api/v1/namespaces/default/secrets/",
                "/livez/%2e%2e/api/v1/secrets",
                "/api/v1/watch/secrets")) {
            assertThat(get(path, "Bearer alice-token")).as(path).startsWith("HTTP/1.1 403");
        }
    }

    @Test
    void takesNobodysWordForTheRequestTarget() throws Exception {
        String answer = get("/api/v1/secrets", "Bearer alice-token\r\ndavit-request-target: /version");

        assertThat(answer).startsWith("HTTP/1.1 403");
    }

    @Test
    void sendsEachEventOfAWatchAsOneMessage() throws Exception {
        BlockingQueue<String> events = new LinkedBlockingQueue<>();
        WebSocket socket = server.client()
                .newWebSocketBuilder()
                .header("Authorization", TOKEN)
                .buildAsync(
                        URI.create("wss://127.0.0.1:" + server.port()
                                + "/api/v1/namespaces/default/configmaps?watch=true&fieldSelector=metadata.name%3Dw"),
                        new Listener(events))
                .get(10, TimeUnit.SECONDS);
        String body = "{\"metadata\":{\"name\":\"w\"}}";
        assertThat(server.send("POST", "/api/v1/namespaces/default/configmaps", body, LocalServer.ADMIN)
                        .statusCode())
                .isEqualTo(201);
        assertThat(events.poll(10, TimeUnit.SECONDS))
                .startsWith("{\"type\":\"ADDED\",\"object\":{")
                .contains("\"name\":\"w\"")
                .endsWith("}");
        socket.abort();
    }

    /** A whole answer, as text; the connection is closed after it. */
    private static String get(String target, String authorization) throws IOException {
        try (SSLSocket socket = (SSLSocket) server.tls().getSocketFactory().createSocket("127.0.0.1", server.port())) {
            String request = "GET " + target + " HTTP/1.1\r\nHost: davit\r\nConnection: close\r\nAuthorization: "
                    + authorization + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private record Listener(BlockingQueue<String> events) implements WebSocket.Listener {

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            events.add(data.toString());
            socket.request(1);
            return null;
        }
    }
}
