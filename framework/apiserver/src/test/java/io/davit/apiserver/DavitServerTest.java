package io.davit.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DavitServerTest {

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
    void storesAndReadsAnObject() throws Exception {
        String body =
                "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"a\"},\"data\":{\"k\":\"v\"}}";
        HttpResponse<String> created =
                server.send("POST", "/api/v1/namespaces/default/configmaps", body, LocalServer.ADMIN);
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        HttpResponse<String> read =
                server.send("GET", "/api/v1/namespaces/default/configmaps/a", "", LocalServer.ADMIN);
        assertThat(read.body()).isEqualTo(created.body());
        HttpResponse<String> listed = server.send("GET", "/api/v1/configmaps", "", LocalServer.ADMIN);
        assertThat(listed.body()).startsWith("{\"kind\":\"ConfigMapList\"").contains("\"k\":\"v\"");
    }

    @Test
    void refusesWhoMayNot() throws Exception {
        assertThat(server.send("GET", "/api/v1/configmaps", "", LocalServer.ALICE)
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.send("GET", "/api/v1/configmaps", "", "").statusCode())
                .isEqualTo(403);
        assertThat(server.send("GET", "/api/v1/configmaps", "", "nobody-knows-it")
                        .statusCode())
                .isEqualTo(401);
        assertThat(server.send("GET", "/readyz", "", "").statusCode()).isEqualTo(200);
    }

    @Test
    void refusesToActAsSomebodyElse() throws Exception {
        HttpRequest request = server.request("/api/v1/configmaps", LocalServer.ADMIN)
                .header("Impersonate-User", "alice")
                .build();
        assertThat(server.send(request).statusCode()).isEqualTo(403);
    }
}
