package io.davit.registry.crd;

import io.davit.model.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The conditions in a definition's status. */
final class Conditions {

    private Conditions() {}

    static boolean isTrue(ObjectNode crd, String type) {
        return find(crd, type).path("status").asString("").equals("True");
    }

    static JsonNode find(ObjectNode crd, String type) {
        for (JsonNode condition : crd.path("status").path("conditions")) {
            if (condition.path("type").asString("").equals(type)) {
                return condition;
            }
        }
        return Json.object();
    }

    /** Writes a condition; its time moves only when its status changes. */
    static void set(ObjectNode crd, String type, boolean value, String reason, String message, String now) {
        ObjectNode status = crd.get("status") instanceof ObjectNode present ? present : crd.putObject("status");
        ArrayNode conditions =
                status.get("conditions") instanceof ArrayNode present ? present : status.putArray("conditions");
        String word = value ? "True" : "False";
        for (JsonNode each : conditions) {
            if (each instanceof ObjectNode condition
                    && condition.path("type").asString("").equals(type)) {
                if (!condition.path("status").asString("").equals(word)) {
                    condition.put("lastTransitionTime", now);
                }
                condition.put("status", word).put("reason", reason).put("message", message);
                return;
            }
        }
        conditions
                .addObject()
                .put("type", type)
                .put("status", word)
                .put("lastTransitionTime", now)
                .put("reason", reason)
                .put("message", message);
    }
}
