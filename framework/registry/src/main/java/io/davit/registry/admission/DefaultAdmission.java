package io.davit.registry.admission;

import io.davit.registry.family.Catalog;
import java.util.ArrayList;
import java.util.List;

/** The plugins that are on, in kube-apiserver's order. */
public final class DefaultAdmission {

    private DefaultAdmission() {}

    /**
     * The chain.
     *
     * @param definitions the part of admission that custom resources' own life brings along
     * @param policies what administrators configure, which comes after what is built in
     */
    public static AdmissionChain chain(Catalog catalog, AdmissionPlugin definitions, List<AdmissionPlugin> policies) {
        Reads reads = new Reads(catalog);
        List<AdmissionPlugin> plugins = new ArrayList<>(List.of(
                definitions,
                new NamespaceLifecycle(catalog),
                new LimitRanger(reads),
                new TaintNodesByCondition(),
                new PodSecurity(reads),
                new CertificateRequester(),
                new CertificateSubjectRestriction(),
                new DeviceAdminAccess(reads),
                new Priority(reads),
                new DefaultTolerationSeconds(),
                new DefaultStorageClass(reads),
                new StorageObjectInUseProtection(),
                new PersistentVolumeClaimResize(reads),
                new RuntimeClass(reads),
                new DefaultIngressClass(reads)));
        plugins.addAll(policies);
        return new AdmissionChain(plugins);
    }
}
