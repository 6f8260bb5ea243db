package io.davit.registry.admission.quota;

import io.davit.registry.admission.Amounts;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Counts ResourceClaims and the devices of each class that they may get. */
final class DeviceClaimMeter implements Meter {

    private static final String COUNT = "count/resourceclaims.resource.k8s.io";
    private static final String BY_CLASS = ".deviceclass.resource.k8s.io/devices";

    /** The most devices that one claim can be given. */
    private static final long MOST = 32;

    @Override
    public boolean counts(String resource) {
        return resource.equals(COUNT) || resource.endsWith(BY_CLASS);
    }

    /** Of alternatives, each class is charged the most that one of them asks for. */
    @Override
    public Amounts usage(ObjectNode claim) {
        Amounts usage = Amounts.ofEach(List.of(COUNT), 1);
        for (JsonNode request : claim.path("spec").path("devices").path("requests")) {
            Map<String, Long> most = new TreeMap<>();
            for (JsonNode alternative : request.path("firstAvailable")) {
                most.merge(alternative.path("deviceClassName").asString(""), devices(alternative), Math::max);
            }
            if (most.isEmpty() && request.has("exactly")) {
                JsonNode exactly = request.path("exactly");
                most.put(exactly.path("deviceClassName").asString(""), devices(exactly));
            }
            for (Map.Entry<String, Long> each : most.entrySet()) {
                usage = usage.plus(Amounts.ofEach(List.of(each.getKey() + BY_CLASS), each.getValue()));
            }
        }
        return usage;
    }

    private static long devices(JsonNode request) {
        return switch (request.path("allocationMode").asString("")) {
            case "ExactCount" -> request.path("count").asLong(0);
            case "All" -> MOST;
            default -> 0;
        };
    }
}
