package io.davit.registry.admission;

import io.davit.model.json.Json;
import io.davit.model.quantity.Quantity;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Amounts of resources by name, such as what containers request or are limited to, in the order of their names. */
public final class Amounts {

    private static final List<String> OF_WHOLE_PODS = List.of("cpu", "memory", "hugepages-");

    private final Map<String, Quantity> byResource = new TreeMap<>();

    private Amounts() {}

    public static Amounts none() {
        return new Amounts();
    }

    /** A resource list as the API writes it. */
    public static Amounts of(JsonNode list) {
        Amounts amounts = new Amounts();
        list.properties()
                .forEach(e -> amounts.byResource.put(
                        e.getKey(), Quantity.parse(e.getValue().asString("0"))));
        return amounts;
    }

    public static Amounts of(Map<String, Quantity> byResource) {
        Amounts amounts = new Amounts();
        amounts.byResource.putAll(byResource);
        return amounts;
    }

    public static Amounts of(String resource, Quantity amount) {
        return of(Map.of(resource, amount));
    }

    /** So much of each of these. */
    public static Amounts ofEach(List<String> resources, long amount) {
        Amounts amounts = new Amounts();
        resources.forEach(resource -> amounts.byResource.put(resource, Quantity.of(amount)));
        return amounts;
    }

    /**
     * What a pod needs as a whole: its containers and sidecars run together, its other init containers run before, one at a time, each
     * beside the sidecars begun before it. Amounts given for the pod itself come first.
     *
     * @param field {@code requests} or {@code limits}
     */
    public static Amounts ofPod(JsonNode spec, String field) {
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

    public boolean has(String resource) {
        return byResource.containsKey(resource);
    }

    /** The amount; zero when there is none. */
    public Quantity of(String resource) {
        return byResource.getOrDefault(resource, Quantity.ZERO);
    }

    public void each(BiConsumer<String, Quantity> action) {
        byResource.forEach(action);
    }

    public Set<String> names() {
        return Collections.unmodifiableSet(byResource.keySet());
    }

    public boolean isEmpty() {
        return byResource.isEmpty();
    }

    public Amounts plus(Amounts others) {
        Amounts sum = of(byResource);
        sum.add(others);
        return sum;
    }

    public Amounts minus(Amounts others) {
        Amounts difference = of(byResource);
        others.each((resource, amount) ->
                difference.byResource.put(resource, of(resource).minus(amount)));
        return difference;
    }

    /** What there is more of than before; zero where there is not. */
    public Amounts growthFrom(Amounts before) {
        Amounts growth = minus(before);
        growth.byResource.replaceAll((resource, amount) -> amount.max(Quantity.ZERO));
        return growth;
    }

    /** The part that these names have. */
    public Amounts only(Set<String> resources) {
        return filtered((resource, amount) -> resources.contains(resource));
    }

    public Amounts withoutZeros() {
        return filtered((resource, amount) -> !amount.isZero());
    }

    /** The resources of which there is less than nothing. */
    public Set<String> negative() {
        return filtered((resource, amount) -> amount.signum() < 0).names();
    }

    /** As the API writes it. */
    public ObjectNode toJson() {
        ObjectNode list = Json.object();
        byResource.forEach((resource, amount) -> list.put(resource, amount.toString()));
        return list;
    }

    /** As messages show it: {@code cpu=1,memory=1Gi}. */
    @Override
    public String toString() {
        return byResource.entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining(","));
    }

    private Amounts filtered(BiPredicate<String, Quantity> wanted) {
        Amounts kept = new Amounts();
        byResource.forEach((resource, amount) -> {
            if (wanted.test(resource, amount)) {
                kept.byResource.put(resource, amount);
            }
        });
        return kept;
    }

    private void add(Amounts others) {
        others.byResource.forEach((resource, amount) -> byResource.merge(resource, amount, Quantity::plus));
    }

    private void raise(Amounts others) {
        others.byResource.forEach((resource, amount) -> byResource.merge(resource, amount, Quantity::max));
    }
}
