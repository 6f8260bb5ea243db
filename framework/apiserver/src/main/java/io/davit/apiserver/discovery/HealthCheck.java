package io.davit.apiserver.discovery;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * One thing that must be so for the server to be well.
 *
 * @param name its name in paths and lists, such as {@code etcd} or {@code poststarthook/rbac/bootstrap-roles}
 * @param partOf the endpoints that ask it
 * @param problem tells what is wrong; empty when all is well. It must answer at once.
 */
public record HealthCheck(String name, Set<Endpoint> partOf, Supplier<String> problem) {

    /** Where health is asked for. */
    public enum Endpoint {
        HEALTHZ,
        LIVEZ,
        READYZ
    }

    public HealthCheck {
        partOf = Set.copyOf(partOf);
    }

    /** A check of all endpoints. */
    public static HealthCheck of(String name, Supplier<String> problem) {
        return new HealthCheck(name, EnumSet.allOf(Endpoint.class), problem);
    }

    /** A check of readiness alone. */
    public static HealthCheck ofReadiness(String name, Supplier<String> problem) {
        return new HealthCheck(name, Set.of(Endpoint.READYZ), problem);
    }
}
