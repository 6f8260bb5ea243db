package io.davit.registry.admission;

import io.davit.model.GroupVersionResource;
import io.davit.model.meta.Meta;
import tools.jackson.databind.node.ObjectNode;

/**
 * A claim that names no storage class gets the default one, where there is one.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/storage/storage-classes/#default-storageclass">Default StorageClass</a>
 */
final class DefaultStorageClass implements AdmissionPlugin {

    static final GroupVersionResource CLASSES = new GroupVersionResource("storage.k8s.io", "v1", "storageclasses");
    private static final String IS_DEFAULT = "storageclass.kubernetes.io/is-default-class";
    private static final String OLD_NAME = "volume.beta.kubernetes.io/storage-class";

    private final Reads reads;

    DefaultStorageClass(Reads reads) {
        this.reads = reads;
    }

    @Override
    public String name() {
        return "DefaultStorageClass";
    }

    @Override
    public void admit(Attributes attributes) {
        ObjectNode claim = attributes.object();
        if (attributes.operation() != Operation.CREATE
                || claim == null
                || !attributes.isAbout("", "persistentvolumeclaims")
                || Meta.of(claim).annotations().containsKey(OLD_NAME)
                || !(claim.get("spec") instanceof ObjectNode spec)
                || spec.has("storageClassName")) {
            return;
        }
        ObjectNode found = reads.newest(CLASSES, Reads.annotated(IS_DEFAULT));
        if (found != null) {
            spec.put("storageClassName", Meta.of(found).name());
        }
    }
}
