package io.davit.registry.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.davit.registry.LocalRegistry;
import io.davit.registry.Target;
import io.davit.registry.family.Catalog;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class TypeChecksTest {

    private static final String DEPLOYMENTS = rule("apps", "v1", "deployments");

    private final LocalRegistry local = new LocalRegistry();
    private Instant now = LocalRegistry.NOW;
    private final TypeChecks checks =
            new TypeChecks(local.registry().catalog(), local.registry().writer(), () -> now);

    @AfterEach
    void close() {
        checks.close();
        local.close();
    }

    @Test
    void tellsWhatTheTypesMakeOfAnExpression() {
        policy(DEPLOYMENTS, "{'expression':'object.spec.replicas > 1'},{'expression':'object.replicas > 1'}");
        JsonNode warnings = warnings();
        assertThat(warnings).hasSize(1);
        assertThat(warnings.path(0).path("fieldRef").asString()).isEqualTo("spec.validations[1].expression");
        assertThat(warning(0)).isEqualTo("""
                        apps/v1, Kind=Deployment: ERROR: <input>:1:7: undefined field 'replicas'
                         | object.replicas > 1
                         | ......^
                        """);
    }

    @Test
    void tellsOfEachKindOnItsOwnAndOfMessages() {
        policy(
                rule("", "v1", "pods", "configmaps"),
                "{'expression':'object.spec.nodeName != oldObject.spec.nodeName',"
                        + "'messageExpression':'string(object.data.a) + object.spec.nodeName'}");
        assertThat(warnings())
                .extracting(each -> each.path("fieldRef").asString())
                .containsExactly("spec.validations[0].expression", "spec.validations[0].messageExpression");
        assertThat(warning(0)).startsWith("/v1, Kind=ConfigMap: ERROR: <input>:1:7: undefined field 'spec'");
        assertThat(warning(1))
                .contains(
                        "/v1, Kind=ConfigMap: ERROR: <input>:1:31: undefined field 'spec'",
                        "\n\n/v1, Kind=Pod: ERROR: <input>:1:14: undefined field 'data'");
    }

    @Test
    void theCoreGroupStandsForAnyGroupThatHasTheVersion() {
        policy(rule("", "v1", "events"), "{'expression':'object.nothing == 1'}");
        assertThat(warnings()).hasSize(1);
        assertThat(warning(0)).contains("/v1, Kind=Event: ERROR", "events.k8s.io/v1, Kind=Event: ERROR");
    }

    @Test
    void wildcardsAndSubresourcesNameNoKind() {
        policy(
                rule("*", "v1", "pods") + "," + rule("apps", "*", "deployments") + ","
                        + rule("apps", "v1", "replicasets/*", "deployments/status", "unheard"),
                "{'expression':'object.nothing == 1'}");
        assertThat(warnings()).isEmpty();
        assertThat(status().path("typeChecking").isObject()).isTrue();
        assertThat(status().path("observedGeneration").asInt()).isEqualTo(1);
    }

    @Test
    void aVariableHasTheTypeOfItsExpressionAndOneWithAFaultHasAny() {
        policy(DEPLOYMENTS, """
                {'expression':'variables.count.size() > 1'},{'expression':'variables.wrong.size() > 1'},
                {'expression':'variables.object.anything == 1'}""", """
                ,'variables':[{'name':'count','expression':'object.spec.replicas'},
                 {'name':'wrong','expression':'object.replicas'},{'name':'object','expression':'object.spec'}]""");
        assertThat(warnings()).hasSize(1);
        assertThat(warning(0)).contains("<input>:1:21: found no matching overload for 'size' applied to 'int.()'");
    }

    @Test
    void quantitiesCannotBeReached() {
        policy(rule("", "v1", "pods"), "{'expression':'object.spec.containers[0].resources.limits.size() > 0'}");
        assertThat(warning(0)).contains("undefined field 'limits'");
    }

    @Test
    void parametersAreCheckedByTheirKind() {
        policy(
                DEPLOYMENTS,
                "{'expression':'object.spec.replicas > params.data.most'}",
                ",'paramKind':{'apiVersion':'v1','kind':'ConfigMap'}");
        assertThat(warning(0))
                .contains("<input>:1:22: found no matching overload for '_>_' applied to '(int, string)'");
    }

    @Test
    void parametersOfAnUnknownKindMayBeAnything() {
        policy(
                DEPLOYMENTS,
                "{'expression':'object.spec.replicas > params.data.most'}",
                ",'paramKind':{'apiVersion':'example.com/v1','kind':'Limit'}");
        assertThat(warnings()).isEmpty();
    }

    @Test
    void waitsUntilAPolicyIsLeftAlone() {
        policy(DEPLOYMENTS, "{'expression':'true'}");
        assertThat(checks.checkAll()).isTrue();
        pass();
        local.patch(target(), "{'spec':{'failurePolicy':'Ignore'}}");
        assertThat(checks.checkAll()).isTrue();
        assertThat(status().has("observedGeneration")).isFalse();
        pass();
        assertThat(checks.checkAll()).isFalse();
        assertThat(status().path("observedGeneration").asInt()).isEqualTo(2);
    }

    @Test
    void checksAgainWhenTheSpecHasChangedAndNotOtherwise() {
        policy(DEPLOYMENTS, "{'expression':'object.replicas > 1'}");
        assertThat(warnings()).hasSize(1);
        local.patch(target(), "{'metadata':{'labels':{'a':'b'}}}");
        assertThat(checks.checkAll()).isFalse();
        local.patch(target(), "{'spec':{'validations':[{'expression':'object.spec.replicas > 1'}]}}");
        assertThat(checks.checkAll()).isTrue();
        pass();
        assertThat(checks.checkAll()).isFalse();
        assertThat(status()).isEqualTo(LocalRegistry.parsed("{'observedGeneration':2}"));
    }

    @Test
    void appliesTheStatusUnderItsOwnName() {
        policy(DEPLOYMENTS, "{'expression':'true'}");
        warnings();
        JsonNode manager = Objects.requireNonNull(local.get(target()))
                .path("metadata")
                .path("managedFields")
                .path(0);
        assertThat(manager.path("manager").asString()).isEqualTo("validatingadmissionpolicy-status");
        assertThat(manager.path("operation").asString()).isEqualTo("Apply");
        assertThat(manager.path("subresource").asString()).isEqualTo("status");
    }

    @Test
    void losesToWhoeverWritesThePolicyMeanwhile() {
        policy(DEPLOYMENTS, "{'expression':'object.replicas > 1'}");
        checks.checkAll();
        pass();
        local.store().beforeNextWrite(() -> local.patch(target(), "{'spec':{'validations':[{'expression':'true'}]}}"));
        checks.checkAll();
        assertThat(status().has("observedGeneration")).isFalse();
        assertThat(warnings()).isEmpty();
        assertThat(status().path("observedGeneration").asInt()).isEqualTo(2);
    }

    @Test
    void knowsWhatTheDefinitionOfACustomResourceSaysAndItsMetadata() throws InterruptedException {
        CountDownLatch served = new CountDownLatch(1);
        Catalog catalog = local.registry().catalog();
        catalog.onChange(() -> {
            if (catalog.any("example.com", "boats") != null) {
                served.countDown();
            }
        });
        local.create(local.target("apiextensions.k8s.io/v1/customresourcedefinitions", "", ""), """
                {'apiVersion':'apiextensions.k8s.io/v1','kind':'CustomResourceDefinition',
                 'metadata':{'name':'boats.example.com'},
                 'spec':{'group':'example.com','scope':'Namespaced','names':{'plural':'boats','kind':'Boat'},
                  'versions':[{'name':'v1','served':true,'storage':true,'schema':{'openAPIV3Schema':{'type':'object',
                   'properties':{'spec':{'type':'object','properties':{'length':{'type':'integer'}}}}}}}]}}""");
        assertThat(served.await(30, TimeUnit.SECONDS)).isTrue();
        policy(rule("example.com", "v1", "boats"), """
                {'expression':'object.spec.length > 1 && object.metadata.generation > 1'},
                {'expression':'object.spec.width > 1'},{'expression':'object.metadata.name > 1'}""");
        assertThat(warnings()).hasSize(2);
        assertThat(warning(0)).startsWith("example.com/v1, Kind=Boat: ERROR: <input>:1:12: undefined field 'width'");
        assertThat(warning(1)).contains("applied to '(string, int)'");
    }

    private JsonNode warnings() {
        checks.checkAll();
        pass();
        assertThat(checks.checkAll()).isFalse();
        return status().path("typeChecking").path("expressionWarnings");
    }

    private String warning(int index) {
        JsonNode present = status().path("typeChecking").path("expressionWarnings");
        return (present.isMissingNode() ? warnings() : present)
                .path(index)
                .path("warning")
                .asString("");
    }

    private void pass() {
        now = now.plus(TypeChecks.REST);
    }

    private ObjectNode status() {
        return (ObjectNode) Objects.requireNonNull(local.get(target())).path("status");
    }

    private Target target() {
        return local.target("admissionregistration.k8s.io/v1/validatingadmissionpolicies", "", "p");
    }

    private void policy(String rules, String validations) {
        policy(rules, validations, "");
    }

    private void policy(String rules, String validations, String more) {
        local.create(target().named(""), """
                {'apiVersion':'admissionregistration.k8s.io/v1','kind':'ValidatingAdmissionPolicy','metadata':{'name':'p'},
                 'spec':{'matchConstraints':{'resourceRules':[%s]},'validations':[%s]%s}}""".formatted(rules, validations, more));
    }

    private static String rule(String group, String version, String... resources) {
        return "{'apiGroups':['%s'],'apiVersions':['%s'],'operations':['CREATE'],'resources':['%s']}"
                .formatted(group, version, String.join("','", resources));
    }
}
