package io.davit.registry.crd;

import io.davit.model.GroupVersionResource;
import io.davit.model.error.ApiException;
import io.davit.registry.admission.AdmissionPlugin;
import io.davit.registry.admission.Attributes;
import io.davit.registry.admission.Operation;
import io.davit.registry.cache.CachedObject;
import io.davit.registry.family.Catalog;
import io.davit.registry.family.Family;
import io.davit.registry.family.Served;

/** No new objects of a resource whose definition is being deleted. */
public final class TerminatingDefinition implements AdmissionPlugin {

    private static final GroupVersionResource DEFINITIONS =
            new GroupVersionResource("apiextensions.k8s.io", "v1", "customresourcedefinitions");

    private final Family definitions;

    public TerminatingDefinition(Catalog catalog) {
        Served served = catalog.find(DEFINITIONS);
        if (served == null) {
            throw new IllegalStateException("CustomResourceDefinitions are not served");
        }
        this.definitions = served.family();
    }

    @Override
    public String name() {
        return "CustomResourceDefinitionTerminating";
    }

    @Override
    public void admit(Attributes attributes) {
        Served served = attributes.target().served();
        if (attributes.operation() != Operation.CREATE || !served.definition().custom()) {
            return;
        }
        CachedObject crd = definitions
                .cache()
                .get(definitions.key("", served.groupResource().toString()));
        if (crd != null && new Definition(crd.tree()).isTerminating()) {
            throw ApiException.forbidden(
                    served.groupResource(),
                    attributes.target().name(),
                    "create not allowed while custom resource definition is terminating");
        }
    }
}
