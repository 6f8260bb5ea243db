package io.davit.registry.admission;

import io.davit.model.GroupResource;
import io.davit.model.GroupVersionResource;
import io.davit.model.error.ApiException;
import io.davit.model.error.Cause;
import io.davit.model.error.Details;
import io.davit.model.error.Reason;
import io.davit.registry.cache.CachedObject;
import io.davit.registry.family.Catalog;
import io.davit.registry.family.Family;
import io.davit.registry.family.Served;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/**
 * Objects are made only in namespaces that exist and are not being deleted; the namespaces that every cluster needs stay.
 *
 * @see <a href="https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#namespacelifecycle">NamespaceLifecycle</a>
 */
final class NamespaceLifecycle implements AdmissionPlugin {

    private static final Set<String> IMMORTAL = Set.of("default", "kube-system", "kube-public");
    private static final GroupResource NAMESPACES = new GroupResource("", "namespaces");

    private static final Function<ObjectNode, Boolean> IS_TERMINATING =
            namespace -> namespace.path("status").path("phase").asString("").equals("Terminating");

    private final Family namespaces;

    NamespaceLifecycle(Catalog catalog) {
        Served served = catalog.find(new GroupVersionResource("", "v1", "namespaces"));
        if (served == null) {
            throw new IllegalStateException("namespaces are not served");
        }
        this.namespaces = served.family();
    }

    @Override
    public String name() {
        return "NamespaceLifecycle";
    }

    @Override
    public void admit(Attributes attributes) {
        if (attributes.operation() == Operation.DELETE && attributes.isAbout("", "namespaces")) {
            refuseImmortal(attributes);
            return;
        }
        String namespace = attributes.target().namespace();
        if (namespace.isEmpty() || !attributes.target().served().definition().namespaced()) {
            return;
        }
        CachedObject found = namespaces.cache().get(namespaces.key("", namespace));
        if (found == null) {
            if (attributes.operation() == Operation.DELETE) {
                return;
            }
            throw ApiException.notFound(NAMESPACES, namespace);
        }
        if (attributes.operation() == Operation.CREATE) {
            refuseTerminating(attributes, namespace, found);
        }
    }

    private static void refuseImmortal(Attributes attributes) {
        if (IMMORTAL.contains(attributes.target().name())) {
            throw ApiException.forbidden(NAMESPACES, attributes.target().name(), "this namespace may not be deleted");
        }
    }

    private static void refuseTerminating(Attributes attributes, String namespace, CachedObject found) {
        if (!found.read(IS_TERMINATING)) {
            return;
        }
        ApiException plain = attributes.forbidden(
                "unable to create new content in namespace " + namespace + " because it is being terminated");
        Details details = plain.details()
                .withCauses(List.of(new Cause(
                        "NamespaceTerminating",
                        "namespace " + namespace + " is being terminated",
                        "metadata.namespace")));
        throw new ApiException(Reason.FORBIDDEN, plain.message(), details);
    }
}
