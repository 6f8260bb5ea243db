package io.davit.registry.admission.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.davit.model.GroupResource;
import io.davit.model.json.Json;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** What objects use of what quotas limit. */
class MeterTest {

    @Test
    void aPodUsesWhatItsContainersAskForTogether() {
        ObjectNode pod = object("""
                {"spec": {"containers": [
                  {"name": "a", "resources": {"requests": {"cpu": "100m", "memory": "1Gi"}, "limits": {"cpu": "1"}}},
                  {"name": "b", "resources": {"requests": {"cpu": "200m", "example.com/gpu": "2"}}}]}}""");

        assertThat(meter("", "pods").usage(pod))
                .hasToString("count/pods=1,cpu=300m,limits.cpu=1,memory=1Gi,pods=1,"
                        + "requests.cpu=300m,requests.example.com/gpu=2,requests.memory=1Gi");
    }

    @Test
    void overheadCountsBesideWhatIsAskedFor() {
        ObjectNode pod = object("""
                {"spec": {"overhead": {"cpu": "50m", "memory": "10Mi"}, "containers": [
                  {"name": "a", "resources": {"requests": {"cpu": "100m"}, "limits": {"cpu": "1"}}}]}}""");

        assertThat(meter("", "pods").usage(pod).only(Set.of("requests.cpu", "limits.cpu", "limits.memory")))
                .hasToString("limits.cpu=1050m,requests.cpu=150m");
    }

    @Test
    void aPodThatIsOverIsOnlyAnObject() {
        ObjectNode pod = object("""
                {"status": {"phase": "Succeeded"}, "spec": {"containers": [
                  {"name": "a", "resources": {"requests": {"cpu": "100m"}}}]}}""");

        assertThat(meter("", "pods").usage(pod)).hasToString("count/pods=1");
    }

    @Test
    void containersMustStateWhatIsCounted() {
        ObjectNode pod = object("""
                {"spec": {"containers": [{"name": "b"}, {"name": "a", "resources": {"requests": {"cpu": "1"}}}]}}""");

        assertThat(meter("", "pods").missing(Set.of("requests.cpu", "limits.memory", "pods"), pod))
                .isEqualTo("limits.memory for: a,b; requests.cpu for: b");
    }

    @Test
    void nothingIsMissingWhereThePodStatesItAsAWhole() {
        ObjectNode pod = object("""
                {"spec": {"resources": {"requests": {"cpu": "1"}}, "containers": [{"name": "b"}]}}""");

        assertThat(meter("", "pods").missing(Set.of("requests.cpu"), pod)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Terminating, '{\"spec\": {\"activeDeadlineSeconds\": 0}}', true",
        "Terminating, '{\"spec\": {}}', false",
        "NotTerminating, '{\"spec\": {}}', true",
        "BestEffort, '{\"status\": {\"qosClass\": \"BestEffort\"}}', true",
        "NotBestEffort, '{\"status\": {\"qosClass\": \"Burstable\"}}', true",
        "PriorityClass, '{\"spec\": {\"priorityClassName\": \"high\"}}', true",
        "PriorityClass, '{\"spec\": {}}', false",
        "CrossNamespacePodAffinity, '{\"spec\": {\"affinity\": {\"podAffinity\": {\"preferredDuringSchedulingIgnoredDuringExecution\": [{\"podAffinityTerm\": {\"namespaceSelector\": {}}}]}}}}', true",
        "CrossNamespacePodAffinity, '{\"spec\": {\"affinity\": {\"podAffinity\": {\"requiredDuringSchedulingIgnoredDuringExecution\": [{\"topologyKey\": \"x\"}]}}}}', false"
    })
    void scopesChoosePods(String scope, String pod, boolean chosen) {
        ObjectNode wanted = Json.object().put("scopeName", scope).put("operator", "Exists");

        assertThat(meter("", "pods").inScope(wanted, object(pod))).isEqualTo(chosen);
    }

    @ParameterizedTest
    @CsvSource({
        "ClusterIP, true, 'count/services=1,services=1,services.loadbalancers=0,services.nodeports=0'",
        "NodePort, true, 'count/services=1,services=1,services.loadbalancers=0,services.nodeports=2'",
        "LoadBalancer, true, 'count/services=1,services=1,services.loadbalancers=1,services.nodeports=2'",
        "LoadBalancer, false, 'count/services=1,services=1,services.loadbalancers=1,services.nodeports=1'"
    })
    void aServiceUsesNodePortsByItsType(String type, boolean allocates, String usage) {
        ObjectNode service = object("{\"spec\": {\"ports\": [{\"port\": 1}, {\"port\": 2, \"nodePort\": 30001}]}}");
        ((ObjectNode) service.get("spec")).put("type", type).put("allocateLoadBalancerNodePorts", allocates);

        assertThat(meter("", "services").usage(service)).hasToString(usage);
    }

    @Test
    void aClaimUsesStorageOfItsClassInWholeBytes() {
        ObjectNode claim = object("""
                {"spec": {"storageClassName": "gold", "resources": {"requests": {"storage": "1500m"}}}}""");

        assertThat(meter("", "persistentvolumeclaims").usage(claim))
                .hasToString("count/persistentvolumeclaims=1,"
                        + "gold.storageclass.storage.k8s.io/persistentvolumeclaims=1,"
                        + "gold.storageclass.storage.k8s.io/requests.storage=2,"
                        + "persistentvolumeclaims=1,requests.storage=2");
    }

    @Test
    void ofAlternativeDevicesTheMostIsCharged() {
        ObjectNode claim = object("""
                {"spec": {"devices": {"requests": [
                  {"firstAvailable": [
                    {"deviceClassName": "a", "allocationMode": "ExactCount", "count": 2},
                    {"deviceClassName": "a", "allocationMode": "ExactCount", "count": 3}]},
                  {"exactly": {"deviceClassName": "b", "allocationMode": "All"}}]}}}""");

        assertThat(meter("resource.k8s.io", "resourceclaims").usage(claim))
                .hasToString("a.deviceclass.resource.k8s.io/devices=3,b.deviceclass.resource.k8s.io/devices=32,"
                        + "count/resourceclaims.resource.k8s.io=1");
    }

    @Test
    void whateverElseIsCountedByItsName() {
        assertThat(meter("example.com", "things").usage(Json.object())).hasToString("count/things.example.com=1");
        assertThat(meter("", "secrets").usage(Json.object())).hasToString("count/secrets=1,secrets=1");
        assertThat(meter("", "events").usage(Json.object()).isEmpty()).isTrue();
    }

    private static Meter meter(String group, String resource) {
        return Meter.of(new GroupResource(group, resource));
    }

    private static ObjectNode object(String json) {
        return (ObjectNode) Json.parse(json);
    }
}
