package io.davit.registry.crd;

import io.davit.model.error.ApiException;
import io.davit.registry.admission.AdmissionPlugin;
import io.davit.registry.admission.Attributes;
import io.davit.registry.admission.Operation;
import io.davit.registry.cache.CachedObject;
import io.davit.registry.family.Family;
import io.davit.registry.family.Served;

/** No new objects of a resource whose definition is being deleted. */
public final class TerminatingDefinition implements AdmissionPlugin {

    private final Family definitions;

    /** @param definitions what serves the CustomResourceDefinitions */
    public TerminatingDefinition(Family definitions) {
        this.definitions = definitions;
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
