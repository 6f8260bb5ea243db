package io.davit.registry.policy;

import io.davit.model.GroupResource;
import io.davit.model.GroupVersionResource;
import io.davit.registry.family.Catalog;
import io.davit.registry.family.Served;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** What policies never see, so that nobody can lock herself out: policies themselves, and questions about who may do what. */
final class Exempt {

    private static final String GROUP = "admissionregistration.k8s.io";
    private static final Set<GroupResource> RESOURCES = Set.of(
            new GroupResource(GROUP, "validatingadmissionpolicies"),
            new GroupResource(GROUP, "validatingadmissionpolicybindings"),
            new GroupResource(GROUP, "mutatingadmissionpolicies"),
            new GroupResource(GROUP, "mutatingadmissionpolicybindings"),
            new GroupResource("authentication.k8s.io", "tokenreviews"),
            new GroupResource("authentication.k8s.io", "selfsubjectreviews"),
            new GroupResource("authorization.k8s.io", "localsubjectaccessreviews"),
            new GroupResource("authorization.k8s.io", "selfsubjectaccessreviews"),
            new GroupResource("authorization.k8s.io", "selfsubjectrulesreviews"),
            new GroupResource("authorization.k8s.io", "subjectaccessreviews"));

    private Exempt() {}

    static boolean is(GroupResource resource) {
        return RESOURCES.contains(resource);
    }

    /** The index of the policies of one kind. */
    static <P extends Policy> PolicyIndex<P> index(
            Catalog catalog, String policies, String bindings, Function<ObjectNode, P> reader) {
        return new PolicyIndex<>(
                served(catalog, policies).family(), served(catalog, bindings).family(), reader);
    }

    /** One of the kinds of policies and bindings. */
    static Served served(Catalog catalog, String resource) {
        Served served = catalog.find(new GroupVersionResource(GROUP, "v1", resource));
        if (served == null) {
            throw new IllegalStateException(resource + " are not served");
        }
        return served;
    }
}
