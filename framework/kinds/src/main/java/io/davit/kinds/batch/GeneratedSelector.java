package io.davit.kinds.batch;

import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Fill;
import io.davit.kinds.reading.Rules;
import io.davit.kinds.reading.Same;
import io.davit.model.error.ApiException;
import io.davit.model.json.Json;
import io.davit.model.meta.Meta;
import io.davit.model.name.Labels;
import io.davit.model.selector.LabelSelector;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The labels and the selector by which a job knows its pods, unless it says that it brings its own.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/workloads/controllers/job/#specifying-your-own-pod-selector">Pod selector</a>
 */
final class GeneratedSelector {

    private static final String OLD_UID = "controller-uid";
    private static final String OLD_NAME = "job-name";
    private static final String UID = "batch.kubernetes.io/controller-uid";
    private static final String NAME = "batch.kubernetes.io/job-name";

    private GeneratedSelector() {}

    static void add(ObjectNode job) {
        ObjectNode spec = Fill.object(job, "spec");
        if (spec.path("manualSelector").asBoolean(false)) {
            return;
        }
        ObjectNode template = Fill.object(Fill.object(spec, "template"), "metadata");
        JsonNode own = job.path("metadata").get("labels");
        boolean follows = own == null || own.isEmpty() || Same.same(own, template.get("labels"));
        ObjectNode labels = Fill.object(template, "labels");
        expected(job).forEach((key, value) -> Fill.pointer(labels, key, value));
        // A name that is no label is told of where the template has it, once.
        if (follows && Labels.value(Meta.of(job).name()).isEmpty()) {
            Meta.of(job).node().set("labels", labels.deepCopy());
        }
        ObjectNode selector = Fill.object(spec, "selector");
        ObjectNode matchLabels = Fill.object(selector, "matchLabels");
        Fill.pointer(matchLabels, UID, Meta.of(job).uid());
        selector.set("matchLabels", sorted(matchLabels));
        template.set("labels", sorted(labels));
    }

    /** Whether a job has no labels but those that were generated for its template. */
    static boolean isFollowed(ObjectNode job) {
        JsonNode labels = job.path("metadata").path("labels");
        return labels.has(UID)
                && labels.equals(
                        job.path("spec").path("template").path("metadata").path("labels"));
    }

    /** Messages show maps in the order of their keys. */
    private static ObjectNode sorted(ObjectNode map) {
        TreeMap<String, JsonNode> entries = new TreeMap<>();
        map.properties().forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
        ObjectNode sorted = Json.object();
        entries.forEach(sorted::set);
        return sorted;
    }

    private static Map<String, String> expected(ObjectNode job) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put(OLD_UID, Meta.of(job).uid());
        all.put(OLD_NAME, Meta.of(job).name());
        all.put(UID, Meta.of(job).uid());
        all.put(NAME, Meta.of(job).name());
        return all;
    }

    static void check(ObjectNode object, Rules rules) {
        Field spec = Field.of(object).get("spec");
        Field selector = spec.get("selector");
        if (spec.get("manualSelector").isTrue() || selector.isAbsent()) {
            return;
        }
        Field labels = spec.get("template").get("metadata").get("labels");
        Map<String, String> expected = expected(object);
        expected.forEach((key, value) -> {
            Field label = labels.key(key);
            if (label.isAbsent()) {
                rules.required(label, "must be '" + value + "'");
            } else if (!label.text().equals(value)) {
                rules.errors().invalid(label.path(), labels.shown(), "must be '" + value + "'");
            }
        });
        try {
            if (!LabelSelector.of(selector.value()).matches(expected)) {
                rules.invalid(selector, "`selector` not auto-generated");
            }
        } catch (ApiException notValid) {
            // The selector's own check tells of it.
            return;
        }
    }
}
