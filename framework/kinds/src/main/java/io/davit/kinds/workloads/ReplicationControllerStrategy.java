package io.davit.kinds.workloads;

import io.davit.kinds.pods.PodSpecDefaults;
import io.davit.kinds.pods.PodTemplateRules;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Fill;
import io.davit.kinds.reading.Rules;
import io.davit.model.error.FieldErrors;
import io.davit.model.meta.Meta;
import io.davit.model.name.Names;
import io.davit.model.selector.LabelSelector;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** ReplicationControllers: a plain map selects, and the template's labels serve where others are missing. */
final class ReplicationControllerStrategy extends WorkloadStrategy {

    private static final List<String> COUNTS =
            List.of("replicas", "fullyLabeledReplicas", "readyReplicas", "availableReplicas", "observedGeneration");

    ReplicationControllerStrategy() {
        super(Names::longName, COUNTS);
    }

    @Override
    public void defaults(ObjectNode object) {
        ObjectNode spec = Fill.object(object, "spec");
        ObjectNode template = Fill.existing(spec, "template");
        if (template != null) {
            JsonNode labels = template.path("metadata").path("labels");
            if (labels.isObject() && !labels.isEmpty()) {
                if (spec.path("selector").isEmpty()) {
                    spec.set("selector", labels.deepCopy());
                }
                if (Meta.of(object).labels().isEmpty()) {
                    Meta.of(object).node().set("labels", labels.deepCopy());
                }
            }
            PodSpecDefaults.apply(Fill.object(template, "spec"));
        }
        Fill.number(spec, "replicas", 1);
    }

    @Override
    protected ObjectNode newStatus() {
        return WorkloadRules.status("replicas");
    }

    @Override
    protected void statusUpdated(ObjectNode object, ObjectNode old) {
        defaults(object);
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        Rules rules = Rules.into(errors);
        Field spec = Field.of(object).get("spec");
        rules.notNegative(spec.get("minReadySeconds"));
        if (spec.get("selector").size() == 0) {
            rules.required(spec.get("selector"));
        }
        rules.notNegative(spec.get("replicas"));
        Field template = spec.get("template");
        if (template.isAbsent()) {
            rules.required(template);
            return;
        }
        LabelSelector selector = LabelSelector.ofLabels(WorkloadRules.texts(spec.get("selector")));
        if (!selector.isEverything()) {
            WorkloadRules.matches(selector, template, rules);
        }
        PodTemplateRules.check(template, errors);
        PodTemplateRules.restartsAlways(template, "ReplicationController", rules);
    }

    /** Unlike the newer kinds', its selector may change. */
    @Override
    public void validateUpdate(ObjectNode object, ObjectNode old, FieldErrors errors) {
        validate(object, errors);
    }

    @Override
    void validateCounts(Field status, Field old, Rules rules) {
        ReplicaCounts.atMostAll(status, List.of("fullyLabeledReplicas", "readyReplicas", "availableReplicas"), rules);
        ReplicaCounts.availableAtMost(status, "readyReplicas", "readyReplicas", rules);
    }

    @Override
    public boolean orphansByDefault() {
        return true;
    }
}
