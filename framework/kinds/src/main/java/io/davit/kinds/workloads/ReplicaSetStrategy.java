package io.davit.kinds.workloads;

import io.davit.kinds.pods.PodSpecDefaults;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Fill;
import io.davit.kinds.reading.Rules;
import io.davit.model.error.FieldErrors;
import io.davit.model.name.Names;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** ReplicaSets. */
final class ReplicaSetStrategy extends WorkloadStrategy {

    private static final List<String> COUNTS = List.of(
            "replicas",
            "fullyLabeledReplicas",
            "readyReplicas",
            "availableReplicas",
            "observedGeneration",
            "terminatingReplicas");

    ReplicaSetStrategy() {
        super(Names::dns1123Subdomain, COUNTS);
    }

    @Override
    public void defaults(ObjectNode object) {
        ObjectNode spec = Fill.object(object, "spec");
        Fill.number(spec, "replicas", 1);
        PodSpecDefaults.apply(Fill.object(Fill.object(spec, "template"), "spec"));
    }

    @Override
    protected ObjectNode newStatus() {
        return WorkloadRules.status("replicas");
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        Rules rules = Rules.into(errors);
        Field spec = Field.of(object).get("spec");
        rules.notNegative(spec.get("replicas"));
        rules.notNegative(spec.get("minReadySeconds"));
        // The message names deployments, as the API's does.
        WorkloadRules.neededSelector(spec.get("selector"), "deployment", rules);
        WorkloadRules.template(spec, "ReplicaSet", rules);
    }

    @Override
    void validateCounts(Field status, Field old, Rules rules) {
        ReplicaCounts.atMostAll(status, List.of("fullyLabeledReplicas", "readyReplicas", "availableReplicas"), rules);
        ReplicaCounts.availableAtMost(status, "readyReplicas", "readyReplicas", rules);
    }
}
