package io.davit.registry.family;

import java.util.List;

/** Where the scale subresource finds its numbers, as lists of names; {@code selector} is empty where there is none. */
public record ScalePaths(List<String> specReplicas, List<String> statusReplicas, List<String> selector) {

    /** The built-in workloads. */
    public static final ScalePaths WORKLOAD =
            new ScalePaths(List.of("spec", "replicas"), List.of("status", "replicas"), List.of("spec", "selector"));
}
