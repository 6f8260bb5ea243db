package io.davit.kinds.workloads;

import static org.assertj.core.api.Assertions.assertThat;

import io.davit.kinds.KindStrategy;
import io.davit.model.error.FieldErrors;
import io.davit.model.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class WorkloadStrategiesTest {

    private static final String POD = "{'containers': [{'name': 'c', 'image': 'i'}]}";

    @Test
    void aTemplateCarriesTheLabelsThatAreSelected() {
        KindStrategy strategy = new DeploymentStrategy();
        ObjectNode deployment = created(strategy, "{'matchLabels': {'a': 'c'}}", "");
        assertThat(problems(strategy, deployment, null))
                .containsExactly(
                        "spec.template.metadata.labels: Invalid value: {\"a\":\"b\"}: `selector` does not match template"
                                + " `labels`");
    }

    @Test
    void theSelectorOfADeploymentStays() {
        KindStrategy strategy = new DeploymentStrategy();
        ObjectNode old = created(strategy, "{'matchLabels': {'a': 'b'}}", "");
        ObjectNode deployment = old.deepCopy();
        ((ObjectNode) deployment.at("/spec/selector/matchLabels")).remove("a");
        ((ObjectNode) deployment.at("/spec/selector/matchLabels")).put("c", "d");
        ((ObjectNode) deployment.at("/spec/template/metadata/labels")).put("c", "d");
        assertThat(problems(strategy, deployment, old))
                .containsExactly("spec.selector: Invalid value: {\"matchLabels\":{\"c\":\"d\"}}: field is immutable");
    }

    @Test
    void generationFollowsTheSpecAlone() {
        KindStrategy strategy = new DeploymentStrategy();
        ObjectNode old = created(strategy, "{'matchLabels': {'a': 'b'}}", "");
        ObjectNode labelled = old.deepCopy();
        ((ObjectNode) labelled.get("metadata")).putObject("labels").put("x", "y");
        strategy.prepareForUpdate(labelled, old);
        assertThat(labelled.at("/metadata/generation").intValue()).isEqualTo(1);
        ObjectNode scaled = old.deepCopy();
        ((ObjectNode) scaled.get("spec")).put("replicas", 3);
        strategy.prepareForUpdate(scaled, old);
        assertThat(scaled.at("/metadata/generation").intValue()).isEqualTo(2);
    }

    @Test
    void littleOfAStatefulSetChanges() {
        KindStrategy strategy = new StatefulSetStrategy();
        ObjectNode old = created(strategy, "{'matchLabels': {'a': 'b'}}", ", 'serviceName': 's'");
        ObjectNode set = old.deepCopy();
        ((ObjectNode) set.get("spec")).put("serviceName", "t").put("replicas", 5);
        assertThat(problems(strategy, set, old))
                .singleElement()
                .asString()
                .startsWith("spec: Forbidden: updates to statefulset spec for fields other than 'replicas', 'ordinals',"
                        + " 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and"
                        + " 'minReadySeconds' are forbidden");
    }

    @Test
    void aReplicationControllerLearnsFromItsTemplate() {
        KindStrategy strategy = new ReplicationControllerStrategy();
        ObjectNode controller = tree("{'metadata': {'name': 'x', 'namespace': 'n'}, 'spec': {'template': {'metadata':"
                + " {'labels': {'a': 'b'}}, 'spec': " + POD + "}}}");
        strategy.defaults(controller);
        assertThat(controller.at("/spec/selector")).isEqualTo(tree("{'a': 'b'}"));
        assertThat(controller.at("/metadata/labels")).isEqualTo(tree("{'a': 'b'}"));
        assertThat(controller.at("/spec/replicas").intValue()).isEqualTo(1);
    }

    private static ObjectNode created(KindStrategy strategy, String selector, String more) {
        ObjectNode object = tree("{'metadata': {'name': 'x', 'namespace': 'n'}, 'spec': {'selector': " + selector
                + ", 'template': {'metadata': {'labels': {'a': 'b'}}, 'spec': " + POD + "}" + more + "}}");
        strategy.defaults(object);
        strategy.prepareForCreate(object);
        return object;
    }

    private static List<String> problems(KindStrategy strategy, ObjectNode object, @Nullable ObjectNode old) {
        FieldErrors errors = new FieldErrors();
        if (old == null) {
            strategy.validate(object, errors);
        } else {
            strategy.validateUpdate(object, old, errors);
        }
        return errors.causes().stream()
                .map(cause -> cause.field() + ": " + cause.message())
                .toList();
    }

    private static ObjectNode tree(String text) {
        return (ObjectNode) Json.parse(text.replace('\'', '"'));
    }
}
