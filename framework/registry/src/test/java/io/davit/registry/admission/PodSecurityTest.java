package io.davit.registry.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.davit.model.GroupVersionResource;
import io.davit.model.error.ApiException;
import io.davit.model.error.Reason;
import io.davit.model.json.Json;
import io.davit.registry.Caller;
import io.davit.registry.Registry;
import io.davit.registry.Target;
import io.davit.registry.family.Body;
import io.davit.registry.family.Served;
import io.davit.registry.write.FieldValidation;
import io.davit.registry.write.WriteOptions;
import io.davit.storage.memory.MemoryStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class PodSecurityTest {

    private static final String HOST_PID = "'hostPID':true,'containers':[{'name':'c','image':'i'}]";
    private static final String WARNING =
            "would violate PodSecurity \"baseline:latest\": host namespaces (hostPID=true)";

    private final MemoryStore store = MemoryStore.create();
    private final Registry registry = Registry.open(store, Clock.systemUTC());
    private final List<String> warnings = new ArrayList<>();
    private final Map<String, String> notes = new TreeMap<>();

    @AfterEach
    void close() {
        registry.close();
        store.close();
    }

    @Test
    void refusesPodsAndKeepsTheNotes() {
        namespace("a", "'pod-security.kubernetes.io/enforce':'baseline'");
        assertThatThrownBy(() -> create("v1", "pods", "a", "Pod", HOST_PID))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(Reason.FORBIDDEN))
                .hasMessage("pods \"x\" is forbidden: violates PodSecurity \"baseline:latest\": host namespaces"
                        + " (hostPID=true)");
        assertThat(notes).isEqualTo(Map.of("pod-security.kubernetes.io/enforce-policy", "baseline:latest"));
        assertThat(warnings).isEmpty();
    }

    @Test
    void letsEverythingPassWithoutLabels() {
        namespace("a", "'other':'label'");
        create("v1", "pods", "a", "Pod", HOST_PID);
        assertThat(warnings).isEmpty();
        assertThat(notes).isEqualTo(Map.of("pod-security.kubernetes.io/enforce-policy", "privileged:latest"));
    }

    @Test
    void warnsAboutEverythingThatMakesPods() {
        namespace("a", "'pod-security.kubernetes.io/enforce':'baseline'");
        String labels = "'metadata':{'labels':{'a':'b'}}";
        String template = "'template':{" + labels + ",'spec':{" + HOST_PID + "}}";
        String selected = "'selector':{'matchLabels':{'a':'b'}}," + template;
        String once = "'template':{" + labels + ",'spec':{'restartPolicy':'Never'," + HOST_PID + "}}";
        create("v1", "replicationcontrollers", "a", "ReplicationController", template);
        create("apps/v1", "replicasets", "a", "ReplicaSet", selected);
        create("apps/v1", "deployments", "a", "Deployment", selected);
        create("apps/v1", "daemonsets", "a", "DaemonSet", selected);
        create("apps/v1", "statefulsets", "a", "StatefulSet", "'serviceName':'s'," + selected);
        create("batch/v1", "jobs", "a", "Job", once);
        create("batch/v1", "cronjobs", "a", "CronJob", "'schedule':'0 0 * * *','jobTemplate':{'spec':{" + once + "}}");
        assertThat(warnings).hasSize(7).containsOnly(WARNING);
    }

    @Test
    void warnsAboutPodTemplates() {
        namespace("a", "'pod-security.kubernetes.io/warn':'baseline'");
        write(
                "v1",
                "podtemplates",
                "a",
                "{'apiVersion':'v1','kind':'PodTemplate','metadata':{'name':'x'},"
                        + "'template':{'metadata':{'labels':{'a':'b'}},'spec':{" + HOST_PID + "}}}");
        assertThat(warnings).containsExactly(WARNING);
    }

    @Test
    void leavesControllersWithoutATemplateToValidation() {
        namespace("a", "'pod-security.kubernetes.io/enforce':'restricted'");
        assertThatThrownBy(() -> create("v1", "replicationcontrollers", "a", "ReplicationController", "'replicas':1"))
                .hasMessageContaining("spec.template: Required value");
        assertThat(warnings).isEmpty();
    }

    @Test
    void refusesWrongLabels() {
        assertThatThrownBy(() -> namespace("a", "'pod-security.kubernetes.io/warn-version':'newest'"))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(Reason.INVALID))
                .hasMessage("Namespace \"a\" is invalid: metadata.labels[pod-security.kubernetes.io/warn-version]:"
                        + " Invalid value: \"newest\": must be \"latest\" or \"v1.x\"");
    }

    private void namespace(String name, String labels) {
        write(
                "v1",
                "namespaces",
                "",
                "{'apiVersion':'v1','kind':'Namespace','metadata':{'name':'" + name + "','labels':{" + labels + "}}}");
    }

    private void create(String version, String resource, String namespace, String kind, String spec) {
        write(
                version,
                resource,
                namespace,
                "{'apiVersion':'" + version + "','kind':'" + kind + "','metadata':{'name':'x'},'spec':{" + spec + "}}");
    }

    private void write(String version, String resource, String namespace, String json) {
        int slash = version.indexOf('/');
        String group = slash < 0 ? "" : version.substring(0, slash);
        Served served = Objects.requireNonNull(
                registry.catalog().find(new GroupVersionResource(group, version.substring(slash + 1), resource)));
        ObjectNode object = (ObjectNode) Json.parse(json.replace('\'', '"'));
        String name = object.path("metadata").path("name").asString();
        registry.writer().create(Target.of(served, namespace, name), Body.of(object), options());
    }

    private WriteOptions options() {
        return new WriteOptions(
                false, FieldValidation.IGNORE, "", Caller.SYSTEM, Json.object(), warnings::add, notes::put);
    }
}
