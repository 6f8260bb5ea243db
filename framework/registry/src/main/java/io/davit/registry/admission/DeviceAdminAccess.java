package io.davit.registry.admission;

import io.davit.model.GroupVersionResource;
import io.davit.model.error.ApiException;
import io.davit.model.error.FieldErrors;
import io.davit.model.error.FieldPath;
import io.davit.model.meta.Meta;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Claims may ask for the access of an administrator only in namespaces that are labelled for it.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/scheduling-eviction/dynamic-resource-allocation/#admin-access">Admin
 *     access</a>
 */
final class DeviceAdminAccess implements AdmissionPlugin {

    private static final GroupVersionResource NAMESPACES = new GroupVersionResource("", "v1", "namespaces");
    private static final String GROUP = "resource.k8s.io";
    private static final String LABEL = "resource.kubernetes.io/admin-access";

    private final Reads reads;

    DeviceAdminAccess(Reads reads) {
        this.reads = reads;
    }

    @Override
    public String name() {
        return "DeviceAdminAccess";
    }

    @Override
    public void validate(Attributes attributes) {
        ObjectNode object = attributes.object();
        if (attributes.operation() != Operation.CREATE || object == null) {
            return;
        }
        if (attributes.isAbout(GROUP, "resourceclaims")) {
            check(attributes, "ResourceClaim", object, object.path("spec"));
        } else if (attributes.isAbout(GROUP, "resourceclaimtemplates")) {
            check(
                    attributes,
                    "ResourceClaimTemplate",
                    object,
                    object.path("spec").path("spec"));
        }
    }

    private void check(Attributes attributes, String kind, ObjectNode object, JsonNode spec) {
        FieldErrors errors = new FieldErrors();
        JsonNode requests = spec.path("devices").path("requests");
        for (int i = 0; i < requests.size(); i++) {
            if (requests.path(i).path("exactly").path("adminAccess").asBoolean(false)) {
                errors.forbidden(
                        FieldPath.of("spec", "devices", "requests").index(i).child("adminAccess"),
                        "admin access to devices requires the `" + LABEL + ": true` label on the containing namespace");
            }
        }
        if (!errors.isEmpty() && !allowed(attributes.target().namespace())) {
            throw ApiException.invalid(GROUP, kind, Meta.of(object).name(), errors.causes());
        }
    }

    private boolean allowed(String namespace) {
        ObjectNode found = reads.find(NAMESPACES, namespace);
        return found != null && "true".equals(Meta.of(found).labels().get(LABEL));
    }
}
