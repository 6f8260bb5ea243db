package io.davit.registry.admission.podsecurity;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Volumes are of types that reach nothing but what the namespace has. */
final class VolumeTypes {

    static final Check CHECK = Check.restricted("restrictedVolumes")
            .insteadOf(HostPathVolumes.CHECK.id())
            .since(0, VolumeTypes::check);

    private static final List<String> ALLOWED = List.of(
            "configMap",
            "csi",
            "downwardAPI",
            "emptyDir",
            "ephemeral",
            "image",
            "persistentVolumeClaim",
            "projected",
            "secret");

    /** In the order in which one of several is told about. */
    private static final List<String> KNOWN = List.of(
            "hostPath",
            "gcePersistentDisk",
            "awsElasticBlockStore",
            "gitRepo",
            "nfs",
            "iscsi",
            "glusterfs",
            "rbd",
            "flexVolume",
            "cinder",
            "cephfs",
            "flocker",
            "fc",
            "azureFile",
            "vsphereVolume",
            "quobyte",
            "azureDisk",
            "photonPersistentDisk",
            "portworxVolume",
            "scaleIO",
            "storageos");

    private VolumeTypes() {}

    private static @Nullable Violation check(Pod pod) {
        List<JsonNode> bad = pod.spec()
                .path("volumes")
                .valueStream()
                .filter(volume -> ALLOWED.stream().noneMatch(type -> Pod.isSet(volume.path(type))))
                .toList();
        if (bad.isEmpty()) {
            return null;
        }
        SortedSet<String> types = new TreeSet<>();
        bad.forEach(volume -> types.add(type(volume)));
        return new Violation(
                "restricted volume types",
                Words.named("volume", bad.stream().map(Pod::name).toList()) + " " + Words.uses(bad.size()) + " "
                        + Words.named("restricted volume type", types));
    }

    private static String type(JsonNode volume) {
        return KNOWN.stream()
                .filter(type -> Pod.isSet(volume.path(type)))
                .findFirst()
                .orElse("unknown");
    }
}
