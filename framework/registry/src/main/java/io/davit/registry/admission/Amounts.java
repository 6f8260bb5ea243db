package io.davit.registry.admission;

import io.davit.model.quantity.Quantity;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;

/** Amounts of resources by name, such as what containers request or are limited to. */
final class Amounts {

    private static final List<String> OF_WHOLE_PODS = List.of("cpu", "memory", "hugepages-");

    private final Map<String, Quantity> byResource = new TreeMap<>();

    private Amounts() {}

    static Amounts of(JsonNode list) {
        Amounts amounts = new Amounts();
        list.properties()
                .forEach(e -> amounts.byResource.put(
                        e.getKey(), Quantity.parse(e.getValue().asString("0"))));
        return amounts;
    }

    /**
     * What a pod needs as a whole: its containers and sidecars run together, its other init containers run before, one at a time, each
     * beside the sidecars begun before it. Amounts given for the pod itself come first.
     *
     * @param field {@code requests} or {@code limits}
     */
    static Amounts ofPod(JsonNode spec, String field) {
        Amounts together = new Amounts();
        for (JsonNode container : spec.path("containers")) {
            together.add(of(container.path("resources").path(field)));
        }
        Amounts sidecars = new Amounts();
        Amounts before = new Amounts();
        for (JsonNode container : spec.path("initContainers")) {
            Amounts own = of(container.path("resources").path(field));
            if (container.path("restartPolicy").asString("").equals("Always")) {
                together.add(own);
                sidecars.add(own);
                before.raise(sidecars);
            } else {
                own.add(sidecars);
                before.raise(own);
            }
        }
        together.raise(before);
        of(spec.path("resources").path(field)).byResource.forEach((resource, amount) -> {
            if (OF_WHOLE_PODS.stream().anyMatch(resource::startsWith)) {
                together.byResource.put(resource, amount);
            }
        });
        return together;
    }

    boolean has(String resource) {
        return byResource.containsKey(resource);
    }

    /** The amount; zero when there is none. */
    Quantity of(String resource) {
        return byResource.getOrDefault(resource, Quantity.ZERO);
    }

    void each(BiConsumer<String, Quantity> action) {
        byResource.forEach(action);
    }

    private void add(Amounts others) {
        others.byResource.forEach((resource, amount) -> byResource.merge(resource, amount, Quantity::plus));
    }

    private void raise(Amounts others) {
        others.byResource.forEach((resource, amount) -> byResource.merge(resource, amount, Quantity::max));
    }
}
