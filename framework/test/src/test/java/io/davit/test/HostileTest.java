package io.davit.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.davit.model.json.Json;
import io.davit.pki.ClientTls;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What somebody sends who means no good: it is refused with a word that helps, or it is done, and whoever asks for something else
 * meanwhile is answered.
 */
@Timeout(60)
class HostileTest {

    private static final String DEFINITIONS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
    private static final String OBJECTS = "/apis/hostile.example.com/v1/namespaces/default/";
    private static final String JSON = "application/json";
    private static final String APPLY = "application/apply-patch+yaml";

    @RegisterExtension
    static final DavitExtension davit = DavitExtension.builder().build();

    private final HttpClient http =
            HttpClient.newBuilder().sslContext(ClientTls.trustingAnybody(null)).build();

    private record Reply(int code, JsonNode body) {

        String message() {
            return body.path("message").asString("");
        }
    }

    @Test
    void manyUnknownFieldsAreDroppedOrToldOf() throws Exception {
        define("Unknown", "'spec':{'type':'object','properties':{'a':{'type':'string'}}}");
        String body = object("Unknown", "{" + joined(100_000, i -> "'f" + i + "':1") + "}");

        Reply dropped = meanwhile("POST", OBJECTS + "unknowns", JSON, body);
        assertThat(dropped.code()).as(dropped.message()).isEqualTo(201);
        assertThat(dropped.body().path("spec")).isEmpty();

        Reply strict = meanwhile("POST", OBJECTS + "unknowns?fieldValidation=Strict", JSON, body);
        assertThat(strict.code()).isEqualTo(400);
        assertThat(strict.message()).contains("unknown field \"spec.f0\"");
    }

    @Test
    void keyedListsWithoutEndAreRefused() throws Exception {
        define(
                "Keyed",
                "'spec':{'type':'object','properties':{'l':{'type':'array','x-kubernetes-list-type':'map',"
                        + "'x-kubernetes-list-map-keys':['n'],'items':{'type':'object','required':['n'],"
                        + "'properties':{'n':{'type':'string'}}}}}}");
        String many =
                object("Keyed", "{'l':[" + joined(40_000, i -> "{'n':'element-of-a-long-list-" + i + "'}") + "]}");
        String some = object("Keyed", "{'l':[" + joined(3_000, i -> "{'n':'" + i + "'}") + "]}");

        Reply refused = meanwhile("PATCH", OBJECTS + "keyeds/a?fieldManager=one", APPLY, many);
        assertThat(refused.code()).isEqualTo(413);
        assertThat(refused.message()).contains("Request entity too large").contains("limit is");
        assertThat(meanwhile("PATCH", OBJECTS + "keyeds/a?fieldManager=one", APPLY, some)
                        .code())
                .isEqualTo(201);
        assertThat(meanwhile("PATCH", OBJECTS + "keyeds/a?fieldManager=two", APPLY, some)
                        .code())
                .isEqualTo(200);
    }

    /** Texts of one hash: a set that only hashes them compares each with each. */
    @Test
    void valuesThatCollideAreStillToldApart() throws Exception {
        define(
                "Colliding",
                "'spec':{'type':'object','properties':{'s':{'type':'array','x-kubernetes-list-type':'set',"
                        + "'items':{'type':'string'}}}}");
        String body = object(
                "Colliding",
                "{'s':["
                        + joined(
                                1 << 14,
                                i -> "'"
                                        + IntStream.range(0, 14)
                                                .mapToObj(bit -> (i >> bit & 1) == 0 ? "Aa" : "BB")
                                                .collect(Collectors.joining())
                                        + "'")
                        + "]}");

        Reply reply = meanwhile("POST", OBJECTS + "collidings", JSON, body);
        assertThat(reply.code()).as(reply.message()).isEqualTo(201);
    }

    @Test
    void alternativesThatMultiplyAreGivenUp() throws Exception {
        define(
                "Alternating",
                "'spec':{'type':'object','properties':{'l':{'type':'array','items':{'type':'integer','allOf':["
                        + joined(2_000, i -> "{'minimum':" + (1_000_000 + i) + "}") + "]}}}}");

        Reply reply = meanwhile(
                "POST",
                OBJECTS + "alternatings",
                JSON,
                object("Alternating", "{'l':[" + joined(5_000, i -> "1") + "]}"));

        assertThat(reply.code()).isEqualTo(413);
        assertThat(reply.message()).startsWith("the object is too large to be validated");
    }

    @Test
    void longEnumerationsAreToldOfWithinReason() throws Exception {
        define(
                "Enumerated",
                "'spec':{'type':'object','properties':{'l':{'type':'array','items':{'type':'string','enum':["
                        + joined(20_000, i -> "'value-" + i + "'") + "]}}}}");

        Reply fine = meanwhile(
                "POST",
                OBJECTS + "enumerateds",
                JSON,
                object("Enumerated", "{'l':[" + joined(20_000, i -> "'value-19999'") + "]}"));
        assertThat(fine.code()).isEqualTo(201);

        Reply reply = meanwhile(
                "POST",
                OBJECTS + "enumerateds",
                JSON,
                object("Enumerated", "{'l':[" + joined(2_000, i -> "'none'") + "]}")
                        .replace("'a'", "'b'"));
        assertThat(reply.code()).isEqualTo(422);
        assertThat(reply.message()).hasSizeLessThan(20_000_000).contains("Unsupported value: \"none\"");
        assertThat(reply.body().at("/details/causes")).hasSize(1_001);
    }

    @Test
    void columnsThatLeadEverywhereShowNothing() throws Exception {
        String columns = IntStream.range(1, 9)
                .mapToObj(i -> "{'name':'c" + i + "','type':'string','jsonPath':'.spec" + "..*".repeat(i) + "'}")
                .collect(Collectors.joining(","));
        define(
                "Everywhere",
                "'spec':{'type':'object','x-kubernetes-preserve-unknown-fields':true}",
                ",'additionalPrinterColumns':[" + columns + "]");
        String nested = "{'a':1,'b':".repeat(60) + "1" + "}".repeat(60);
        assertThat(meanwhile("POST", OBJECTS + "everywheres", JSON, object("Everywhere", nested))
                        .code())
                .isEqualTo(201);

        HttpResponse<byte[]> table = http.send(
                request("GET", OBJECTS + "everywheres", JSON, "")
                        .setHeader("Accept", "application/json;as=Table;v=v1;g=meta.k8s.io")
                        .build(),
                BodyHandlers.ofByteArray());
        assertThat(table.statusCode()).isEqualTo(200);
        assertThat(Json.parse(table.body()).at("/rows/0/cells")).hasSize(9);
    }

    @Test
    void rulesThatCostTooMuchAreRefused() throws Exception {
        Reply reply = define(
                DEFINITIONS + "?dryRun=All",
                "Costly",
                "'spec':{'type':'object','properties':{'a':{'type':'array','items':{'type':'string'}}},"
                        + "'x-kubernetes-validations':[{'rule':'self.a.all(x, self.a.all(y, self.a.all(z, x + y != z)))'},"
                        + "{'rule':'" + "(".repeat(5_000) + "true" + ")".repeat(5_000) + "'}]}",
                "");

        assertThat(reply.code()).isEqualTo(422);
        assertThat(reply.message()).contains("estimated rule cost exceeds budget");
    }

    @Test
    void nestingWithoutEndIsRefused() throws Exception {
        Reply object = meanwhile(
                "POST",
                "/api/v1/namespaces/default/configmaps",
                JSON,
                "{'a':".repeat(200_000) + "1" + "}".repeat(200_000));
        assertThat(object.code()).isEqualTo(400);
        assertThat(object.message()).contains("exceeded max depth");
    }

    @Test
    void patchesThatGrowAreRefused() throws Exception {
        define("Growing", "'spec':{'type':'object','x-kubernetes-preserve-unknown-fields':true}");
        assertThat(meanwhile("POST", OBJECTS + "growings", JSON, object("Growing", "{'a':{'x':'yyyyyyyyyy'}}"))
                        .code())
                .isEqualTo(201);
        String patch = "[" + joined(40, i -> "{'op':'copy','from':'/spec','path':'/spec/c" + i + "'}") + "]";

        assertThat(meanwhile("PATCH", OBJECTS + "growings/a", "application/json-patch+json", patch)
                        .code())
                .isEqualTo(422);
    }

    @Test
    void portsThatRepeatByTheThousandAreWarnedOf() throws Exception {
        String containers = joined(
                1_000,
                i -> "{'name':'c" + i + "','image':'i','ports':["
                        + joined(5, port -> "{'containerPort':" + (port + 1) + "}") + "]}");

        Reply reply = meanwhile(
                "POST",
                "/apis/apps/v1/namespaces/default/deployments?dryRun=All",
                JSON,
                "{'metadata':{'name':'ports'},'spec':{'selector':{'matchLabels':{'a':'b'}},'template':{'metadata':"
                        + "{'labels':{'a':'b'}},'spec':{'containers':[" + containers + "]}}}}");

        assertThat(reply.code()).isEqualTo(201);
    }

    @Test
    void longTextsMeetExponentialPatterns() throws Exception {
        define("Patterned", "'spec':{'type':'object','properties':{'s':{'type':'string','pattern':'^(a+)+$'}}}");

        Reply reply = meanwhile(
                "POST", OBJECTS + "patterneds", JSON, object("Patterned", "{'s':'" + "a".repeat(500_000) + "!'}"));

        assertThat(reply.code()).isEqualTo(422);
        assertThat(reply.message()).endsWith("spec.s in body should match '^(a+)+$'");
    }

    /** The answer to a request, while another one is answered too. */
    private Reply meanwhile(String method, String path, String type, String body) throws Exception {
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(request(method, path, type, body).build(), BodyHandlers.ofByteArray());
        assertThat(http.send(
                                request("GET", "/api/v1/namespaces/default", JSON, "")
                                        .build(),
                                BodyHandlers.ofByteArray())
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<byte[]> response = answer.get();
        return new Reply(response.statusCode(), Json.parse(response.body()));
    }

    private static HttpRequest.Builder request(String method, String path, String type, String body) {
        RunningDavit running = davit.running();
        return HttpRequest.newBuilder(URI.create(running.url() + path))
                .timeout(Duration.ofSeconds(50))
                .header("Authorization", "Bearer " + running.tokenOf("admin"))
                .header("Accept", JSON)
                .header("Content-Type", type)
                .method(
                        method,
                        body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body.replace('\'', '"')));
    }

    private void define(String kind, String properties) throws Exception {
        define(kind, properties, "");
    }

    private void define(String kind, String properties, String more) throws Exception {
        assertThat(define(DEFINITIONS, kind, properties, more).code()).isEqualTo(201);
        while (http.send(request("GET", OBJECTS + plural(kind), JSON, "").build(), BodyHandlers.ofByteArray())
                        .statusCode()
                != 200) {
            Thread.onSpinWait();
        }
    }

    private Reply define(String path, String kind, String properties, String more) throws Exception {
        ObjectNode definition = Json.object();
        definition.putObject("metadata").put("name", plural(kind) + ".hostile.example.com");
        ObjectNode spec =
                definition.putObject("spec").put("group", "hostile.example.com").put("scope", "Namespaced");
        spec.putObject("names")
                .put("kind", kind)
                .put("plural", plural(kind))
                .put("singular", kind.toLowerCase(java.util.Locale.ROOT));
        spec.putArray("versions")
                .add(Json.parse(("{'name':'v1','served':true,'storage':true,'schema':{'openAPIV3Schema':"
                                + "{'type':'object','properties':{" + properties + "}}}" + more + "}")
                        .replace('\'', '"')));
        return meanwhile("POST", path, JSON, Json.text(definition));
    }

    private static String plural(String kind) {
        return kind.toLowerCase(java.util.Locale.ROOT) + "s";
    }

    private static String object(String kind, String spec) {
        return "{'apiVersion':'hostile.example.com/v1','kind':'" + kind + "','metadata':{'name':'a'},'spec':" + spec
                + "}";
    }

    private static String joined(int count, IntFunction<String> each) {
        return IntStream.range(0, count).mapToObj(each).collect(Collectors.joining(","));
    }
}
