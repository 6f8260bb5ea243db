package io.davit.app.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.davit.apiserver.DavitServer;
import io.davit.apiserver.DavitServerOptions;
import io.davit.model.json.Json;
import io.davit.pki.HostNames;
import io.davit.pki.Keyring;
import io.davit.pki.Kubeconfig;
import io.davit.storage.Store;
import io.davit.storage.memory.MemoryStore;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Histories of a server in this JVM, reached through its kubeconfig. */
class HistoryTest {

    private static final String MAPS = "/api/v1/namespaces/default/configmaps";
    private static final String DEPLOYMENT = """
            {"metadata":{"name":"web"},"spec":{"replicas":%d,"selector":{"matchLabels":{"a":"b"}},\
            "template":{"metadata":{"labels":{"a":"b"}},"spec":{"containers":[{"name":"c","image":"%s"}]}}}}""";

    @TempDir
    Path temp;

    private Store store;
    private DavitServer server;
    private Access access;
    private HttpClient client;

    @BeforeEach
    void start() {
        Keyring keyring = Keyring.inMemory(HostNames.ofApiServer("10.0.0.1"), Clock.systemUTC());
        store = MemoryStore.create();
        server = DavitServer.start(DavitServerOptions.of(store, keyring));
        Path kubeconfig = temp.resolve("kubeconfig");
        new Kubeconfig(server.url(), keyring.authority(), keyring.administrator()).writeTo(kubeconfig);
        access = Access.read(kubeconfig);
        client = HttpClient.newBuilder().sslContext(access.tls()).build();
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
        store.close();
    }

    @Test
    void tellsWhoChangedWhatNewestFirst() throws Exception {
        String deployments = "/apis/apps/v1/namespaces/default/deployments";
        write("POST", deployments + "?fieldManager=maker", DEPLOYMENT.formatted(1, "i:1"));
        write("PUT", deployments + "/web?fieldManager=roller", DEPLOYMENT.formatted(1, "i:2"));
        write("PUT", deployments + "/web?fieldManager=scaler", DEPLOYMENT.formatted(3, "i:2"));

        assertThat(text("deploy", "web"))
                .containsExactly(
                        "deployments.apps/web in default",
                        "",
                        "N  T  scaler (Update)",
                        "  .spec.replicas: 1 → 3",
                        "",
                        "N  T  roller (Update)",
                        "  .spec.template.spec.containers[name=\"c\"].image: \"i:1\" → \"i:2\"",
                        "",
                        "N  T  maker (Update)",
                        "  created");
    }

    @Test
    void neverShowsASecret() throws Exception {
        String secrets = "/api/v1/namespaces/default/secrets";
        write("POST", secrets, "{\"metadata\":{\"name\":\"s\"},\"data\":{\"p\":\"b2xkLXNlY3JldA==\"}}");
        write(
                "PUT",
                secrets + "/s",
                "{\"metadata\":{\"name\":\"s\"},\"stringData\":{\"p\":\"new-secret\",\"q\":\"q-secret\"}}");

        assertThat(text("secret", "s")).contains("  .data.p: (secret) changed", "  .data.q: (secret) added");
        for (Output form : Output.values()) {
            assertThat(told(form, "secret", "s", 0, 0))
                    .doesNotContain("old-secret", "new-secret", "b2xk", "bmV3", "cS1z");
        }
    }

    @Test
    void aDeletedObjectIsFoundByItself() throws Exception {
        write("POST", MAPS, map("1"));
        write("PUT", MAPS + "/m", map("2"));
        write("DELETE", MAPS + "/m", "");

        assertThat(text("cm", "m"))
                .containsSubsequence("  deleted", "  .data.v: \"1\" → \"2\"", "  created")
                .contains("N  T or later");
    }

    @Test
    void beginsWhereItIsTold() throws Exception {
        write("POST", MAPS, map("1"));
        long second = write("PUT", MAPS + "/m", map("2"));
        write("PUT", MAPS + "/m", map("3"));

        String told = told(Output.TEXT, "configmaps", "m", second, 1);
        assertThat(told).contains("\"1\" → \"2\"").doesNotContain("\"3\"", "created");
        assertThatThrownBy(() -> told(Output.TEXT, "cm", "m", 1, 0))
                .hasMessage("configmaps \"m\" in default was not there at resourceVersion 1");
        assertThatThrownBy(() -> told(Output.TEXT, "cm", "m", 999_999, 0))
                .hasMessage("resourceVersion 999999 is yet to come");
    }

    @Test
    void saysWhereThePastIsNoLongerKept() throws Exception {
        write("POST", MAPS, map("1"));
        long second = write("PUT", MAPS + "/m", map("2"));
        long third = write("PUT", MAPS + "/m", map("3"));
        store.compact(second - 1);

        assertThat(text("cm", "m"))
                .containsSubsequence(
                        "  .data.v: \"2\" → \"3\"",
                        "  (what this write changed is no longer known)",
                        "",
                        "Older revisions are no longer kept.");
        assertThat(third).isGreaterThan(second);
        assertThatThrownBy(() -> told(Output.TEXT, "cm", "m", second - 1, 0))
                .hasMessage("resourceVersion " + (second - 1) + " is no longer kept: the oldest kept is " + second);
    }

    @Test
    void programsGetEverythingInOneDocument() throws Exception {
        write("POST", MAPS + "?fieldManager=maker", map("1"));
        write("PUT", MAPS + "/m?fieldManager=editor", map("2"));

        JsonNode root = Json.parse(told(Output.JSON, "cm", "m", 0, 0));
        assertThat(root.get("resource").asString()).isEqualTo("configmaps");
        assertThat(root.get("complete").asBoolean()).isTrue();
        JsonNode newest = root.get("revisions").get(0);
        assertThat(newest.get("event").asString()).isEqualTo("Changed");
        assertThat(newest.get("manager").asString()).isEqualTo("editor");
        assertThat(Json.text(newest.get("changes"))).isEqualTo("[{\"path\":\".data.v\",\"old\":\"1\",\"new\":\"2\"}]");
        assertThat(root.get("revisions").get(1).get("event").asString()).isEqualTo("Created");
        assertThat(told(Output.YAML, "cm", "m", 0, 0)).contains("\n  manager: editor\n");
    }

    @Test
    void aTerminalIsSentNothingItWouldObey() throws Exception {
        write("POST", MAPS, map("1"));
        write("PUT", MAPS + "/m", map("\\u001b[2J\\u009b\\u202e"));

        assertThat(told(Output.TEXT, "cm", "m", 0, 1))
                .contains("\\u001B[2J\\u009b\\u202e")
                .doesNotContain("\u001b", "\u009b", "\u202e");
    }

    @ParameterizedTest
    @ValueSource(strings = {"namespaces", "namespace", "ns", "Namespace", "namespaces.v1"})
    void aResourceGoesByEachOfItsNames(String name) throws Exception {
        assertThat(text(name, "default")).startsWith("namespaces/default").contains("  created");
    }

    @Test
    void customResourcesAreFoundToo() throws Exception {
        write("POST", "/apis/apiextensions.k8s.io/v1/customresourcedefinitions", """
                {"metadata":{"name":"jars.example.com"},"spec":{"group":"example.com","scope":"Namespaced",\
                "names":{"plural":"jars","singular":"jar","kind":"Jar","shortNames":["jr"]},"versions":[{"name":"v1","served":true,\
                "storage":true,"schema":{"openAPIV3Schema":{"type":"object","x-kubernetes-preserve-unknown-fields":true}}}]}}""");
        String jars = "/apis/example.com/v1/namespaces/shop/jars";
        write("POST", "/api/v1/namespaces", "{\"metadata\":{\"name\":\"shop\"}}");
        String jar = "{\"apiVersion\":\"example.com/v1\",\"kind\":\"Jar\",\"metadata\":{\"name\":\"j\"%s},\"size\":%d}";
        for (int i = 0; i < 100 && send("GET", jars, "").statusCode() != 200; i++) {
            Thread.sleep(50);
        }
        long first = write("POST", jars, jar.formatted("", 1));
        write("PUT", jars + "/j", jar.formatted(",\"resourceVersion\":\"" + first + "\"", 2));

        for (String name : List.of("jars", "jr", "Jar", "jars.example.com", "jars.v1.example.com")) {
            assertThat(told(Output.TEXT, name, "j", 0, 0, "shop")).contains(".size: 1 → 2");
        }
    }

    @Test
    void whatIsNotThereIsNamed() {
        assertThatThrownBy(() -> text("boats", "b")).hasMessage("the server doesn't have a resource type \"boats\"");
        assertThatThrownBy(() -> text("cm", "nope"))
                .hasMessage("configmaps \"nope\" in default not found, now or in what is kept of the past");
        assertThatThrownBy(() -> text("node", "n"))
                .hasMessage("nodes \"n\" not found, now or in what is kept of the past");
    }

    @Test
    void aServerThatIsNotThereIsNamed() {
        URI url = server.url();
        server.close();

        assertThatThrownBy(() -> text("cm", "m")).hasMessage("cannot reach " + url + ": is it running? (./davit up)");
    }

    @Test
    void anotherServersKubeconfigIsSuspected() throws Exception {
        Keyring other = Keyring.inMemory(HostNames.ofApiServer("10.0.0.1"), Clock.systemUTC());
        Path kubeconfig = temp.resolve("other");
        new Kubeconfig(server.url(), other.authority(), other.administrator()).writeTo(kubeconfig);

        assertThatThrownBy(() -> History.of(Access.read(kubeconfig), "cm", null, "m"))
                .hasMessageContaining("is the kubeconfig that server's?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a: [",
                "kind: Config",
                "current-context: a",
                "{current-context: a, contexts: [{name: a, context: {cluster: c}}]}",
                "{current-context: a, contexts: [{name: a, context: {cluster: c}}], clusters: [{name: c, cluster: {server: '::'}}]}",
                "{current-context: a, contexts: [{name: a, context: {cluster: c, user: u}}], clusters: [{name: c, cluster: {server: 'https://x'}}], users: [{name: u, user: {exec: {}}}]}",
                "{current-context: a, contexts: [{name: a, context: {cluster: c, user: u}}], clusters: [{name: c, cluster: {server: 'https://x'}}], users: [{name: u, user: {client-certificate-data: eA==, client-key-data: eA==}}]}",
            })
    void aKubeconfigThatIsNotWholeIsNamed(String text) throws Exception {
        Path file = Files.writeString(temp.resolve("broken"), text);

        assertThatThrownBy(() -> Access.read(file))
                .isInstanceOf(HistoryException.class)
                .hasMessageContaining("kubeconfig " + file);
    }

    private List<String> text(String resource, String name) {
        return told(Output.TEXT, resource, name, 0, 0)
                .replaceAll("(?m)^\\d+  ", "N  ")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:]+Z", "T")
                .lines()
                .toList();
    }

    private String told(Output form, String resource, String name, long at, int limit) {
        return told(form, resource, name, at, limit, null);
    }

    private String told(Output form, String resource, String name, long at, int limit, @Nullable String namespace) {
        StringWriter out = new StringWriter();
        try (History history = History.of(access, resource, namespace, name)) {
            form.tell(history, at, limit, new PrintWriter(out), StandardCharsets.UTF_8);
        }
        return out.toString();
    }

    private static String map(String value) {
        return "{\"metadata\":{\"name\":\"m\"},\"data\":{\"v\":\"" + value + "\"}}";
    }

    /** The resourceVersion of what was written; 0 of what was deleted. */
    private long write(String method, String path, String body) throws Exception {
        HttpResponse<byte[]> answer = send(method, path, body);
        assertThat(answer.statusCode())
                .as(new String(answer.body(), StandardCharsets.UTF_8))
                .isIn(200, 201);
        return Json.parseObject(answer.body()).at("/metadata/resourceVersion").asLong(0);
    }

    private HttpResponse<byte[]> send(String method, String path, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(access.server().resolve(path))
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }
}
