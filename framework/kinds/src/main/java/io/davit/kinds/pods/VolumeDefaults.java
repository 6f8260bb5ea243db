package io.davit.kinds.pods;

import io.davit.kinds.reading.Fill;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** What is filled in for volumes. */
final class VolumeDefaults {

    private static final int MODE = 0644;
    private static final int TOKEN_SECONDS = 3600;

    private VolumeDefaults() {}

    static void apply(ObjectNode volume) {
        boolean hasSource = volume.properties().stream()
                .anyMatch(field ->
                        !field.getKey().equals("name") && !field.getValue().isNull());
        if (!hasSource) {
            Fill.object(volume, "emptyDir");
        }
        for (String type : List.of("secret", "configMap", "downwardAPI", "projected")) {
            with(volume, type, source -> Fill.number(source, "defaultMode", MODE));
        }
        with(volume, "downwardAPI", VolumeDefaults::files);
        with(volume, "projected", source -> Fill.objects(source, "sources").forEach(VolumeDefaults::projection));
        with(volume, "hostPath", source -> {
            if (!source.path("type").isString()) {
                source.put("type", "");
            }
        });
        with(volume, "iscsi", source -> Fill.text(source, "iscsiInterface", "default"));
        with(volume, "rbd", source -> {
            Fill.text(source, "pool", "rbd");
            Fill.text(source, "user", "admin");
            Fill.text(source, "keyring", "/etc/ceph/keyring");
        });
        with(volume, "azureDisk", source -> {
            Fill.pointer(source, "cachingMode", "ReadWrite");
            Fill.pointer(source, "kind", "Shared");
            Fill.pointer(source, "fsType", "ext4");
            Fill.flag(source, "readOnly", false);
        });
        with(volume, "scaleIO", source -> {
            Fill.text(source, "storageMode", "ThinProvisioned");
            Fill.text(source, "fsType", "xfs");
        });
        with(
                volume,
                "image",
                source -> Fill.text(
                        source,
                        "pullPolicy",
                        ImageName.pullPolicy(source.path("reference").asString(""))));
        with(volume, "ephemeral", source -> with(source, "volumeClaimTemplate", template -> claim(template)));
    }

    /** The claim of a template: a file system unless it says otherwise. */
    static void claim(ObjectNode template) {
        Fill.pointer(Fill.object(template, "spec"), "volumeMode", "Filesystem");
    }

    private static void projection(ObjectNode source) {
        with(source, "serviceAccountToken", token -> Fill.number(token, "expirationSeconds", TOKEN_SECONDS));
        with(source, "downwardAPI", VolumeDefaults::files);
        with(source, "podCertificate", certificate -> Fill.number(certificate, "maxExpirationSeconds", 86400));
    }

    private static void files(ObjectNode source) {
        for (ObjectNode file : Fill.objects(source, "items")) {
            PodSpecDefaults.fieldRef(Fill.existing(file, "fieldRef"));
            PodSpecDefaults.divisor(Fill.existing(file, "resourceFieldRef"));
        }
    }

    private static void with(ObjectNode owner, String field, Consumer<ObjectNode> then) {
        ObjectNode existing = Fill.existing(owner, field);
        if (existing != null) {
            then.accept(existing);
        }
    }
}
