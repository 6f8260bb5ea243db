package io.davit.kinds.storage;

import io.davit.kinds.reading.Fill;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Defaults of the spec of a PersistentVolume. */
final class VolumeDefaults {

    private VolumeDefaults() {}

    static void apply(ObjectNode spec) {
        Fill.text(spec, "persistentVolumeReclaimPolicy", "Retain");
        Fill.pointer(spec, "volumeMode", "Filesystem");
        source(spec);
    }

    /** Also for the inline spec of a VolumeAttachment, where the policy stays open. */
    static void source(ObjectNode spec) {
        with(Fill.existing(spec, "hostPath"), path -> {
            if (!path.hasNonNull("type")) {
                path.put("type", "");
            }
        });
        with(Fill.existing(spec, "iscsi"), iscsi -> Fill.text(iscsi, "iscsiInterface", "default"));
        with(Fill.existing(spec, "rbd"), rbd -> {
            Fill.text(rbd, "pool", "rbd");
            Fill.text(rbd, "user", "admin");
            Fill.text(rbd, "keyring", "/etc/ceph/keyring");
        });
        with(Fill.existing(spec, "scaleIO"), scaleIo -> {
            Fill.text(scaleIo, "storageMode", "ThinProvisioned");
            Fill.text(scaleIo, "fsType", "xfs");
        });
        with(Fill.existing(spec, "azureDisk"), disk -> {
            Fill.pointer(disk, "cachingMode", "ReadWrite");
            Fill.pointer(disk, "fsType", "ext4");
            Fill.flag(disk, "readOnly", false);
            Fill.pointer(disk, "kind", "Shared");
        });
    }

    private static void with(@Nullable ObjectNode source, Consumer<ObjectNode> defaults) {
        if (source != null) {
            defaults.accept(source);
        }
    }
}
