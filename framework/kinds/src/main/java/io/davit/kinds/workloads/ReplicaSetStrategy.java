package io.davit.kinds.workloads;

import io.davit.kinds.KindStrategy;
import io.davit.kinds.pods.PodSpecDefaults;
import io.davit.kinds.pods.PodWarnings;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Fill;
import io.davit.kinds.reading.Rules;
import io.davit.model.error.FieldErrors;
import io.davit.model.name.Names;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** ReplicaSets. */
final class ReplicaSetStrategy extends KindStrategy {

    private static final List<String> COUNTS = List.of(
            "replicas",
            "fullyLabeledReplicas",
            "readyReplicas",
            "availableReplicas",
            "observedGeneration",
            "terminatingReplicas");

    ReplicaSetStrategy() {
        super(Names::dns1123Subdomain, Trait.STATUS, Trait.GENERATION);
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
    public void validateUpdate(ObjectNode object, ObjectNode old, FieldErrors errors) {
        validate(object, errors);
        Field before = Field.of(old).get("spec");
        WorkloadRules.immutable("selector", Field.of(object).get("spec"), before, Rules.into(errors));
    }

    @Override
    protected void validateStatus(ObjectNode object, ObjectNode old, FieldErrors errors) {
        Rules rules = Rules.into(errors);
        Field status = Field.of(object).get("status");
        ReplicaCounts.notNegative(status, COUNTS, rules);
        ReplicaCounts.atMostAll(status, List.of("fullyLabeledReplicas", "readyReplicas", "availableReplicas"), rules);
        ReplicaCounts.availableAtMost(status, "readyReplicas", "readyReplicas", rules);
    }

    @Override
    public void warnings(ObjectNode object, @Nullable ObjectNode old, Consumer<String> warn) {
        if (old == null) {
            WorkloadRules.warnOfName(object, warn);
        }
        if (WorkloadRules.isNews(object, old)) {
            PodWarnings.template(Field.of(object).get("spec").get("template"), warn);
        }
    }
}
