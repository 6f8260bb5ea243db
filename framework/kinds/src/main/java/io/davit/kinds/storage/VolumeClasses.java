package io.davit.kinds.storage;

import io.davit.kinds.reading.Field;
import io.davit.model.error.FieldErrors;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** What volumes and claims share about their classes. */
final class VolumeClasses {

    static final String CLASS_ANNOTATION = "volume.beta.kubernetes.io/storage-class";
    private static final String MOUNT_ANNOTATION = "volume.beta.kubernetes.io/mount-options";

    private VolumeClasses() {}

    /** A class of attributes, once chosen, can be exchanged but not taken away. */
    static void checkChange(Field spec, Field before, FieldErrors errors) {
        Field now = spec.get("volumeAttributesClassName");
        if (before.get("volumeAttributesClassName").isZero()) {
            return;
        }
        if (now.isAbsent()) {
            errors.forbidden(now.path(), "update from non-nil value to nil is forbidden");
        } else if (now.isZero()) {
            errors.forbidden(now.path(), "update from non-nil value to an empty string is forbidden");
        }
    }

    static void warnOfAnnotations(ObjectNode object, Consumer<String> warn) {
        Field annotations = Field.of(object).get("metadata", "annotations");
        if (annotations.key(CLASS_ANNOTATION).isPresent()) {
            warn.accept(annotations.key(CLASS_ANNOTATION).path()
                    + ": deprecated since v1.8; use \"storageClassName\" attribute instead");
        }
        if (annotations.key(MOUNT_ANNOTATION).isPresent()) {
            warn.accept(annotations.key(MOUNT_ANNOTATION).path()
                    + ": deprecated since v1.31; use \"mountOptions\" attribute instead");
        }
    }
}
