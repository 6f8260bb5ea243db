package io.davit.registry.admission.podsecurity;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Probes and hooks call the pod itself, and nobody else on the kubelet's behalf. */
final class ProbedHosts {

    static final Check CHECK = Check.baseline("hostProbesAndHostLifecycle").since(34, ProbedHosts::check);

    private ProbedHosts() {}

    private static @Nullable Violation check(Pod pod) {
        SortedSet<String> containers = new TreeSet<>();
        SortedSet<String> hosts = new TreeSet<>();
        for (JsonNode container : pod.containers()) {
            List<String> own = hosts(container);
            if (!own.isEmpty()) {
                containers.add(Pod.name(container));
                hosts.addAll(own);
            }
        }
        return containers.isEmpty()
                ? null
                : new Violation(
                        "probe or lifecycle host",
                        Words.named("container", containers) + " " + Words.uses(containers.size()) + " "
                                + Words.named("probe or lifecycle host", hosts));
    }

    private static List<String> hosts(JsonNode container) {
        JsonNode lifecycle = container.path("lifecycle");
        return Stream.of(
                        container.path("livenessProbe"),
                        container.path("readinessProbe"),
                        container.path("startupProbe"),
                        lifecycle.path("postStart"),
                        lifecycle.path("preStop"))
                .flatMap(handler -> Stream.of(handler.path("httpGet"), handler.path("tcpSocket")))
                .map(action -> action.path("host").asString(""))
                .filter(host -> !host.isEmpty())
                .toList();
    }
}
