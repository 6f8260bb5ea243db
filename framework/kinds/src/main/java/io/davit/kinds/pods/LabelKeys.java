package io.davit.kinds.pods;

import io.davit.kinds.reading.Fill;
import io.davit.model.json.Json;
import io.davit.model.meta.Meta;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Label keys whose values a new pod looks up in its own labels: they become part of its selectors. */
final class LabelKeys {

    private LabelKeys() {}

    static void merge(ObjectNode pod) {
        Map<String, String> labels = Meta.of(pod).labels();
        JsonNode spec = pod.path("spec");
        for (String kind : List.of("podAffinity", "podAntiAffinity")) {
            JsonNode affinity = spec.path("affinity").path(kind);
            for (ObjectNode term : Fill.objects(affinity, "requiredDuringSchedulingIgnoredDuringExecution")) {
                term(term, labels);
            }
            for (ObjectNode term : Fill.objects(affinity, "preferredDuringSchedulingIgnoredDuringExecution")) {
                if (term.get("podAffinityTerm") instanceof ObjectNode inner) {
                    term(inner, labels);
                }
            }
        }
        for (ObjectNode constraint : Fill.objects(spec, "topologySpreadConstraints")) {
            term(constraint, labels);
        }
    }

    private static void term(ObjectNode term, Map<String, String> labels) {
        ObjectNode selector = Fill.existing(term, "labelSelector");
        if (selector != null) {
            require(term.path("matchLabelKeys"), "In", selector, labels);
            require(term.path("mismatchLabelKeys"), "NotIn", selector, labels);
        }
    }

    private static void require(JsonNode keys, String operator, ObjectNode selector, Map<String, String> labels) {
        for (JsonNode key : keys) {
            String value = labels.get(key.asString(""));
            if (value == null) {
                continue;
            }
            ArrayNode expressions = selector.get("matchExpressions") instanceof ArrayNode list ? list : Json.array();
            expressions.add(Json.object()
                    .put("key", key.asString(""))
                    .put("operator", operator)
                    .set("values", Json.array().add(value)));
            selector.set("matchExpressions", expressions);
        }
    }
}
