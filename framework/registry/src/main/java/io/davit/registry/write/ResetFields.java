package io.davit.registry.write;

import io.davit.model.GroupResource;
import io.davit.patch.fields.FieldSet;
import io.davit.registry.Target;
import java.util.Map;
import java.util.Set;

/**
 * What a write leaves as it is whatever the client sends, and what its writer therefore does not own: the status when the main resource
 * is written, everything else when the status is.
 */
final class ResetFields {

    private static final FieldSet NOTHING = new FieldSet();
    private static final FieldSet STATUS = FieldSet.ofFields("status");
    private static final FieldSet SPEC = FieldSet.ofFields("spec");
    private static final FieldSet SPEC_AND_METADATA = FieldSet.ofFields("spec", "metadata");

    /** Groups all of whose status writes leave the metadata alone. */
    private static final Set<String> KEEP_METADATA = Set.of(
            "resource.k8s.io",
            "flowcontrol.apiserver.k8s.io",
            "internal.apiserver.k8s.io",
            "apiregistration.k8s.io",
            "admissionregistration.k8s.io",
            "storagemigration.k8s.io");

    /** Status writes that leave more alone, or less, than the spec. */
    private static final Map<GroupResource, FieldSet> STATUS_WRITES = Map.of(
            new GroupResource("apps", "deployments"),
            FieldSet.ofFields("spec", "metadata.labels"),
            new GroupResource("", "pods"),
            FieldSet.ofFields("spec", "metadata.deletionTimestamp", "metadata.ownerReferences"),
            new GroupResource("networking.k8s.io", "servicecidrs"),
            SPEC_AND_METADATA,
            new GroupResource("storage.k8s.io", "volumeattachments"),
            SPEC_AND_METADATA,
            new GroupResource("scheduling.k8s.io", "podgroups"),
            SPEC_AND_METADATA,
            new GroupResource("certificates.k8s.io", "certificatesigningrequests"),
            FieldSet.ofFields("spec", "status.conditions"));

    private ResetFields() {}

    static FieldSet of(Target target) {
        GroupResource resource = target.groupResource();
        boolean requests = resource.equals(new GroupResource("certificates.k8s.io", "certificatesigningrequests"));
        return switch (target.subresource()) {
            case "status" -> {
                FieldSet other = STATUS_WRITES.get(resource);
                if (other != null) {
                    yield other;
                }
                boolean all = target.served().definition().custom() || KEEP_METADATA.contains(resource.group());
                yield all ? SPEC_AND_METADATA : SPEC;
            }
            case "approval" -> FieldSet.ofFields("spec", "status.certificate");
            case "" -> {
                boolean status = target.served().definition().subresource("status") != null;
                // what is requested of a signer never changes, so nobody owns it
                yield requests ? FieldSet.ofFields("spec", "status") : status ? STATUS : NOTHING;
            }
            default -> STATUS;
        };
    }
}
