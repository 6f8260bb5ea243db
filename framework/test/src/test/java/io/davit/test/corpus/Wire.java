package io.davit.test.corpus;

import io.davit.model.json.Json;
import io.davit.test.RunningDavit;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** The administrator's way to the server: plain requests, whole answers. A request that is not answered in time is a failure. */
final class Wire {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http;
    private final URI url;
    private final String token;

    Wire(RunningDavit davit) {
        url = davit.url();
        token = davit.tokenOf("admin");
        http = HttpClient.newBuilder()
                .sslContext(trusting(davit.config("admin").getCaCertData()))
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    Reply get(String path) throws IOException, InterruptedException {
        return send("GET", path, "application/json", Optional.empty());
    }

    Reply delete(String path) throws IOException, InterruptedException {
        return send("DELETE", path, "application/json", Optional.empty());
    }

    Reply post(String path, JsonNode body) throws IOException, InterruptedException {
        return send("POST", path, "application/json", Optional.of(body.toString()));
    }

    Reply put(String path, JsonNode body) throws IOException, InterruptedException {
        return send("PUT", path, "application/json", Optional.of(body.toString()));
    }

    Reply patch(String path, String type, JsonNode body) throws IOException, InterruptedException {
        return send("PATCH", path, type, Optional.of(body.toString()));
    }

    Reply send(String method, String path, String type, Optional<String> body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url.resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json")
                .header("User-Agent", "writer/1")
                .header("Content-Type", type)
                .method(method, body.map(BodyPublishers::ofString).orElseGet(BodyPublishers::noBody))
                .build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        return new Reply(answer.statusCode(), warnings(answer), tree(answer.body()));
    }

    private static List<String> warnings(HttpResponse<String> answer) {
        return answer.headers().allValues("warning").stream()
                .map(each ->
                        each.substring(each.indexOf('"') + 1, each.length() - 1).replace("\\\"", "\""))
                .sorted()
                .toList();
    }

    private static JsonNode tree(String body) {
        return body.startsWith("{") ? Json.parse(body) : StringNode.valueOf(body);
    }

    private static SSLContext trusting(String authority) {
        try {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null);
            trusted.setCertificateEntry(
                    "authority",
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(
                                    new ByteArrayInputStream(Base64.getDecoder().decode(authority))));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, trust.getTrustManagers(), null);
            return tls;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the authority of the server can't be trusted", e);
        }
    }
}
