package io.davit.registry.crd;

import io.davit.model.GroupVersionResource;
import io.davit.model.error.ApiException;
import io.davit.model.meta.Meta;
import io.davit.registry.admission.AdmissionPlugin;
import io.davit.registry.admission.Attributes;
import io.davit.registry.admission.Operation;
import io.davit.registry.cache.CachedObject;
import io.davit.registry.family.Catalog;
import io.davit.registry.family.Family;
import io.davit.registry.family.Served;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

/** No new objects of a resource whose definition is being deleted. */
public final class TerminatingDefinition implements AdmissionPlugin {

    private static final GroupVersionResource DEFINITIONS =
            new GroupVersionResource("apiextensions.k8s.io", "v1", "customresourcedefinitions");

    private final Family definitions;

    /** What is known of definitions in their present state, which are too large to be read for each new object. */
    private final Map<CachedObject, Boolean> terminating = Collections.synchronizedMap(new WeakHashMap<>());

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
        if (crd != null && terminating.computeIfAbsent(crd, TerminatingDefinition::isTerminating)) {
            throw ApiException.forbidden(
                    served.groupResource(),
                    attributes.target().name(),
                    "create not allowed while custom resource definition is terminating");
        }
    }

    private static boolean isTerminating(CachedObject crd) {
        return Meta.of(crd.tree()).isTerminating();
    }
}
