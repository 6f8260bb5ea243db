package io.davit.registry.admission;

import io.davit.registry.family.Catalog;
import java.util.List;

/** The plugins that are on, in kube-apiserver's order. */
public final class DefaultAdmission {

    private DefaultAdmission() {}

    public static AdmissionChain chain(Catalog catalog) {
        return new AdmissionChain(List.of(new NamespaceLifecycle(catalog)));
    }
}
