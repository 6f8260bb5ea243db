package io.davit.registry.admission;

import io.davit.model.GroupVersionResource;
import io.davit.registry.crd.TerminatingDefinition;
import io.davit.registry.family.Catalog;
import io.davit.registry.family.Served;
import java.util.List;

/** The plugins that are on, in kube-apiserver's order. */
public final class DefaultAdmission {

    private static final GroupVersionResource DEFINITIONS =
            new GroupVersionResource("apiextensions.k8s.io", "v1", "customresourcedefinitions");

    private DefaultAdmission() {}

    public static AdmissionChain chain(Catalog catalog) {
        Served definitions = catalog.find(DEFINITIONS);
        if (definitions == null) {
            throw new IllegalStateException("CustomResourceDefinitions are not served");
        }
        Reads reads = new Reads(catalog);
        return new AdmissionChain(List.of(
                new TerminatingDefinition(definitions.family()),
                new NamespaceLifecycle(catalog),
                new TaintNodesByCondition(),
                new Priority(reads),
                new DefaultTolerationSeconds(),
                new DefaultStorageClass(reads),
                new StorageObjectInUseProtection(),
                new PersistentVolumeClaimResize(reads),
                new RuntimeClass(reads),
                new DefaultIngressClass(reads)));
    }
}
