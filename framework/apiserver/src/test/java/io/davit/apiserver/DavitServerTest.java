package io.davit.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.davit.apiserver.security.StaticToken;
import io.davit.pki.HostNames;
import io.davit.pki.Keyring;
import io.davit.registry.Caller;
import io.davit.storage.memory.MemoryStore;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.KeyStore;
import java.time.Clock;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DavitServerTest {

    private static DavitServer server;
    private static HttpClient client;

    @BeforeAll
    static void start() throws Exception {
        Keyring keyring = Keyring.inMemory(HostNames.ofApiServer("10.0.0.1"), Clock.systemUTC());
        server = DavitServer.start(DavitServerOptions.of(MemoryStore.create(), keyring)
                .withTokens(List.of(
                        new StaticToken("admin-token", Caller.of("admin", "system:masters")),
                        new StaticToken("alice-token", Caller.of("alice")))));
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null);
        trusted.setCertificateEntry("authority", keyring.authority());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        client = HttpClient.newBuilder().sslContext(tls).build();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void storesAndReadsAnObject() throws Exception {
        String body =
                "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"a\"},\"data\":{\"k\":\"v\"}}";
        HttpResponse<String> created = send("POST", "/api/v1/namespaces/default/configmaps", body, "admin-token");
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        HttpResponse<String> read = send("GET", "/api/v1/namespaces/default/configmaps/a", "", "admin-token");
        assertThat(read.body()).isEqualTo(created.body());
        HttpResponse<String> listed = send("GET", "/api/v1/configmaps", "", "admin-token");
        assertThat(listed.body()).startsWith("{\"kind\":\"ConfigMapList\"").contains("\"k\":\"v\"");
    }

    @Test
    void refusesWhoMayNot() throws Exception {
        assertThat(send("GET", "/api/v1/configmaps", "", "alice-token").statusCode())
                .isEqualTo(403);
        assertThat(send("GET", "/api/v1/configmaps", "", "").statusCode()).isEqualTo(403);
        assertThat(send("GET", "/api/v1/configmaps", "", "nobody-knows-it").statusCode())
                .isEqualTo(401);
        assertThat(send("GET", "/readyz", "", "").statusCode()).isEqualTo(200);
    }

    @Test
    void refusesToActAsSomebodyElse() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.url().resolve("/api/v1/configmaps"))
                .header("Authorization", "Bearer admin-token")
                .header("Impersonate-User", "alice")
                .build();
        assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(403);
    }

    private static HttpResponse<String> send(String method, String path, String body, String token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.url().resolve(path))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
