package io.davit.registry.admission;

import io.davit.model.error.ApiException;
import io.davit.model.quantity.Quantity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Only bound claims of a class that allows it may grow.
 *
 * @see <a href="https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#persistentvolumeclaimresize">PersistentVolumeClaimResize</a>
 */
final class PersistentVolumeClaimResize implements AdmissionPlugin {

    private final Reads reads;

    PersistentVolumeClaimResize(Reads reads) {
        this.reads = reads;
    }

    @Override
    public String name() {
        return "PersistentVolumeClaimResize";
    }

    @Override
    public void validate(Attributes attributes) {
        ObjectNode claim = attributes.object();
        ObjectNode old = attributes.old();
        if (attributes.operation() != Operation.UPDATE
                || claim == null
                || old == null
                || !attributes.isAbout("", "persistentvolumeclaims")
                || !grows(old, claim)) {
            return;
        }
        if (!old.path("status").path("phase").asString("").equals("Bound")) {
            throw refuse(attributes, "Only bound persistent volume claims can be expanded");
        }
        String className = claim.path("spec").path("storageClassName").asString("");
        ObjectNode storageClass = className.isEmpty() ? null : reads.find(DefaultStorageClass.CLASSES, className);
        if (storageClass == null || !storageClass.path("allowVolumeExpansion").asBoolean(false)) {
            throw refuse(
                    attributes,
                    "only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must"
                            + " support resize");
        }
    }

    private static boolean grows(ObjectNode old, ObjectNode claim) {
        String before = storage(old).asString("");
        String now = storage(claim).asString("");
        return !before.isEmpty() && !now.isEmpty() && Quantity.parse(now).compareTo(Quantity.parse(before)) > 0;
    }

    private static JsonNode storage(ObjectNode claim) {
        return claim.path("spec").path("resources").path("requests").path("storage");
    }

    private static ApiException refuse(Attributes attributes, String why) {
        return attributes.forbidden(why);
    }
}
