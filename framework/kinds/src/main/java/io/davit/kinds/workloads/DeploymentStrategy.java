package io.davit.kinds.workloads;

import io.davit.kinds.pods.PodSpecDefaults;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Fill;
import io.davit.kinds.reading.Rules;
import io.davit.kinds.reading.Same;
import io.davit.kinds.shown.Shown;
import io.davit.model.error.FieldErrors;
import io.davit.model.meta.Meta;
import io.davit.model.name.Names;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Deployments.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/workloads/controllers/deployment/">Deployments</a>
 */
final class DeploymentStrategy extends WorkloadStrategy {

    private static final List<String> COUNTS = List.of(
            "observedGeneration",
            "replicas",
            "updatedReplicas",
            "readyReplicas",
            "availableReplicas",
            "unavailableReplicas",
            "terminatingReplicas",
            "collisionCount");

    DeploymentStrategy() {
        super(Names::dns1123Subdomain, COUNTS);
    }

    @Override
    public void defaults(ObjectNode object) {
        ObjectNode spec = Fill.object(object, "spec");
        Fill.number(spec, "replicas", 1);
        ObjectNode strategy = Fill.object(spec, "strategy");
        Fill.text(strategy, "type", "RollingUpdate");
        if (strategy.path("type").asString("").equals("RollingUpdate")) {
            ObjectNode rolling = Fill.object(strategy, "rollingUpdate");
            quarter(rolling, "maxUnavailable");
            quarter(rolling, "maxSurge");
        }
        Fill.number(spec, "revisionHistoryLimit", 10);
        Fill.number(spec, "progressDeadlineSeconds", 600);
        PodSpecDefaults.apply(Fill.object(Fill.object(spec, "template"), "spec"));
    }

    private static void quarter(ObjectNode rolling, String field) {
        if (!WorkloadRules.isSet(rolling.get(field))) {
            rolling.put(field, "25%");
        }
    }

    /** Annotations are passed on to ReplicaSets, so they count as content. */
    @Override
    protected boolean contentChanged(ObjectNode object, ObjectNode old) {
        return super.contentChanged(object, old)
                || !Same.same(
                        object.path("metadata").get("annotations"),
                        old.path("metadata").get("annotations"));
    }

    @Override
    protected void statusUpdated(ObjectNode object, ObjectNode old) {
        Fill.keep("labels", Meta.of(object).node(), Meta.of(old).node());
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        Rules rules = Rules.into(errors);
        Field spec = Field.of(object).get("spec");
        rules.notNegative(spec.get("replicas"));
        WorkloadRules.neededSelector(spec.get("selector"), "deployment", rules);
        WorkloadRules.template(spec, "ReplicaSet", rules);
        strategy(spec.get("strategy"), rules);
        rules.notNegative(spec.get("minReadySeconds"));
        rules.notNegative(spec.get("revisionHistoryLimit"));
        Field deadline = spec.get("progressDeadlineSeconds");
        if (deadline.isPresent()) {
            rules.notNegative(deadline);
            if (deadline.number() <= spec.get("minReadySeconds").number()) {
                rules.invalid(deadline, "must be greater than minReadySeconds");
            }
        }
    }

    private static void strategy(Field strategy, Rules rules) {
        Field rolling = strategy.get("rollingUpdate");
        switch (strategy.get("type").text()) {
            case "Recreate" -> {
                if (rolling.isPresent()) {
                    rules.forbidden(rolling, "may not be specified when strategy `type` is 'Recreate'");
                }
            }
            case "RollingUpdate" -> rolling(rolling, rules);
            default ->
                rules.errors()
                        .notSupported(
                                strategy.path(),
                                Shown.of("DeploymentStrategy", strategy.value()),
                                List.of("Recreate", "RollingUpdate"));
        }
    }

    private static void rolling(Field rolling, Rules rules) {
        Field unavailable = rolling.get("maxUnavailable");
        Field surge = rolling.get("maxSurge");
        WorkloadRules.amount(unavailable, rules);
        WorkloadRules.amount(surge, rules);
        if (WorkloadRules.amountOf(unavailable) == 0 && WorkloadRules.amountOf(surge) == 0) {
            rules.invalid(unavailable, "may not be 0 when `maxSurge` is 0");
        }
        WorkloadRules.atMostAll(unavailable, rules);
    }

    @Override
    void validateCounts(Field status, Field old, Rules rules) {
        ReplicaCounts.atMostAll(status, List.of("updatedReplicas", "readyReplicas", "availableReplicas"), rules);
        ReplicaCounts.availableAtMost(status, "readyReplicas", "readyReplicas", rules);
        ReplicaCounts.collisions(status, old, rules);
    }
}
