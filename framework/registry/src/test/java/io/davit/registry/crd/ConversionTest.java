package io.davit.registry.crd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.davit.model.GroupVersionResource;
import io.davit.model.error.ApiException;
import io.davit.model.json.Json;
import io.davit.registry.Registry;
import io.davit.registry.Target;
import io.davit.registry.cache.CachedObject;
import io.davit.registry.family.Body;
import io.davit.registry.family.Served;
import io.davit.registry.webhook.WebhookClient;
import io.davit.registry.webhook.WebhookFailure;
import io.davit.registry.write.WriteOptions;
import io.davit.storage.memory.MemoryStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A resource of two versions: v1 has {@code spec.hostPort}, v2 has {@code spec.host} and {@code spec.port}. */
@Timeout(60)
class ConversionTest {

    private static final GroupVersionResource DEFINITIONS =
            new GroupVersionResource("apiextensions.k8s.io", "v1", "customresourcedefinitions");

    private final MemoryStore store = MemoryStore.create();
    private final List<ObjectNode> reviews = new ArrayList<>();

    /** What the webhook does beside converting. */
    private Consumer<ObjectNode> also = object -> {};

    private final WebhookClient webhook = (endpoint, review, timeout) -> {
        reviews.add(review);
        return convert(review);
    };
    private final Registry registry = Registry.open(store, catalog -> webhook, Clock.systemUTC());

    @BeforeEach
    void define() throws InterruptedException {
        ObjectNode crd = Json.parseObject("""
                {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition",
                 "metadata":{"name":"routes.example.com"},
                 "spec":{"group":"example.com","scope":"Namespaced","names":{"plural":"routes","kind":"Route"},
                   "conversion":{"strategy":"Webhook","webhook":{"conversionReviewVersions":["v1"],
                     "clientConfig":{"url":"https://127.0.0.1:1/convert"}}},
                   "versions":[
                    {"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object","properties":
                      {"spec":{"type":"object","properties":{"hostPort":{"type":"string"},"size":{"type":"integer","default":1}}}}}}},
                    {"name":"v2","served":true,"storage":false,"schema":{"openAPIV3Schema":{"type":"object","properties":
                      {"spec":{"type":"object","properties":{"host":{"type":"string"},"port":{"type":"string"},
                        "size":{"type":"integer"}}}}}}}]}}
                """.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        create(DEFINITIONS, crd);
        while (registry.catalog().find(resource("v2")) == null) {
            Thread.sleep(10);
        }
    }

    @AfterEach
    void close() {
        registry.close();
        store.close();
    }

    @Test
    void storesOneVersionAndServesBoth() {
        create(resource("v2"), route("v2", "a", "{\"host\":\"h\",\"port\":\"1\"}"));
        assertThat(read("v1", "a").path("spec").toString()).isEqualTo("{\"hostPort\":\"h:1\",\"size\":1}");
        assertThat(read("v2", "a").path("spec").toString()).isEqualTo("{\"size\":1,\"host\":\"h\",\"port\":\"1\"}");
        assertThat(stored(served("v1"), key("a")).tree().path("apiVersion").asString())
                .isEqualTo("example.com/v1");
    }

    @Test
    void asksOnceForAListAndNeverAgain() {
        for (int i = 0; i < 20; i++) {
            create(resource("v1"), route("v1", "r" + i, "{\"hostPort\":\"h:" + i + "\"}"));
        }
        reviews.clear();
        Served v2 = served("v2");
        var objects = v2.family().cache().list(v2.family().prefix()).objects();
        List<byte[]> first = v2.bytes(objects);
        assertThat(reviews).hasSize(1);
        assertThat(reviews.getFirst().path("request").path("objects")).hasSize(20);
        List<byte[]> second = v2.bytes(objects);
        assertThat(reviews).hasSize(1);
        assertThat(second.getFirst()).isSameAs(first.getFirst());
        assertThat(new String(first.getLast(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("\"host\":\"h\",\"port\":\"9\"");
    }

    @Test
    void letsTheWebhookChangeNothingOfTheMetadataButLabelsAndAnnotations() {
        also = object -> {
            ObjectNode metadata = (ObjectNode) object.path("metadata");
            metadata.put("generation", 77).putArray("finalizers").add("example.com/x");
            metadata.putObject("labels").put("converted", "yes");
            metadata.putNull("annotations");
        };
        create(resource("v1"), route("v1", "a", "{\"hostPort\":\"h:1\"}"));
        JsonNode metadata = read("v2", "a").path("metadata");
        assertThat(metadata.path("generation").asInt()).isEqualTo(1);
        assertThat(metadata.has("finalizers")).isFalse();
        assertThat(metadata.path("labels").toString()).isEqualTo("{\"converted\":\"yes\"}");
    }

    @Test
    void tellsWhatTheWebhookDidWrong() {
        create(resource("v1"), route("v1", "a", "{\"hostPort\":\"h:1\"}"));
        also = object -> ((ObjectNode) object.path("metadata")).put("name", "other");
        assertThatThrownBy(() -> read("v2", "a"))
                .isInstanceOf(ApiException.class)
                .hasMessage("conversion webhook for example.com/v1, Kind=Route returned invalid object:"
                        + " must have the same name: a != other");
        also = object -> object.put("apiVersion", "example.com/v9");
        assertThatThrownBy(() -> read("v2", "a"))
                .hasMessage("conversion webhook for example.com/v1, Kind=Route returned invalid object at index 0:"
                        + " invalid groupVersion (expected example.com/v2, received example.com/v9)");
        also = object -> {
            throw new WebhookFailure("no answer");
        };
        assertThatThrownBy(() -> read("v2", "a"))
                .hasMessage("conversion webhook for example.com/v1, Kind=Route failed: no answer");
        assertThat(read("v1", "a").path("spec").path("hostPort").asString()).isEqualTo("h:1");
    }

    @Test
    void deletesTheObjectsOfADefinitionWhoseWebhookIsGone() throws InterruptedException {
        create(resource("v1"), route("v1", "a", "{\"hostPort\":\"h:1\"}"));
        also = object -> {
            throw new WebhookFailure("gone");
        };
        Served definitions = served(DEFINITIONS);
        registry.deleter()
                .delete(
                        Target.of(definitions, "", "routes.example.com"),
                        io.davit.registry.write.Deletion.PLAIN,
                        WriteOptions.system());
        while (registry.catalog().find(resource("v1")) != null) {
            Thread.sleep(10);
        }
        assertThat(store.list("/registry/example.com/routes/", null, 0, 0).entries())
                .isEmpty();
    }

    /** What was written in one version comes back from the other and is the same. */
    @Test
    void roundTripsWhateverIsWritten() {
        Random random = new Random(11);
        for (int i = 0; i < 200; i++) {
            String name = "r" + i;
            boolean first = random.nextBoolean();
            ObjectNode spec = Json.object();
            String host = Integer.toString(random.nextInt(1000), 36);
            String port = Integer.toString(random.nextInt(65536));
            if (first) {
                spec.put("hostPort", host + ":" + port);
            } else {
                spec.put("host", host).put("port", port);
            }
            if (random.nextBoolean()) {
                spec.put("size", random.nextInt());
            }
            ObjectNode sent = route(first ? "v1" : "v2", name, spec.toString());
            JsonNode answered = create(resource(first ? "v1" : "v2"), sent);
            ObjectNode here = read(first ? "v1" : "v2", name);
            assertThat(here).isEqualTo(answered);
            Versions versions = versions();
            ObjectNode there = versions.fromStored(
                            List.of(versions.toStored(here.deepCopy())), "example.com/" + (first ? "v2" : "v1"))
                    .getFirst();
            ObjectNode back = versions.fromStored(
                            List.of(versions.toStored(there)),
                            here.path("apiVersion").asString())
                    .getFirst();
            assertThat(back).isEqualTo(here);
        }
    }

    private Versions versions() {
        Served definitions = served(DEFINITIONS);
        return new Definition(stored(definitions, definitions.family().key("", "routes.example.com"))
                        .tree())
                .conversions(webhook);
    }

    private ObjectNode convert(ObjectNode review) {
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
            also.accept(object);
            converted.add(object);
        }
        ObjectNode answer = Json.object()
                .put("kind", "ConversionReview")
                .put("apiVersion", review.path("apiVersion").asString());
        answer.set("response", response);
        return answer;
    }

    private static GroupVersionResource resource(String version) {
        return new GroupVersionResource("example.com", version, "routes");
    }

    private Served served(String version) {
        return served(resource(version));
    }

    private Served served(GroupVersionResource resource) {
        return Objects.requireNonNull(registry.catalog().find(resource), "served");
    }

    private static CachedObject stored(Served served, String key) {
        return Objects.requireNonNull(served.family().cache().get(key), key);
    }

    private static String key(String name) {
        return "/registry/example.com/routes/default/" + name;
    }

    private ObjectNode read(String version, String name) {
        Served served = served(version);
        return Json.parseObject(served.bytes(stored(served, key(name))));
    }

    private static ObjectNode route(String version, String name, String spec) {
        ObjectNode route =
                Json.object().put("apiVersion", "example.com/" + version).put("kind", "Route");
        route.putObject("metadata").put("name", name);
        route.set("spec", Json.parse(spec));
        return route;
    }

    private JsonNode create(GroupVersionResource resource, ObjectNode object) {
        Served served = served(resource);
        String namespace = served.definition().namespaced() ? "default" : "";
        return Json.parse(registry.writer()
                .create(Target.of(served, namespace, ""), Body.of(object), WriteOptions.system())
                .json());
    }
}
