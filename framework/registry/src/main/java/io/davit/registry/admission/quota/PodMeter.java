package io.davit.registry.admission.quota;

import io.davit.model.quantity.Quantity;
import io.davit.registry.admission.Amounts;
import io.davit.registry.admission.Attributes;
import io.davit.registry.admission.Operation;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Counts pods and what they request and are limited to. Pods that are over count only as objects. */
final class PodMeter implements Meter {

    private static final String COUNT = "count/pods";
    private static final String REQUESTS = "requests.";
    private static final String LIMITS = "limits.";
    private static final String HUGE_PAGES = "hugepages-";
    private static final String DEVICE_CLASS = "requests.deviceclass.resource.kubernetes.io/";

    /** What a quota may name with and without {@code requests.}, and with {@code limits.}. */
    private static final Set<String> COMPUTE = Set.of("cpu", "memory", "ephemeral-storage");

    /** Each container must state these where a quota counts them. */
    private static final Set<String> TO_BE_STATED =
            Set.of("cpu", "memory", "requests.cpu", "requests.memory", "limits.cpu", "limits.memory");

    private static final Set<String> OVER = Set.of("Failed", "Succeeded");

    @Override
    public boolean handles(Attributes attributes) {
        boolean updates = attributes.operation() == Operation.UPDATE;
        ObjectNode old = attributes.old();
        ObjectNode object = attributes.object();
        return switch (attributes.target().subresource()) {
            case "" -> !updates || old == null || object == null || hasDeadline(old) != hasDeadline(object);
            case "resize" -> updates;
            default -> false;
        };
    }

    @Override
    public boolean counts(String resource) {
        return resource.equals(COUNT)
                || resource.equals("pods")
                || COMPUTE.contains(withoutPrefix(resource))
                || resource.startsWith(HUGE_PAGES)
                || resource.startsWith(REQUESTS + HUGE_PAGES)
                || resource.startsWith(DEVICE_CLASS)
                || resource.startsWith(REQUESTS) && isExtended(resource.substring(REQUESTS.length()));
    }

    private static String withoutPrefix(String resource) {
        return Stream.of(REQUESTS, LIMITS)
                .filter(resource::startsWith)
                .findFirst()
                .map(prefix -> resource.substring(prefix.length()))
                .orElse(resource);
    }

    /** Whether a resource is none of Kubernetes' own. */
    private static boolean isExtended(String resource) {
        return resource.contains("/") && !resource.contains("kubernetes.io/");
    }

    @Override
    public boolean inScope(JsonNode scope, ObjectNode pod) {
        String qos = pod.path("status").path("qosClass").asString("");
        return switch (scope.path("scopeName").asString("")) {
            case "Terminating" -> hasDeadline(pod);
            case "NotTerminating" -> !hasDeadline(pod);
            case "BestEffort" -> qos.equals("BestEffort");
            case "NotBestEffort" -> !qos.equals("BestEffort");
            case "PriorityClass" -> {
                String name = pod.path("spec").path("priorityClassName").asString("");
                yield ScopeValues.of(scope).match(name.isEmpty() ? Set.of() : Set.of(name));
            }
            case "CrossNamespacePodAffinity" ->
                reachesOtherNamespaces(pod.path("spec").path("affinity"));
            default -> false;
        };
    }

    private static boolean hasDeadline(ObjectNode pod) {
        return pod.path("spec").path("activeDeadlineSeconds").asLong(-1) >= 0;
    }

    private static boolean reachesOtherNamespaces(JsonNode affinity) {
        return Stream.of("podAffinity", "podAntiAffinity")
                .map(affinity::path)
                .flatMap(terms -> Stream.concat(
                        stream(terms.path("requiredDuringSchedulingIgnoredDuringExecution")),
                        stream(terms.path("preferredDuringSchedulingIgnoredDuringExecution"))
                                .map(weighted -> weighted.path("podAffinityTerm"))))
                .anyMatch(term -> !term.path("namespaces").isEmpty()
                        || term.path("namespaceSelector").isObject());
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    /** Where the pod as a whole states its resources, its containers need not. */
    @Override
    public String missing(Set<String> counted, ObjectNode pod) {
        JsonNode spec = pod.path("spec");
        if (spec.path("resources").path("requests").size()
                        + spec.path("resources").path("limits").size()
                > 0) {
            return "";
        }
        Map<String, Set<String>> containers = new TreeMap<>();
        Stream.concat(stream(spec.path("containers")), stream(spec.path("initContainers")))
                .forEach(container -> {
                    JsonNode resources = container.path("resources");
                    Set<String> stated = usage(
                                    Amounts.of(resources.path("requests")), Amounts.of(resources.path("limits")))
                            .names();
                    counted.stream()
                            .filter(TO_BE_STATED::contains)
                            .filter(resource -> !stated.contains(resource))
                            .forEach(resource -> containers
                                    .computeIfAbsent(resource, missing -> new TreeSet<>())
                                    .add(container.path("name").asString("")));
                });
        return containers.entrySet().stream()
                .map(each -> each.getKey() + " for: " + String.join(",", each.getValue()))
                .collect(Collectors.joining("; "));
    }

    @Override
    public Amounts usage(ObjectNode pod) {
        Amounts object = Amounts.of(COUNT, Quantity.of(1));
        if (OVER.contains(pod.path("status").path("phase").asString(""))) {
            return object;
        }
        JsonNode spec = pod.path("spec");
        Amounts overhead = Amounts.of(spec.path("overhead"));
        Amounts limits = Amounts.ofPod(spec, "limits");
        return object.plus(usage(
                Amounts.ofPod(spec, "requests").plus(overhead),
                limits.plus(overhead.only(limits.withoutZeros().names()))));
    }

    private static Amounts usage(Amounts requests, Amounts limits) {
        Map<String, Quantity> usage = new TreeMap<>();
        usage.put("pods", Quantity.of(1));
        requests.each((resource, amount) -> {
            boolean both = COMPUTE.contains(resource) || resource.startsWith(HUGE_PAGES);
            if (both) {
                usage.put(resource, amount);
            }
            if (both || isExtended(resource)) {
                usage.put(REQUESTS + resource, amount);
            }
        });
        limits.each((resource, amount) -> {
            if (COMPUTE.contains(resource)) {
                usage.put(LIMITS + resource, amount);
            }
        });
        return Amounts.of(usage);
    }
}
