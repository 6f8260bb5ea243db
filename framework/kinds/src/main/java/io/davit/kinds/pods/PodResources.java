package io.davit.kinds.pods;

import io.davit.kinds.reading.Field;
import io.davit.model.quantity.Quantity;
import java.util.Map;
import java.util.TreeMap;

/** Sums of what a pod's containers ask for. */
final class PodResources {

    private PodResources() {}

    /**
     * What the containers need at once: all containers and sidecars together, or one init container with the sidecars before it,
     * whichever is more.
     */
    static Map<String, Quantity> aggregateRequests(Field spec) {
        Map<String, Quantity> running = new TreeMap<>();
        spec.get("containers").items().forEach(container -> add(running, requests(container)));
        Map<String, Quantity> sidecars = new TreeMap<>();
        Map<String, Quantity> starting = new TreeMap<>();
        for (Field container : spec.get("initContainers").items()) {
            Map<String, Quantity> own = requests(container);
            if (container.get("restartPolicy").is("Always")) {
                add(running, own);
                add(sidecars, own);
                max(starting, sidecars);
            } else {
                Map<String, Quantity> with = new TreeMap<>(own);
                add(with, sidecars);
                max(starting, with);
            }
        }
        max(running, starting);
        return running;
    }

    private static Map<String, Quantity> requests(Field container) {
        Map<String, Quantity> all = new TreeMap<>();
        container
                .get("resources")
                .get("requests")
                .entries()
                .forEach(entry -> all.put(entry.key(), entry.value().quantity()));
        return all;
    }

    private static void add(Map<String, Quantity> to, Map<String, Quantity> more) {
        more.forEach((name, quantity) -> to.merge(name, quantity, Quantity::plus));
    }

    private static void max(Map<String, Quantity> to, Map<String, Quantity> other) {
        other.forEach((name, quantity) -> to.merge(name, quantity, Quantity::max));
    }
}
