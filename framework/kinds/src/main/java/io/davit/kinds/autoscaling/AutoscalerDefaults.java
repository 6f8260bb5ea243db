package io.davit.kinds.autoscaling;

import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Fill;
import io.davit.model.json.Json;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Defaults of an autoscaler's spec. */
final class AutoscalerDefaults {

    private AutoscalerDefaults() {}

    static void apply(ObjectNode spec) {
        Fill.number(spec, "minReplicas", 1);
        if (Field.of(spec).get("metrics").size() == 0) {
            spec.set("metrics", Json.array().add(AutoscalerConverter.cpu(80)));
        }
        if (spec.get("behavior") instanceof ObjectNode behavior) {
            ObjectNode up = Fill.object(behavior, "scaleUp");
            Fill.number(up, "stabilizationWindowSeconds", 0);
            Fill.pointer(up, "selectPolicy", "Max");
            policies(up, policy("Pods", 4), policy("Percent", 100));
            ObjectNode down = Fill.object(behavior, "scaleDown");
            Fill.pointer(down, "selectPolicy", "Max");
            policies(down, policy("Percent", 100));
        }
    }

    private static void policies(ObjectNode scaling, ObjectNode... policies) {
        if (!scaling.hasNonNull("policies")) {
            ArrayNode list = Json.array();
            List.of(policies).forEach(list::add);
            scaling.set("policies", list);
        }
    }

    private static ObjectNode policy(String type, int value) {
        return Json.object().put("type", type).put("value", value).put("periodSeconds", 15);
    }
}
