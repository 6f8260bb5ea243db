package io.davit.kinds.workloads;

import io.davit.kinds.pods.PodSpecDefaults;
import io.davit.kinds.pods.PodTemplateRules;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Fill;
import io.davit.kinds.reading.Rules;
import io.davit.kinds.reading.Same;
import io.davit.kinds.shown.Shown;
import io.davit.model.error.FieldErrors;
import io.davit.model.error.FieldPath;
import io.davit.model.meta.Meta;
import io.davit.model.name.Names;
import io.davit.model.selector.LabelSelector;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * DaemonSets. An old generation of the template alone lives on as an annotation.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/">DaemonSet</a>
 */
final class DaemonSetStrategy extends WorkloadStrategy {

    private static final String TEMPLATE_GENERATION = "deprecated.daemonset.template.generation";
    private static final List<String> COUNTS = List.of(
            "currentNumberScheduled",
            "numberMisscheduled",
            "desiredNumberScheduled",
            "numberReady",
            "observedGeneration",
            "updatedNumberScheduled",
            "numberAvailable",
            "numberUnavailable",
            "collisionCount");

    DaemonSetStrategy() {
        super(Names::dns1123Subdomain, COUNTS);
    }

    @Override
    public void defaults(ObjectNode object) {
        ObjectNode spec = Fill.object(object, "spec");
        ObjectNode strategy = Fill.object(spec, "updateStrategy");
        Fill.text(strategy, "type", "RollingUpdate");
        boolean rolls = strategy.path("type").asString("").equals("RollingUpdate");
        ObjectNode rolling = rolls ? Fill.object(strategy, "rollingUpdate") : Fill.existing(strategy, "rollingUpdate");
        if (rolling != null) {
            fill(rolling, "maxUnavailable", rolls ? 1 : 0);
            fill(rolling, "maxSurge", 0);
        }
        Fill.number(spec, "revisionHistoryLimit", 10);
        PodSpecDefaults.apply(Fill.object(Fill.object(spec, "template"), "spec"));
        // Upstream keeps this number in its own form of the object, and always writes it into the published one.
        if (!Meta.of(object).annotations().containsKey(TEMPLATE_GENERATION)) {
            Meta.of(object).annotation(TEMPLATE_GENERATION, "0");
        }
    }

    private static void fill(ObjectNode rolling, String field, int value) {
        if (!WorkloadRules.isSet(rolling.get(field))) {
            rolling.put(field, value);
        }
    }

    @Override
    protected ObjectNode newStatus() {
        return WorkloadRules.status(
                "currentNumberScheduled", "numberMisscheduled", "desiredNumberScheduled", "numberReady");
    }

    @Override
    protected void created(ObjectNode object) {
        long given = templateGeneration(object);
        Meta.of(object).annotation(TEMPLATE_GENERATION, Long.toString(Math.max(1, given)));
    }

    @Override
    protected void updated(ObjectNode object, ObjectNode old) {
        long before = templateGeneration(old);
        boolean changed =
                !Same.same(object.path("spec").get("template"), old.path("spec").get("template"));
        Meta.of(object).annotation(TEMPLATE_GENERATION, Long.toString(changed ? before + 1 : before));
    }

    @Override
    protected void statusUpdated(ObjectNode object, ObjectNode old) {
        Meta.of(object).annotation(TEMPLATE_GENERATION, Long.toString(templateGeneration(old)));
    }

    private static long templateGeneration(ObjectNode object) {
        String text = Meta.of(object).annotations().getOrDefault(TEMPLATE_GENERATION, "");
        return text.matches("[-+]?[0-9]{1,18}") ? Long.parseLong(text) : 0;
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        Rules rules = Rules.into(errors);
        Field spec = Field.of(object).get("spec");
        Field template = spec.get("template");
        Field selectorField = spec.get("selector");
        rules.labelSelector(selectorField);
        LabelSelector selector = WorkloadRules.parsed(selectorField);
        if (selector != null) {
            WorkloadRules.matches(selector, template, rules);
        }
        if (selectorField.isPresent()) {
            WorkloadRules.notEmpty(selectorField, "daemonset", rules);
        }
        PodTemplateRules.check(template, errors);
        PodTemplateRules.restartsAlways(template, "DaemonSet", rules);
        rules.notNegative(spec.get("minReadySeconds"));
        rules.notNegative(FieldPath.of("spec", "templateGeneration"), templateGeneration(object));
        strategy(spec.get("updateStrategy"), rules);
        rules.notNegative(spec.get("revisionHistoryLimit"));
    }

    private static void strategy(Field strategy, Rules rules) {
        switch (strategy.get("type").text()) {
            case "OnDelete" -> {
                // How to roll does not matter.
            }
            case "RollingUpdate" -> rolling(strategy.get("rollingUpdate"), rules);
            default ->
                rules.errors()
                        .notSupported(
                                strategy.path(),
                                Shown.of("DaemonSetUpdateStrategy", strategy.value()),
                                List.of("RollingUpdate", "OnDelete"));
        }
    }

    private static void rolling(Field rolling, Rules rules) {
        Field unavailable = rolling.get("maxUnavailable");
        Field surge = rolling.get("maxSurge");
        WorkloadRules.amount(unavailable, rules);
        WorkloadRules.amount(surge, rules);
        boolean some = WorkloadRules.amountOf(unavailable) != 0;
        boolean more = WorkloadRules.amountOf(surge) != 0;
        if (some && more) {
            rules.invalid(surge, "may not be set when maxUnavailable is non-zero");
        } else if (!some && !more) {
            rules.required(unavailable, "cannot be 0 when maxSurge is 0");
        }
        WorkloadRules.atMostAll(unavailable, rules);
        WorkloadRules.atMostAll(surge, rules);
    }

    /** Here, what may not change is told first. */
    @Override
    public void validateUpdate(ObjectNode object, ObjectNode old, FieldErrors errors) {
        Field before = Field.of(old).get("spec");
        WorkloadRules.immutable("selector", Field.of(object).get("spec"), before, Rules.into(errors));
        validate(object, errors);
    }

    @Override
    void validateCounts(Field status, Field old, Rules rules) {
        ReplicaCounts.collisions(status, old, rules);
    }

    @Override
    boolean namesPods() {
        return false;
    }
}
