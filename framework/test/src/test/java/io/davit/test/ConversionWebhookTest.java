package io.davit.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.davit.model.json.Json;
import io.davit.pki.Credential;
import io.davit.pki.HostNames;
import io.davit.pki.Keyring;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Versions that a webhook converts, called over HTTPS: v1 has {@code spec.hostPort}, v2 has {@code spec.host} and {@code spec.port}. */
@ExtendWith(DavitExtension.class)
@Timeout(60)
class ConversionWebhookTest {

    private final Keyring keyring =
            Keyring.inMemory(HostNames.of(List.of("127.0.0.1", "converter.default.svc")), Clock.systemUTC());
    private final HttpsServer webhook = server();
    private final KubernetesClient client;

    ConversionWebhookTest(KubernetesClient client) {
        this.client = client;
    }

    @BeforeEach
    void start() {
        webhook.start();
    }

    @AfterEach
    void stop() {
        webhook.stop(0);
        client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName("routes.example.com")
                .delete();
        client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName("routes.example.com")
                .waitUntilCondition(gone -> gone == null, 10, TimeUnit.SECONDS);
    }

    @Test
    void convertsWhatIsReadListedWatchedAndWritten() throws InterruptedException {
        define(url(), bundle());
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        try (var watch = routes("v2").watch(watcher(seen))) {
            create("v1", "a", Map.of("hostPort", "h:1"));
            create("v2", "b", Map.of("host", "g", "port", "2"));

            assertThat(spec("v2", "a")).isEqualTo("{host=h, port=1}");
            assertThat(spec("v1", "b")).isEqualTo("{hostPort=g:2}");
            assertThat(routes("v2").list().getItems())
                    .extracting(each -> each.get("spec", "host"))
                    .containsExactly("h", "g");
            assertThat(seen.poll(10, TimeUnit.SECONDS)).isEqualTo("ADDED a {host=h, port=1}");
            assertThat(seen.poll(10, TimeUnit.SECONDS)).isEqualTo("ADDED b {host=g, port=2}");

            routes("v2").withName("a").patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"port\":\"8\"}}");
            assertThat(seen.poll(10, TimeUnit.SECONDS)).isEqualTo("MODIFIED a {host=h, port=8}");
            assertThat(spec("v1", "a")).isEqualTo("{hostPort=h:8}");
        }
    }

    @Test
    void findsAServiceByItsEndpointsAndTrustsItByItsName() throws SocketException {
        client.resource("""
                {"apiVersion":"v1","kind":"Service","metadata":{"name":"converter","namespace":"default"},
                 "spec":{"ports":[{"name":"https","port":443}]}}""").create();
        client.resource("""
                {"apiVersion":"discovery.k8s.io/v1","kind":"EndpointSlice","addressType":"IPv4",
                 "metadata":{"name":"converter-1","namespace":"default","labels":{"kubernetes.io/service-name":"converter"}},
                 "ports":[{"name":"https","port":%d,"protocol":"TCP"}],
                 "endpoints":[{"addresses":["%s"],"conditions":{"ready":true}}]}""".formatted(webhook.getAddress().getPort(), ownAddress()))
                .create();
        define("\"service\":{\"namespace\":\"default\",\"name\":\"converter\",\"path\":\"/convert\"}", bundle());
        create("v2", "a", Map.of("host", "h", "port", "1"));
        assertThat(spec("v1", "a")).isEqualTo("{hostPort=h:1}");
    }

    @Test
    void trustsNobodyButTheBundle() {
        Keyring others = Keyring.inMemory(HostNames.of(List.of("127.0.0.1")), Clock.systemUTC());
        define(url(), pem(others.authority()));
        assertThatThrownBy(() -> create("v2", "a", Map.of("host", "h", "port", "1")))
                .isInstanceOfSatisfying(KubernetesClientException.class, refusal -> {
                    assertThat(refusal.getStatus().getMessage())
                            .startsWith(
                                    "conversion webhook for example.com/v2, Kind=Route failed: Post \"https://127.0.0.1:")
                            .endsWith(
                                    "tls: failed to verify certificate: x509: certificate signed by unknown authority");
                    assertThat(refusal.getStatus().getReason()).isNull();
                    assertThat(refusal.getCode()).isEqualTo(500);
                });
    }

    @Test
    void endsAWatchThatCannotBeShown() {
        define("\"url\":\"https://127.0.0.1:1/convert\"", bundle());
        create("v1", "a", Map.of("hostPort", "h:1"));
        assertThat(client.raw("/apis/example.com/v2/namespaces/default/routes?watch=true"))
                .contains("\"type\":\"ERROR\"")
                .contains("conversion webhook for example.com/v1, Kind=Route failed");
        assertThat(spec("v1", "a")).isEqualTo("{hostPort=h:1}");
    }

    private void define(String whom, String bundle) {
        HasMetadata crd = client.resource("""
                {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition",
                 "metadata":{"name":"routes.example.com"},
                 "spec":{"group":"example.com","scope":"Namespaced","names":{"plural":"routes","kind":"Route"},
                   "conversion":{"strategy":"Webhook","webhook":{"conversionReviewVersions":["v1"],
                     "clientConfig":{%s,"caBundle":"%s"}}},
                   "versions":[
                    {"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object","properties":
                      {"spec":{"type":"object","properties":{"hostPort":{"type":"string"}}}}}}},
                    {"name":"v2","served":true,"storage":false,"schema":{"openAPIV3Schema":{"type":"object","properties":
                      {"spec":{"type":"object","properties":{"host":{"type":"string"},"port":{"type":"string"}}}}}}}]}}""".formatted(whom, bundle)).create();
        client.resource(crd)
                .waitUntilCondition(
                        each -> each instanceof CustomResourceDefinition made
                                && made.getStatus() != null
                                && made.getStatus().getConditions() != null
                                && made.getStatus().getConditions().stream()
                                        .anyMatch(
                                                condition -> condition.getType().equals("Established")
                                                        && condition.getStatus().equals("True")),
                        10,
                        TimeUnit.SECONDS);
    }

    /** An address of this machine that an endpoint may have: loopback ones it may not. */
    private static String ownAddress() throws SocketException {
        Optional<String> address = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(each -> each instanceof Inet4Address && !each.isLoopbackAddress() && !each.isLinkLocalAddress())
                .map(InetAddress::getHostAddress)
                .findFirst();
        assumeTrue(address.isPresent(), "needs an address beside loopback");
        return address.get();
    }

    private String url() {
        return "\"url\":\"https://127.0.0.1:" + webhook.getAddress().getPort() + "/convert\"";
    }

    private String bundle() {
        return pem(keyring.authority());
    }

    private static String pem(X509Certificate certificate) {
        String pem = new Credential(
                        Keyring.inMemory(HostNames.of(List.of("x")), Clock.systemUTC())
                                .serving()
                                .key(),
                        List.of(certificate))
                .certificatePem();
        return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII));
    }

    private MixedOperation<
                    GenericKubernetesResource,
                    io.fabric8.kubernetes.api.model.GenericKubernetesResourceList,
                    Resource<GenericKubernetesResource>>
            all(String version) {
        return client.genericKubernetesResources(new ResourceDefinitionContext.Builder()
                .withGroup("example.com")
                .withVersion(version)
                .withPlural("routes")
                .withKind("Route")
                .withNamespaced(true)
                .build());
    }

    private io.fabric8.kubernetes.client.dsl.NonNamespaceOperation<
                    GenericKubernetesResource,
                    io.fabric8.kubernetes.api.model.GenericKubernetesResourceList,
                    Resource<GenericKubernetesResource>>
            routes(String version) {
        return all(version).inNamespace("default");
    }

    private void create(String version, String name, Map<String, String> spec) {
        GenericKubernetesResource route = new GenericKubernetesResource();
        route.setApiVersion("example.com/" + version);
        route.setKind("Route");
        route.setMetadata(new io.fabric8.kubernetes.api.model.ObjectMetaBuilder()
                .withName(name)
                .build());
        route.setAdditionalProperty("spec", spec);
        routes(version).resource(route).create();
    }

    private String spec(String version, String name) {
        return new java.util.TreeMap<>(routes(version).withName(name).require().<Map<String, Object>>get("spec"))
                .toString();
    }

    private static Watcher<GenericKubernetesResource> watcher(BlockingQueue<String> seen) {
        return new Watcher<>() {
            @Override
            public void eventReceived(Action action, GenericKubernetesResource route) {
                seen.add(action + " " + route.getMetadata().getName() + " "
                        + new java.util.TreeMap<>(route.<Map<String, Object>>get("spec")));
            }

            @Override
            public void onClose(WatcherException cause) {
                seen.add(String.valueOf(cause.getMessage()));
            }
        };
    }

    private HttpsServer server() {
        try {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(null, null);
            keys.setKeyEntry(
                    "webhook",
                    keyring.serving().key(),
                    new char[0],
                    keyring.serving().chain().toArray(X509Certificate[]::new));
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(keys, new char[0]);
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(factory.getKeyManagers(), null, null);
            HttpsServer server = HttpsServer.create(new InetSocketAddress(0), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(tls));
            server.createContext("/convert", ConversionWebhookTest::answer);
            return server;
        } catch (IOException | java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        ObjectNode review = Json.parseObject(exchange.getRequestBody().readAllBytes());
        JsonNode request = review.path("request");
        String wanted = request.path("desiredAPIVersion").asString();
        ObjectNode response = Json.object().put("uid", request.path("uid").asString());
        response.putObject("result").put("status", "Success");
        ArrayNode converted = response.putArray("convertedObjects");
        for (JsonNode each : request.path("objects")) {
            ObjectNode object = (ObjectNode) each.deepCopy();
            ObjectNode spec = (ObjectNode) object.path("spec");
            object.put("apiVersion", wanted);
            if (wanted.endsWith("v2")) {
                String[] parts = spec.remove("hostPort").asString().split(":", 2);
                spec.put("host", parts[0]).put("port", parts[1]);
            } else {
                spec.put(
                        "hostPort",
                        spec.remove("host").asString() + ":"
                                + spec.remove("port").asString());
            }
            converted.add(object);
        }
        ObjectNode answer = Json.object()
                .put("kind", "ConversionReview")
                .put("apiVersion", review.path("apiVersion").asString());
        answer.set("response", response);
        byte[] bytes = Json.bytes(answer);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
