package io.davit.registry.admission;

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
import io.davit.registry.write.WriteOptions;
import io.davit.storage.memory.MemoryStore;
import java.time.Clock;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class LimitRangerTest {

    private final MemoryStore store = MemoryStore.create();
    private final Registry registry = Registry.open(store, Clock.systemUTC());

    @BeforeEach
    void makeARange() {
        create("limitranges", """
                {"apiVersion":"v1","kind":"LimitRange","metadata":{"name":"r"},"spec":{"limits":[
                  {"type":"Container","min":{"cpu":"100m"},"max":{"cpu":"1"},"default":{"cpu":"500m"},
                   "defaultRequest":{"cpu":"250m"},"maxLimitRequestRatio":{"cpu":"4"}},
                  {"type":"Pod","max":{"memory":"1Gi"}},
                  {"type":"PersistentVolumeClaim","max":{"storage":"5Gi"}}]}}""");
    }

    @AfterEach
    void close() {
        registry.close();
        store.close();
    }

    @Test
    void fillsWhatContainersLeaveOpen() {
        JsonNode pod = create("pods", pod("a", "{\"limits\":{\"memory\":\"64Mi\"}}"));
        JsonNode resources = pod.path("spec").path("containers").path(0).path("resources");
        assertThat(resources.path("limits").path("cpu").asString()).isEqualTo("500m");
        assertThat(resources.path("requests").path("cpu").asString()).isEqualTo("250m");
        assertThat(pod.path("metadata")
                        .path("annotations")
                        .path("kubernetes.io/limit-ranger")
                        .asString())
                .isEqualTo("LimitRanger plugin set: cpu request for container c; cpu limit for container c");
    }

    @Test
    void refusesWhatIsOutOfBoundsAndTellsEverything() {
        assertThatThrownBy(() -> create(
                        "pods",
                        pod("b", "{\"requests\":{\"cpu\":\"50m\"},\"limits\":{\"cpu\":\"2\",\"memory\":\"2Gi\"}}")))
                .isInstanceOf(ApiException.class)
                .hasMessage("pods \"b\" is forbidden: [minimum cpu usage per Container is 100m, but request is 50m,"
                        + " maximum cpu usage per Container is 1, but limit is 2,"
                        + " cpu max limit to request ratio per Container is 4, but provided ratio is 40.000000,"
                        + " maximum memory usage per Pod is 1Gi, but limit is 2Gi]");
    }

    @Test
    void addsUpTheContainersOfAPod() {
        String container = "{\"name\":\"%s\",\"image\":\"i\",\"resources\":{\"limits\":{\"memory\":\"600Mi\"}}}";
        assertThatThrownBy(() -> create(
                        "pods",
                        "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"p\"},\"spec\":{\"containers\":["
                                + container.formatted("c") + "," + container.formatted("d") + "]}}"))
                .hasMessage("pods \"p\" is forbidden: maximum memory usage per Pod is 1Gi, but limit is 1200Mi");
    }

    @Test
    void boundsTheStorageOfClaims() {
        assertThatThrownBy(() -> create("persistentvolumeclaims", """
                        {"apiVersion":"v1","kind":"PersistentVolumeClaim","metadata":{"name":"big"},"spec":{
                          "accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"6Gi"}}}}"""))
                .hasMessage("persistentvolumeclaims \"big\" is forbidden: maximum storage usage per"
                        + " PersistentVolumeClaim is 5Gi, but request is 6Gi");
    }

    private static String pod(String name, String resources) {
        return "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"" + name
                + "\"},\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"i\",\"resources\":" + resources + "}]}}";
    }

    /** Creates in the namespace default; the object as it is kept. */
    private JsonNode create(String resource, String json) {
        Served served = Objects.requireNonNull(registry.catalog().find(new GroupVersionResource("", "v1", resource)));
        ObjectNode object = (ObjectNode) Json.parse(json);
        String name = object.path("metadata").path("name").asString();
        registry.writer().create(Target.of(served, "default", name), Body.of(object), WriteOptions.system());
        CachedObject kept = served.family().cache().get(served.family().key("default", name));
        return Objects.requireNonNull(kept).tree();
    }
}
