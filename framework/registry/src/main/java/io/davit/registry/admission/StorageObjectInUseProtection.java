package io.davit.registry.admission;

import io.davit.model.meta.Meta;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Volumes and claims are born with a finalizer, so that none goes while it is in use.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/storage/persistent-volumes/#storage-object-in-use-protection">Storage object in use protection</a>
 */
final class StorageObjectInUseProtection implements AdmissionPlugin {

    @Override
    public String name() {
        return "StorageObjectInUseProtection";
    }

    @Override
    public void admit(Attributes attributes) {
        ObjectNode object = attributes.object();
        if (attributes.operation() != Operation.CREATE || object == null) {
            return;
        }
        if (attributes.isAbout("", "persistentvolumeclaims")) {
            protect(object, "kubernetes.io/pvc-protection");
        } else if (attributes.isAbout("", "persistentvolumes")) {
            protect(object, "kubernetes.io/pv-protection");
        } else if (attributes.isAbout("storage.k8s.io", "volumeattributesclasses")) {
            protect(object, "kubernetes.io/vac-protection");
        }
    }

    private static void protect(ObjectNode object, String finalizer) {
        Meta meta = Meta.of(object);
        if (!meta.finalizers().contains(finalizer)) {
            List<String> finalizers = new ArrayList<>(meta.finalizers());
            finalizers.add(finalizer);
            meta.finalizers(finalizers);
        }
    }
}
