package io.davit.kinds.devices;

import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Fill;
import tools.jackson.databind.node.ObjectNode;

/** Defaults of the spec of a claim. */
final class ClaimDefaults {

    private ClaimDefaults() {}

    static void apply(ObjectNode spec) {
        if (!(spec.get("devices") instanceof ObjectNode devices)) {
            return;
        }
        for (ObjectNode request : Fill.objects(devices, "requests")) {
            if (request.get("exactly") instanceof ObjectNode exactly) {
                request(exactly);
            }
            Fill.objects(request, "firstAvailable").forEach(ClaimDefaults::request);
        }
    }

    private static void request(ObjectNode request) {
        Fill.text(request, "allocationMode", "ExactCount");
        if (Field.of(request).get("allocationMode").is("ExactCount")) {
            Fill.positive(request, "count", 1);
        }
        Fill.objects(request, "tolerations").forEach(toleration -> Fill.text(toleration, "operator", "Equal"));
    }
}
