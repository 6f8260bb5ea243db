package io.davit.kinds.pods;

import io.davit.kinds.reading.Fill;
import io.davit.kinds.shown.Shown;
import io.davit.model.json.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Specs of pods as messages show them: what is shared with the host stands in the security context. */
public final class PodForm {

    private static final List<String> MOVED =
            List.of("hostNetwork", "hostPID", "hostIPC", "shareProcessNamespace", "hostUsers");

    private PodForm() {}

    public static JsonNode spec(JsonNode spec) {
        return Shown.of("PodSpec", moved(spec));
    }

    public static JsonNode template(JsonNode template) {
        ObjectNode copy = template instanceof ObjectNode object ? object.deepCopy() : Json.object();
        copy.set("spec", moved(copy.path("spec")));
        return Shown.of("PodTemplateSpec", copy);
    }

    /** What differs between two specs, line by line. */
    static String difference(JsonNode before, JsonNode after) {
        return Shown.difference("PodSpec", moved(before), moved(after));
    }

    private static ObjectNode moved(JsonNode spec) {
        ObjectNode copy = spec instanceof ObjectNode object ? object.deepCopy() : Json.object();
        for (String field : MOVED) {
            JsonNode value = copy.get(field);
            if (value != null && !value.isNull()) {
                Fill.object(copy, "securityContext").set(field, value);
            }
        }
        return copy;
    }
}
