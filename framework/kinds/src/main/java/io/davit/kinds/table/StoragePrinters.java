package io.davit.kinds.table;

import io.davit.model.GroupResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Rows of volumes and of what provides them. */
final class StoragePrinters {

    private static final String GROUP = "storage.k8s.io";

    private StoragePrinters() {}

    static Map<GroupResource, TablePrinter> all() {
        return Map.of(
                new GroupResource("", "persistentvolumes"), volumes(),
                new GroupResource("", "persistentvolumeclaims"), claims(),
                new GroupResource(GROUP, "storageclasses"), storageClasses(),
                new GroupResource(GROUP, "volumeattachments"), attachments(),
                new GroupResource(GROUP, "volumeattributesclasses"), attributesClasses(),
                new GroupResource(GROUP, "csidrivers"), drivers(),
                new GroupResource(GROUP, "csinodes"), driverNodes());
    }

    private static TablePrinter volumes() {
        return Columns.named()
                .text("Capacity", "How much it holds.", v -> Read.textOr("0", v, "spec", "capacity", "storage"))
                .text("Access Modes", "How it can be mounted.", v -> accessModes(Read.at(v, "spec", "accessModes")))
                .text(
                        "Reclaim Policy",
                        "What happens to it when its claim is gone.",
                        v -> Read.text(v, "spec", "persistentVolumeReclaimPolicy"))
                .text("Status", "Whether it is bound to a claim.", StoragePrinters::phase)
                .text("Claim", "The claim it is bound to.", StoragePrinters::claim)
                .text("StorageClass", "The class it belongs to.", StoragePrinters::className)
                .text(
                        "VolumeAttributesClass",
                        "The class of its changeable attributes.",
                        v -> Read.textOr(Read.UNSET, v, "spec", "volumeAttributesClassName"))
                .text("Reason", "Why it is in that state.", v -> Read.text(v, "status", "reason"))
                .age()
                .wide()
                .text(
                        "VolumeMode",
                        "Whether it is a filesystem or a block device.",
                        v -> Read.textOr(Read.UNSET, v, "spec", "volumeMode"))
                .build();
    }

    private static TablePrinter claims() {
        return Columns.named()
                .text("Status", "Whether it is bound to a volume.", StoragePrinters::phase)
                .text("Volume", "The volume it is bound to.", c -> Read.text(c, "spec", "volumeName"))
                .text(
                        "Capacity",
                        "How much its volume holds.",
                        c -> bound(c) ? Read.textOr("0", c, "status", "capacity", "storage") : "")
                .text(
                        "Access Modes",
                        "How its volume can be mounted.",
                        c -> bound(c) ? accessModes(Read.at(c, "status", "accessModes")) : "")
                .text("StorageClass", "The class of volume it asks for.", StoragePrinters::className)
                .text(
                        "VolumeAttributesClass",
                        "The class of changeable attributes it asks for.",
                        c -> Read.textOr(Read.UNSET, c, "spec", "volumeAttributesClassName"))
                .age()
                .wide()
                .text(
                        "VolumeMode",
                        "Whether it asks for a filesystem or a block device.",
                        c -> Read.textOr(Read.UNSET, c, "spec", "volumeMode"))
                .build();
    }

    private static boolean bound(ObjectNode claim) {
        return !Read.text(claim, "spec", "volumeName").isEmpty();
    }

    private static String phase(ObjectNode object) {
        return Read.terminating(object) ? "Terminating" : Read.text(object, "status", "phase");
    }

    private static String claim(ObjectNode volume) {
        JsonNode claim = Read.at(volume, "spec", "claimRef");
        return claim.isObject() ? Read.text(claim, "namespace") + "/" + Read.text(claim, "name") : "";
    }

    /** The old annotation comes before the field. */
    private static String className(ObjectNode object) {
        String[] annotation = {"metadata", "annotations", "volume.beta.kubernetes.io/storage-class"};
        return Read.has(object, annotation)
                ? Read.text(object, annotation)
                : Read.text(object, "spec", "storageClassName");
    }

    private static String accessModes(JsonNode modes) {
        List<String> given = Read.texts(modes);
        List<String> shown = new ArrayList<>();
        Map<String, String> words = Map.of(
                "ReadWriteOnce", "RWO", "ReadOnlyMany", "ROX", "ReadWriteMany", "RWX", "ReadWriteOncePod", "RWOP");
        for (String mode : List.of("ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod")) {
            if (given.contains(mode)) {
                shown.add(words.getOrDefault(mode, mode));
            }
        }
        return String.join(",", shown);
    }

    private static TablePrinter storageClasses() {
        return Columns.named(c -> marked(
                        c,
                        "storageclass.kubernetes.io/is-default-class",
                        "storageclass.beta.kubernetes.io/is-default-class"))
                .text("Provisioner", "What makes its volumes.", c -> Read.text(c, "provisioner"))
                .text(
                        "ReclaimPolicy",
                        "What happens to a volume when its claim is gone.",
                        c -> Read.textOr("Delete", c, "reclaimPolicy"))
                .text(
                        "VolumeBindingMode",
                        "When volumes are made and bound.",
                        c -> Read.textOr("Immediate", c, "volumeBindingMode"))
                .column(
                        "AllowVolumeExpansion",
                        "string",
                        "",
                        "Whether volumes may grow.",
                        (c, now) -> BooleanNode.valueOf(Read.flag(c, "allowVolumeExpansion")))
                .age()
                .build();
    }

    private static TablePrinter attributesClasses() {
        return Columns.named(c -> marked(c, "volumeattributesclass.alpha.kubernetes.io/is-default-class"))
                .text("DriverName", "The driver that knows the attributes.", c -> Read.text(c, "driverName"))
                .age()
                .build();
    }

    /** The name, and whether the class is the default one. */
    private static String marked(ObjectNode object, String... annotations) {
        boolean isDefault = false;
        for (String each : annotations) {
            isDefault = isDefault
                    || Read.text(object, "metadata", "annotations", each).equals("true");
        }
        return Read.name(object) + (isDefault ? " (default)" : "");
    }

    private static TablePrinter attachments() {
        return Columns.named()
                .column(
                        "Attacher",
                        "string",
                        "name",
                        "The driver that attaches the volume.",
                        (a, now) -> StringNode.valueOf(Read.text(a, "spec", "attacher")))
                .text("PV", "The volume.", a -> Read.text(a, "spec", "source", "persistentVolumeName"))
                .text("Node", "The node it is attached to.", a -> Read.text(a, "spec", "nodeName"))
                .flag("Attached", "Whether it is attached.", a -> Read.flag(a, "status", "attached"))
                .age()
                .build();
    }

    private static TablePrinter drivers() {
        return Columns.named()
                .flag(
                        "AttachRequired",
                        "Whether volumes have to be attached.",
                        d -> Read.at(d, "spec", "attachRequired").asBoolean(true))
                .flag(
                        "PodInfoOnMount",
                        "Whether the driver is told about pods.",
                        d -> Read.flag(d, "spec", "podInfoOnMount"))
                .flag(
                        "StorageCapacity",
                        "Whether free capacity is looked at.",
                        d -> Read.flag(d, "spec", "storageCapacity"))
                .text("TokenRequests", "The audiences of tokens that the driver gets.", StoragePrinters::audiences)
                .flag(
                        "RequiresRepublish",
                        "Whether volumes are published again and again.",
                        d -> Read.flag(d, "spec", "requiresRepublish"))
                .text("Modes", "The life cycles of its volumes.", StoragePrinters::modes)
                .age()
                .build();
    }

    private static String audiences(ObjectNode driver) {
        JsonNode requests = Read.at(driver, "spec", "tokenRequests");
        return requests.isArray() ? Read.joined(requests, "audience") : Read.UNSET;
    }

    private static String modes(ObjectNode driver) {
        String modes = Read.joined(Read.at(driver, "spec", "volumeLifecycleModes"));
        return modes.isEmpty() ? Read.NONE : modes;
    }

    private static TablePrinter driverNodes() {
        return Columns.named()
                .integer(
                        "Drivers",
                        "How many drivers the node has.",
                        n -> Read.at(n, "spec", "drivers").size())
                .age()
                .build();
    }
}
