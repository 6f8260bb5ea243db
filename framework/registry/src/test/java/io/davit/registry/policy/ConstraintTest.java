package io.davit.registry.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.davit.model.GroupVersionResource;
import io.davit.model.json.Json;
import io.davit.registry.Registry;
import io.davit.registry.Target;
import io.davit.registry.admission.Operation;
import io.davit.registry.family.Body;
import io.davit.registry.family.Served;
import io.davit.registry.write.WriteOptions;
import io.davit.storage.memory.MemoryStore;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class ConstraintTest {

    private static final String HPA_V1 = """
            {"matchPolicy":"%s","namespaceSelector":%s,"objectSelector":%s,"excludeResourceRules":%s,
             "resourceRules":[{"operations":["CREATE","UPDATE"],"apiGroups":["autoscaling"],"apiVersions":["v1"],
               "resources":["horizontalpodautoscalers"]}]}""";

    private final MemoryStore store = MemoryStore.create();
    private final Registry registry = Registry.open(store, Clock.systemUTC());

    @AfterEach
    void close() {
        registry.close();
        store.close();
    }

    @Test
    void exactlyMeansThatVersionOnly() {
        Constraint exact = constraint("Exact", "{}", "{}", "[]");
        assertThat(exact.match(autoscaler("v1", object("")))).isNotNull();
        assertThat(exact.match(autoscaler("v2", object("")))).isNull();
    }

    @Test
    void equivalentMeansAllVersionsAndShowsTheOneOfTheRule() {
        Match match = Objects.requireNonNull(
                constraint("Equivalent", "{}", "{}", "[]").match(autoscaler("v2", object(""))));
        assertThat(match.resource().version()).isEqualTo("v1");
        assertThat(match.kind().version()).isEqualTo("v1");
    }

    @Test
    void anExcludedRequestIsNotCovered() {
        String excluded = """
                [{"operations":["*"],"apiGroups":["*"],"apiVersions":["*"],"resources":["*"],"resourceNames":["a"]}]""";
        Constraint constraint = constraint("Equivalent", "{}", "{}", excluded);
        assertThat(constraint.match(autoscaler("v1", object("")))).isNull();
    }

    @Test
    void theObjectIsSelectedBeforeOrAfterTheWrite() {
        Constraint constraint = constraint("Exact", "{}", "{\"matchLabels\":{\"use\":\"me\"}}", "[]");
        assertThat(constraint.match(autoscaler("v1", object("")))).isNull();
        assertThat(constraint.match(autoscaler("v1", object("\"use\":\"me\"")))).isNotNull();
        assertThat(constraint.match(update(object(""), object("\"use\":\"me\""))))
                .isNotNull();
    }

    @Test
    void theNamespaceIsSelectedByItsLabels() {
        create(
                "namespaces",
                "",
                "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"blue\",\"labels\":{\"team\":\"blue\"}}}");
        Constraint constraint = constraint("Exact", "{\"matchLabels\":{\"team\":\"blue\"}}", "{}", "[]");
        assertThat(constraint.match(autoscaler("v1", object("")))).isNull();
        Served served = served("autoscaling", "v1", "horizontalpodautoscalers");
        assertThat(constraint.match(subject(Operation.CREATE, served, "blue", object(""), null)))
                .isNotNull();
    }

    private Constraint constraint(String policy, String namespaces, String objects, String excluded) {
        return Constraint.of(tree(HPA_V1.formatted(policy, namespaces, objects, excluded)));
    }

    private Subject autoscaler(String version, ObjectNode object) {
        return subject(
                Operation.CREATE, served("autoscaling", version, "horizontalpodautoscalers"), "default", object, null);
    }

    private Subject update(ObjectNode object, ObjectNode old) {
        return subject(
                Operation.UPDATE, served("autoscaling", "v1", "horizontalpodautoscalers"), "default", object, old);
    }

    private Subject subject(
            Operation operation,
            Served served,
            String namespace,
            @Nullable ObjectNode object,
            @Nullable ObjectNode old) {
        Target target = Target.of(served, namespace, "a");
        return new Subject(WriteOptions.system().attributes(operation, target, object, old), registry.catalog());
    }

    private static ObjectNode object(String labels) {
        return tree("{\"metadata\":{\"name\":\"a\",\"labels\":{" + labels + "}}}");
    }

    private void create(String resource, String namespace, String json) {
        registry.writer()
                .create(
                        Target.of(served("", "v1", resource), namespace, ""),
                        Body.of(tree(json)),
                        WriteOptions.system());
    }

    private Served served(String group, String version, String resource) {
        return Objects.requireNonNull(registry.catalog().find(new GroupVersionResource(group, version, resource)));
    }

    private static ObjectNode tree(String json) {
        return Json.parseObject(json.getBytes(StandardCharsets.UTF_8));
    }
}
