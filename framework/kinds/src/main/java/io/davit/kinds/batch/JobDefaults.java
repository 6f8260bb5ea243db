package io.davit.kinds.batch;

import io.davit.kinds.pods.PodSpecDefaults;
import io.davit.kinds.reading.Fill;
import io.davit.model.meta.Meta;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What is filled in for jobs. */
final class JobDefaults {

    private JobDefaults() {}

    static void apply(ObjectNode job) {
        ObjectNode spec = Fill.object(job, "spec");
        if (!isSet(spec, "completions") && !isSet(spec, "parallelism")) {
            spec.put("completions", 1);
        }
        Fill.number(spec, "parallelism", 1);
        Fill.number(spec, "backoffLimit", isSet(spec, "backoffLimitPerIndex") ? Integer.MAX_VALUE : 6);
        labels(job, spec);
        Fill.pointer(spec, "completionMode", "NonIndexed");
        Fill.flag(spec, "suspend", false);
        Fill.flag(spec, "manualSelector", false);
        Fill.pointer(spec, "podReplacementPolicy", isSet(spec, "podFailurePolicy") ? "Failed" : "TerminatingOrFailed");
        template(spec);
    }

    /** What a template of jobs gets too: the rest comes when a job is made from it. */
    static void template(ObjectNode spec) {
        for (ObjectNode rule : Fill.objects(spec.path("podFailurePolicy"), "rules")) {
            Fill.objects(rule, "onPodConditions").forEach(pattern -> Fill.text(pattern, "status", "True"));
        }
        PodSpecDefaults.apply(Fill.object(Fill.object(spec, "template"), "spec"));
    }

    /** A job without labels takes its template's. */
    static void labels(ObjectNode job, ObjectNode spec) {
        JsonNode labels = spec.path("template").path("metadata").path("labels");
        if (labels.isObject() && !labels.isEmpty() && Meta.of(job).labels().isEmpty()) {
            Meta.of(job).node().set("labels", labels.deepCopy());
        }
    }

    private static boolean isSet(ObjectNode spec, String field) {
        JsonNode value = spec.get(field);
        return value != null && !value.isNull();
    }
}
