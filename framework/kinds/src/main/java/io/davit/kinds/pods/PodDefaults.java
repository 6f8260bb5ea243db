package io.davit.kinds.pods;

import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Fill;
import io.davit.model.json.Json;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What is filled in for pods, and not for templates of pods. */
final class PodDefaults {

    private PodDefaults() {}

    static void apply(ObjectNode pod) {
        ObjectNode spec = Fill.object(pod, "spec");
        Fill.flag(spec, "enableServiceLinks", true);
        if (spec.path("terminationGracePeriodSeconds").asLong(0) < 0) {
            spec.put("terminationGracePeriodSeconds", 1);
        }
        for (String list : List.of("containers", "initContainers")) {
            for (ObjectNode container : Fill.objects(spec, list)) {
                requestsFromLimits(container);
                if (spec.path("hostNetwork").asBoolean(false)) {
                    hostPorts(container);
                }
            }
        }
        PodSpecDefaults.apply(spec);
        podRequests(spec);
        ObjectNode status = Fill.existing(pod, "status");
        if (status != null) {
            addresses(status);
        }
    }

    /** One address and a list of them say the same: the one wins, and is the first of the list. */
    private static void addresses(ObjectNode status) {
        String first = status.path("podIPs").path(0).path("ip").asString("");
        String address = status.path("podIP").asString("");
        if (!address.isEmpty() && !address.equals(first)) {
            status.set("podIPs", Json.array().add(Json.object().put("ip", address)));
        } else if (!first.isEmpty()) {
            status.put("podIP", first);
        }
    }

    /** A limit without a request is a request too. */
    private static void requestsFromLimits(ObjectNode container) {
        ObjectNode resources = Fill.existing(container, "resources");
        ObjectNode limits = Fill.existing(resources, "limits");
        if (resources == null || limits == null || limits.isEmpty()) {
            return;
        }
        ObjectNode requests = Fill.object(resources, "requests");
        limits.properties().forEach(limit -> {
            if (!requests.has(limit.getKey())) {
                requests.set(limit.getKey(), limit.getValue());
            }
        });
    }

    private static void hostPorts(ObjectNode container) {
        for (ObjectNode port : Fill.objects(container, "ports")) {
            int number = port.path("containerPort").asInt(0);
            if (number != 0) {
                Fill.positive(port, "hostPort", number);
            }
        }
    }

    /** Where the pod as a whole has limits, it requests what its containers do, or else the limits. */
    private static void podRequests(ObjectNode spec) {
        ObjectNode resources = Fill.existing(spec, "resources");
        ObjectNode limits = Fill.existing(resources, "limits");
        if (resources == null || limits == null || limits.isEmpty()) {
            return;
        }
        ObjectNode requests = Fill.object(resources, "requests");
        PodResources.aggregateRequests(Field.of(spec)).forEach((name, sum) -> {
            if (!requests.has(name) && isForPods(name)) {
                requests.put(name, sum.toString());
            }
        });
        limits.properties().forEach(limit -> {
            if (!requests.has(limit.getKey()) && isForPods(limit.getKey())) {
                requests.set(limit.getKey(), limit.getValue());
            }
        });
    }

    private static boolean isForPods(String resource) {
        return resource.equals("cpu") || resource.equals("memory") || resource.startsWith("hugepages-");
    }
}
