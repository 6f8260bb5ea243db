package io.davit.apiserver.endpoint;

import io.davit.apiserver.discovery.HealthCheck;
import io.davit.registry.Registry;
import io.davit.storage.StoreException;
import java.util.List;
import java.util.function.Supplier;

/** What must be so for this server to be well, under the names that upstream's probes use. */
final class HealthChecks {

    private static final Supplier<String> WELL = () -> "";

    private HealthChecks() {}

    /** The start-up hooks are done before the first request is taken, so they are well whenever they are asked. */
    static List<HealthCheck> of(Registry registry) {
        Supplier<String> store = () -> {
            try {
                registry.store().revision();
                return "";
            } catch (StoreException e) {
                return "the store does not answer: " + e.getMessage();
            }
        };
        return List.of(
                HealthCheck.of("ping", WELL),
                HealthCheck.of("log", WELL),
                HealthCheck.of("etcd", store),
                HealthCheck.ofReadiness("etcd-readiness", store),
                HealthCheck.ofReadiness("informer-sync", WELL),
                HealthCheck.of("poststarthook/start-apiextensions-controllers", WELL),
                HealthCheck.of("poststarthook/crd-informer-synced", WELL),
                HealthCheck.of("poststarthook/start-system-namespaces-controller", WELL),
                HealthCheck.of("poststarthook/rbac/bootstrap-roles", WELL),
                HealthCheck.of("poststarthook/scheduling/bootstrap-system-priority-classes", WELL),
                HealthCheck.of("poststarthook/priority-and-fairness-config-producer", WELL),
                HealthCheck.of("poststarthook/bootstrap-controller", WELL),
                HealthCheck.of("poststarthook/start-kubernetes-service-cidr-controller", WELL),
                HealthCheck.ofReadiness("shutdown", WELL));
    }
}
