package io.davit.registry.admission;

import io.davit.model.GroupVersionResource;
import io.davit.model.meta.Meta;
import tools.jackson.databind.node.ObjectNode;

/**
 * An Ingress that names no class gets the default one, where there is one.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/services-networking/ingress/#default-ingress-class">Default IngressClass</a>
 */
final class DefaultIngressClass implements AdmissionPlugin {

    private static final GroupVersionResource CLASSES =
            new GroupVersionResource("networking.k8s.io", "v1", "ingressclasses");
    private static final String IS_DEFAULT = "ingressclass.kubernetes.io/is-default-class";
    private static final String OLD_NAME = "kubernetes.io/ingress.class";

    private final Reads reads;

    DefaultIngressClass(Reads reads) {
        this.reads = reads;
    }

    @Override
    public String name() {
        return "DefaultIngressClass";
    }

    @Override
    public void admit(Attributes attributes) {
        ObjectNode ingress = attributes.object();
        if (attributes.operation() != Operation.CREATE
                || ingress == null
                || !attributes.isAbout("networking.k8s.io", "ingresses")
                || Meta.of(ingress).annotations().containsKey(OLD_NAME)
                || !(ingress.get("spec") instanceof ObjectNode spec)
                || spec.has("ingressClassName")) {
            return;
        }
        ObjectNode found = reads.newest(CLASSES, Reads.annotated(IS_DEFAULT));
        if (found != null) {
            spec.put("ingressClassName", Meta.of(found).name());
        }
    }
}
