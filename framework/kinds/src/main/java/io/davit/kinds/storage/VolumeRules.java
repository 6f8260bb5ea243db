package io.davit.kinds.storage;

import io.davit.kinds.pods.SchedulingRules;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import io.davit.model.name.Names;
import java.util.List;

/** What must hold for the spec of a PersistentVolume, alone or inside a VolumeAttachment. */
final class VolumeRules {

    private static final String INLINE = "may not be specified in the context of inline volumes";

    private final Field spec;
    private final boolean inline;
    private final Rules rules;

    VolumeRules(Field spec, boolean inline, Rules rules) {
        this.spec = spec;
        this.inline = inline;
        this.rules = rules;
    }

    void check() {
        if (inline) {
            notInline("claimRef");
            notInline("capacity");
            if (spec.get("csi").isAbsent()) {
                rules.required(spec.get("csi"), "has to be specified in the context of inline volumes");
            }
        }
        if (spec.get("accessModes").size() == 0) {
            rules.required(spec.get("accessModes"));
        }
        StorageRules.accessModes(spec.get("accessModes"), rules);
        if (!inline) {
            capacity();
        }
        reclaimPolicy();
        nodeAffinity();
        new VolumeSourceRules(spec, rules).check();
        boolean everything = spec.get("hostPath", "path").text().matches("(/\\.?)+")
                && spec.get("hostPath").isPresent();
        if (everything && spec.get("persistentVolumeReclaimPolicy").is("Recycle")) {
            rules.forbidden(
                    spec.get("persistentVolumeReclaimPolicy"), "may not be 'recycle' for a hostPath mount of '/'");
        }
        classAndMode();
    }

    private void notInline(String field) {
        if (!spec.get(field).isZero()) {
            rules.forbidden(spec.get(field), INLINE);
        }
    }

    private void capacity() {
        Field capacity = spec.get("capacity");
        if (capacity.size() == 0) {
            rules.required(capacity);
        }
        if (capacity.get("storage").isAbsent() || capacity.size() > 1) {
            rules.errors().notSupported(capacity.path(), capacity.shown(), List.of("storage"));
        }
        for (Field.Entry entry : capacity.entries()) {
            StorageRules.basicResource(entry.value(), rules);
            rules.positiveQuantity(entry.value());
        }
    }

    private void reclaimPolicy() {
        Field policy = spec.get("persistentVolumeReclaimPolicy");
        if (policy.isZero()) {
            return;
        }
        if (!inline) {
            rules.oneOf(policy, "Delete", "Recycle", "Retain");
        } else if (!policy.is("Retain")) {
            rules.forbidden(policy, "may only be Retain in the context of inline volumes");
        }
    }

    private void nodeAffinity() {
        Field affinity = spec.get("nodeAffinity");
        if (affinity.isAbsent()) {
            return;
        }
        if (inline) {
            rules.forbidden(affinity, INLINE);
        } else if (affinity.get("required").isPresent()) {
            SchedulingRules.nodeSelector(affinity.get("required"), rules);
        } else {
            rules.required(affinity.get("required"), "must specify required node constraints");
        }
    }

    private void classAndMode() {
        Field storageClass = spec.get("storageClassName");
        if (inline) {
            notInline("storageClassName");
        } else {
            StorageRules.className(storageClass, rules);
        }
        if (inline) {
            notInline("volumeMode");
        } else {
            StorageRules.volumeMode(spec.get("volumeMode"), rules);
        }
        Field attributes = spec.get("volumeAttributesClassName");
        if (attributes.isPresent()) {
            if (attributes.isZero()) {
                rules.required(attributes, "an empty string is disallowed");
            } else {
                rules.text(attributes, Names::dns1123Subdomain);
            }
        }
    }
}
