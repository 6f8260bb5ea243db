package io.davit.registry.admission.quota;

import io.davit.registry.admission.Amounts;
import tools.jackson.databind.node.ObjectNode;

/** Writes what is used into the status of a ResourceQuota. */
@FunctionalInterface
public interface QuotaStatus {

    /**
     * Sets {@code status.used} to what the function makes of the present quota; after a lost race it is asked again.
     *
     * @throws io.davit.model.error.ApiException {@code NotFound} when there is no such quota, and whatever the function throws
     */
    void write(String namespace, String name, Used used);

    /** What is used from now on. */
    @FunctionalInterface
    interface Used {

        Amounts after(ObjectNode present);
    }
}
