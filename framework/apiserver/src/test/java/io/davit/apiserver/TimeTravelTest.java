package io.davit.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.davit.model.json.Json;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reading objects and lists as they were. */
class TimeTravelTest {

    private static final String MAPS = "/api/v1/namespaces/default/configmaps";
    private static final String TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io";
    private static final String METADATA = "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io";

    private LocalServer server;

    @BeforeEach
    void start() throws Exception {
        server = LocalServer.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void anObjectIsShownAsItWasAtEachRevision() throws Exception {
        long first = revision(write("POST", MAPS, map("a", "1")));
        long second = revision(write("PUT", MAPS + "/a", map("a", "2")));

        assertThat(at(MAPS + "/a", first).at("/data/v").asString()).isEqualTo("1");
        assertThat(revision(at(MAPS + "/a", first))).isEqualTo(first);
        assertThat(at(MAPS + "/a", second).at("/data/v").asString()).isEqualTo("2");
    }

    @Test
    void betweenTwoRevisionsItIsAsTheFirstLeftIt() throws Exception {
        long first = revision(write("POST", MAPS, map("a", "1")));
        long between = revision(write("POST", MAPS, map("b", "1")));
        write("PUT", MAPS + "/a", map("a", "2"));

        assertThat(revision(at(MAPS + "/a", between))).isEqualTo(first);
    }

    @Test
    void theRevisionBeforeAnObjectsOwnLeadsToItsPreviousState() throws Exception {
        long first = revision(write("POST", MAPS, map("a", "1")));
        write("POST", MAPS, map("b", "1"));
        long second = revision(write("PUT", MAPS + "/a", map("a", "2")));
        write("POST", MAPS, map("c", "1"));
        long third = revision(write("PUT", MAPS + "/a", map("a", "3")));

        assertThat(revision(at(MAPS + "/a", third - 1))).isEqualTo(second);
        assertThat(revision(at(MAPS + "/a", second - 1))).isEqualTo(first);
        assertThat(read(MAPS + "/a", first - 1).statusCode()).isEqualTo(404);
    }

    @Test
    void aDeletedObjectIsThereBeforeItsDeletionOnly() throws Exception {
        long made = revision(write("POST", MAPS, map("a", "1")));
        write("DELETE", MAPS + "/a", "");
        long after = revision(write("POST", MAPS, map("b", "1")));

        assertThat(at(MAPS + "/a", made).at("/data/v").asString()).isEqualTo("1");
        HttpResponse<String> gone = read(MAPS + "/a", after);
        assertThat(gone.statusCode()).isEqualTo(404);
        assertThat(gone.body()).contains("configmaps \\\"a\\\" not found");
    }

    @Test
    void listsShowTheSameMoment() throws Exception {
        write("POST", MAPS, map("a", "1"));
        long both = revision(write("POST", MAPS, map("b", "1")));
        write("PUT", MAPS + "/a", map("a", "2"));
        write("DELETE", MAPS + "/b", "");

        JsonNode list = at(MAPS, both);
        assertThat(values(list)).containsExactly("1", "1");
        assertThat(list.at("/metadata/resourceVersion").asString()).isEqualTo(String.valueOf(both));
    }

    @Test
    void pagesOfAListAreOfOneMoment() throws Exception {
        write("POST", MAPS, map("a", "1"));
        long both = revision(write("POST", MAPS, map("b", "1")));
        write("PUT", MAPS + "/b", map("b", "2"));

        JsonNode first = parsed(read(MAPS + "?limit=1", both));
        String token = first.at("/metadata/continue").asString();
        JsonNode second = parsed(server.send("GET", MAPS + "?limit=1&continue=" + token, "", LocalServer.ADMIN));
        assertThat(values(first)).containsExactly("1");
        assertThat(values(second)).containsExactly("1");
        assertThat(second.at("/metadata/continue").asString("")).isEmpty();
    }

    @Test
    void tablesAndMetadataTravelToo() throws Exception {
        long first = revision(write("POST", MAPS, map("a", "1")));
        write("PUT", MAPS + "/a", map("a", "2").replace("\"v\"", "\"v\":\"1\",\"w\""));

        assertThat(read(MAPS + "/a", first, TABLE).body()).contains("\"cells\":[\"a\",1,");
        assertThat(read(MAPS, first, TABLE).body()).contains("\"cells\":[\"a\",1,");
        JsonNode metadata = parsed(read(MAPS + "/a", first, METADATA));
        assertThat(metadata.get("kind").asString()).isEqualTo("PartialObjectMetadata");
        assertThat(revision(metadata)).isEqualTo(first);
    }

    @Test
    void theScaleOfThePastIsOfThePast() throws Exception {
        String sets = "/apis/apps/v1/namespaces/default/replicasets";
        String set = """
                {"metadata":{"name":"r"},"spec":{"replicas":%d,"selector":{"matchLabels":{"a":"b"}},\
                "template":{"metadata":{"labels":{"a":"b"}},"spec":{"containers":[{"name":"c","image":"i"}]}}}}""";
        long one = revision(write("POST", sets, set.formatted(1)));
        write("PUT", sets + "/r", set.formatted(5));

        assertThat(at(sets + "/r/scale", one).at("/spec/replicas").asInt()).isEqualTo(1);
    }

    @Test
    void customResourcesTravelAsWell() throws Exception {
        write("POST", "/apis/apiextensions.k8s.io/v1/customresourcedefinitions", """
                {"metadata":{"name":"jars.example.com"},"spec":{"group":"example.com","scope":"Cluster",\
                "names":{"plural":"jars","singular":"jar","kind":"Jar"},"versions":[{"name":"v1","served":true,"storage":true,\
                "schema":{"openAPIV3Schema":{"type":"object","properties":{"size":{"type":"integer"}}}}}]}}""");
        String jars = "/apis/example.com/v1/jars";
        await(jars);
        String jar = "{\"apiVersion\":\"example.com/v1\",\"kind\":\"Jar\",\"metadata\":{\"name\":\"j\"%s},\"size\":%d}";
        long first = revision(write("POST", jars, jar.formatted("", 1)));
        write("PUT", jars + "/j", jar.formatted(",\"resourceVersion\":\"" + first + "\"", 2));

        assertThat(at(jars + "/j", first).get("size").asInt()).isEqualTo(1);
        assertThat(at(jars, first).at("/items/0/size").asInt()).isEqualTo(1);
    }

    @Test
    void whatIsCompactedHasExpired() throws Exception {
        long first = revision(write("POST", MAPS, map("a", "1")));
        long second = revision(write("PUT", MAPS + "/a", map("a", "2")));
        server.store().compact(first);

        HttpResponse<String> refused = read(MAPS + "/a", first);
        assertThat(refused.statusCode()).isEqualTo(410);
        assertThat(parsed(refused).get("reason").asString()).isEqualTo("Expired");
        assertThat(parsed(refused).get("message").asString())
                .isEqualTo("too old resource version: " + first + " (" + second + ")");
        assertThat(read(MAPS, first).statusCode()).isEqualTo(410);
        assertThat(at(MAPS + "/a", second).at("/data/v").asString()).isEqualTo("2");
    }

    @Test
    void theFutureIsNotWaitedForLong() throws Exception {
        HttpResponse<String> refused = read(MAPS + "/a", 4_000_000_000L);

        assertThat(refused.statusCode()).isEqualTo(504);
        assertThat(parsed(refused).at("/details/causes/0/reason").asString()).isEqualTo("ResourceVersionTooLarge");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "resourceVersionMatch=Exact | resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden unless"
                        + " resourceVersion is provided",
                "resourceVersion=0&resourceVersionMatch=Exact | resourceVersionMatch: Forbidden: resourceVersionMatch"
                        + " \"exact\" is forbidden for resourceVersion \"0\"",
                "resourceVersion=1&resourceVersionMatch=exact | resourceVersionMatch: Unsupported value: \"exact\":"
                        + " supported values: \"Exact\", \"NotOlderThan\", \"\"",
            })
    void optionsThatDoNotFitAreABadRequestWithItsCauses(String query, String text) throws Exception {
        HttpResponse<String> refused = server.send("GET", MAPS + "/a?" + query, "", LocalServer.ADMIN);

        JsonNode status = parsed(refused);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(status.get("message").asString()).isEqualTo("GetOptions.meta.k8s.io \"\" is invalid: " + text);
        assertThat(status.at("/details/causes/0/field").asString()).isEqualTo("resourceVersionMatch");
    }

    private void await(String path) throws Exception {
        for (int i = 0; i < 100; i++) {
            if (server.send("GET", path, "", LocalServer.ADMIN).statusCode() == 200) {
                return;
            }
            Thread.sleep(50);
        }
        throw new AssertionError(path + " is not served");
    }

    private ObjectNode write(String method, String path, String body) throws Exception {
        HttpResponse<String> answer = server.send(method, path, body, LocalServer.ADMIN);
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
        return parsed(answer);
    }

    private JsonNode at(String path, long revision) throws Exception {
        HttpResponse<String> answer = read(path, revision);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return parsed(answer);
    }

    private HttpResponse<String> read(String path, long revision) throws Exception {
        return read(path, revision, "application/json");
    }

    private HttpResponse<String> read(String path, long revision, String accept) throws Exception {
        String query = (path.contains("?") ? "&" : "?") + "resourceVersion=" + revision + "&resourceVersionMatch=Exact";
        return server.send(server.request(path + query, LocalServer.ADMIN)
                .header("Accept", accept)
                .build());
    }

    private static ObjectNode parsed(HttpResponse<String> answer) {
        return Json.parseObject(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    private static String map(String name, String value) {
        return "{\"metadata\":{\"name\":\"" + name + "\"},\"data\":{\"v\":\"" + value + "\"}}";
    }

    private static long revision(JsonNode object) {
        return Long.parseLong(object.at("/metadata/resourceVersion").asString());
    }

    private static List<String> values(JsonNode list) {
        return StreamSupport.stream(list.get("items").spliterator(), false)
                .filter(item -> item.at("/metadata/name").asString().length() == 1)
                .map(item -> item.at("/data/v").asString())
                .toList();
    }
}
