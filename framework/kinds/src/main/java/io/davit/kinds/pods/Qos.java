package io.davit.kinds.pods;

import io.davit.kinds.reading.Field;
import io.davit.model.quantity.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How well a pod is served when resources become scarce.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/">Quality of Service classes</a>
 */
final class Qos {

    private static final Set<String> COUNTED = Set.of("cpu", "memory");

    private Qos() {}

    /** Best effort without any request or limit, guaranteed when all containers' limits are their requests, else burstable. */
    static String of(Field spec) {
        Field ofPod = spec.get("resources");
        boolean podLevel = ofPod.get("requests").size() + ofPod.get("limits").size() > 0;
        List<Field> containers = new ArrayList<>(spec.get("containers").items());
        containers.addAll(spec.get("initContainers").items());
        List<Field> all = podLevel
                ? List.of(ofPod)
                : containers.stream()
                        .map(container -> container.get("resources"))
                        .toList();
        Map<String, Quantity> requests = new TreeMap<>();
        Map<String, Quantity> limits = new TreeMap<>();
        boolean guaranteed = true;
        for (Field resources : all) {
            add(requests, resources.get("requests"));
            guaranteed &= add(limits, resources.get("limits")) == COUNTED.size();
        }
        if (requests.isEmpty() && limits.isEmpty()) {
            return "BestEffort";
        }
        return guaranteed && requests.equals(limits) ? "Guaranteed" : "Burstable";
    }

    /** Answers how many of the resources that count are more than 0. */
    private static int add(Map<String, Quantity> sums, Field list) {
        int found = 0;
        for (Field.Entry entry : list.entries()) {
            Quantity quantity = entry.value().quantity();
            if (COUNTED.contains(entry.key()) && quantity.signum() > 0) {
                sums.merge(entry.key(), quantity, Quantity::plus);
                found++;
            }
        }
        return found;
    }
}
