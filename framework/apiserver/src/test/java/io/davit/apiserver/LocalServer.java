package io.davit.apiserver;

import io.davit.apiserver.security.StaticToken;
import io.davit.pki.ClientTls;
import io.davit.pki.HostNames;
import io.davit.pki.Keyring;
import io.davit.registry.Caller;
import io.davit.storage.Store;
import io.davit.storage.memory.MemoryStore;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import javax.net.ssl.SSLContext;

/** A server in memory with an administrator ({@code admin-token}) and a user without rights ({@code alice-token}), and clients that trust it. */
final class LocalServer implements AutoCloseable {

    static final String ADMIN = "admin-token";
    static final String ALICE = "alice-token";

    private final Store store = MemoryStore.create();
    private final DavitServer server;
    private final SSLContext tls;
    private final HttpClient client;

    private LocalServer() {
        Keyring keyring = Keyring.inMemory(HostNames.ofApiServer("10.0.0.1"), Clock.systemUTC());
        tls = ClientTls.trusting(List.of(keyring.authority()), null);
        client = HttpClient.newBuilder().sslContext(tls).build();
        server = DavitServer.start(DavitServerOptions.of(store, keyring)
                .withTokens(List.of(
                        new StaticToken(ADMIN, Caller.of("admin", "system:masters")),
                        new StaticToken(ALICE, Caller.of("alice")))));
    }

    static LocalServer start() {
        return new LocalServer();
    }

    Store store() {
        return store;
    }

    SSLContext tls() {
        return tls;
    }

    HttpClient client() {
        return client;
    }

    int port() {
        return server.port();
    }

    /** A request as the bearer of a token; none when it is empty. */
    HttpRequest.Builder request(String path, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.url().resolve(path));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Sends JSON, or nothing when the body is empty. */
    HttpResponse<String> send(String method, String path, String body, String token)
            throws IOException, InterruptedException {
        return send(request(path, token)
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .build());
    }

    @Override
    public void close() {
        client.close();
        server.close();
        store.close();
    }
}
