package io.davit.kinds.storage;

import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import io.davit.model.name.Names;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** What must hold for the one source that a PersistentVolume has. */
final class VolumeSourceRules {

    /** In the order in which a second source is noticed. */
    private static final List<Map.Entry<String, BiConsumer<Field, Rules>>> SOURCES = List.of(
            Map.entry("hostPath", VolumeSourceRules::hostPath),
            Map.entry("gcePersistentDisk", (source, rules) -> disk(source, "pdName", rules)),
            Map.entry("awsElasticBlockStore", (source, rules) -> disk(source, "volumeID", rules)),
            Map.entry("glusterfs", VolumeSourceRules::glusterfs),
            Map.entry("flocker", VolumeSourceRules::flocker),
            Map.entry("nfs", VolumeSourceRules::nfs),
            Map.entry("rbd", VolumeSourceRules::rbd),
            Map.entry("quobyte", VolumeSourceRules::quobyte),
            Map.entry("cephfs", (source, rules) -> neededList(source.get("monitors"), rules)),
            Map.entry("iscsi", VolumeSourceRules::iscsi),
            Map.entry("cinder", VolumeSourceRules::cinder),
            Map.entry("fc", VolumeSourceRules::fibreChannel),
            Map.entry("flexVolume", (source, rules) -> needed(source, rules, "driver")),
            Map.entry("azureFile", VolumeSourceRules::azureFile),
            Map.entry("vsphereVolume", (source, rules) -> needed(source, rules, "volumePath")),
            Map.entry("photonPersistentDisk", (source, rules) -> needed(source, rules, "pdID")),
            Map.entry("portworxVolume", (source, rules) -> needed(source, rules, "volumeID")),
            Map.entry("azureDisk", VolumeSourceRules::azureDisk),
            Map.entry("scaleIO", (source, rules) -> needed(source, rules, "gateway", "system", "volumeName")),
            Map.entry("local", VolumeSourceRules::local),
            Map.entry("storageos", VolumeSourceRules::storageOs),
            Map.entry("csi", VolumeSourceRules::csi));

    private static final Pattern IQN = Pattern.compile("iqn\\.\\d{4}-\\d{2}\\.([A-Za-z0-9-.]+)(:[^,;*&$|\\s]+)$");
    private static final Pattern EUI = Pattern.compile("^eui\\.[A-Fa-f0-9]{16}$");
    private static final Pattern NAA = Pattern.compile("^naa\\.[A-Fa-f0-9]{32}$");

    private final Field spec;
    private final Rules rules;

    VolumeSourceRules(Field spec, Rules rules) {
        this.spec = spec;
        this.rules = rules;
    }

    void check() {
        boolean found = false;
        for (Map.Entry<String, BiConsumer<Field, Rules>> source : SOURCES) {
            Field value = spec.get(source.getKey());
            if (value.isAbsent()) {
                continue;
            }
            if (found) {
                rules.forbidden(value, "may not specify more than 1 volume type");
                continue;
            }
            found = true;
            source.getValue().accept(value, rules);
            if (source.getKey().equals("local") && spec.get("nodeAffinity").isAbsent()) {
                rules.required(spec.get("nodeAffinity"), "Local volume requires node affinity");
            }
        }
        if (!found) {
            rules.required(spec, "must specify a volume type");
        }
    }

    private static void needed(Field source, Rules rules, String... fields) {
        for (String field : fields) {
            rules.needed(source.get(field));
        }
    }

    private static void neededList(Field list, Rules rules) {
        if (list.size() == 0) {
            rules.required(list);
        }
    }

    private static void byteRange(Field number, Rules rules) {
        if (number.number() < 0 || number.number() > 255) {
            rules.invalid(number, "must be between 0 and 255, inclusive");
        }
    }

    private static void hostPath(Field source, Rules rules) {
        if (!rules.needed(source.get("path"))) {
            return;
        }
        StorageRules.noBacksteps(source.get("path"), rules);
        if (source.get("type").isPresent()) {
            rules.oneOf(
                    source.get("type"),
                    "",
                    "BlockDevice",
                    "CharDevice",
                    "Directory",
                    "DirectoryOrCreate",
                    "File",
                    "FileOrCreate",
                    "Socket");
        }
    }

    private static void disk(Field source, String name, Rules rules) {
        rules.needed(source.get(name));
        byteRange(source.get("partition"), rules);
    }

    private static void glusterfs(Field source, Rules rules) {
        needed(source, rules, "endpoints", "path");
        if (source.get("endpointsNamespace").isPresent()) {
            rules.text(source.get("endpointsNamespace"), Names::dns1123Label);
        }
    }

    private static void flocker(Field source, Rules rules) {
        Field name = source.get("datasetName");
        Field uuid = source.get("datasetUUID");
        if (name.isZero() && uuid.isZero()) {
            rules.required(source, "one of datasetName and datasetUUID is required");
        }
        if (!name.isZero() && !uuid.isZero()) {
            rules.errors()
                    .invalid(
                            source.path(),
                            "resource",
                            "datasetName and datasetUUID can not be specified simultaneously");
        }
        if (name.text().contains("/")) {
            rules.invalid(name, "must not contain '/'");
        }
    }

    private static void nfs(Field source, Rules rules) {
        needed(source, rules, "server", "path");
        if (!source.get("path").text().startsWith("/")) {
            rules.invalidText(source.get("path"), "must be an absolute path");
        }
    }

    private static void rbd(Field source, Rules rules) {
        neededList(source.get("monitors"), rules);
        needed(source, rules, "image");
    }

    private static void quobyte(Field source, Rules rules) {
        Field registry = source.get("registry");
        if (registry.isZero()) {
            rules.required(registry, "must be a host:port pair or multiple pairs separated by commas");
        } else {
            for (String pair : registry.text().split(",", -1)) {
                if (!pair.matches("[^:]*:[0-9]*|\\[.*]:[0-9]*")) {
                    rules.invalid(registry, "must be a host:port pair or multiple pairs separated by commas");
                }
            }
        }
        rules.tooLong(source.get("tenant"), 64);
        needed(source, rules, "volume");
    }

    private static void iscsi(Field source, Rules rules) {
        needed(source, rules, "targetPortal");
        Field iqn = source.get("iqn");
        if (iqn.isZero()) {
            rules.required(iqn);
        } else {
            qualifiedName(iqn, rules);
        }
        byteRange(source.get("lun"), rules);
        boolean chap = source.get("chapAuthDiscovery").isTrue()
                || source.get("chapAuthSession").isTrue();
        if (chap && source.get("secretRef").isAbsent()) {
            rules.required(source.get("secretRef"));
        }
        if (source.get("secretRef").isPresent()) {
            needed(source.get("secretRef"), rules, "name");
        }
        if (source.get("initiatorName").isPresent()) {
            qualifiedName(source.get("initiatorName"), rules);
        }
    }

    private static void qualifiedName(Field name, Rules rules) {
        String text = name.text();
        boolean valid;
        if (text.startsWith("iqn")) {
            valid = IQN.matcher(text).find();
        } else if (text.startsWith("eui")) {
            valid = EUI.matcher(text).find();
        } else if (text.startsWith("naa")) {
            valid = NAA.matcher(text).find();
        } else {
            valid = false;
        }
        if (!valid) {
            rules.invalid(name, "must be valid format");
        }
    }

    private static void cinder(Field source, Rules rules) {
        needed(source, rules, "volumeID");
        if (source.get("secretRef").isPresent()) {
            needed(source.get("secretRef"), rules, "name", "namespace");
        }
    }

    private static void fibreChannel(Field source, Rules rules) {
        Field names = source.get("targetWWNs");
        Field ids = source.get("wwids");
        if (names.size() == 0 && ids.size() == 0) {
            rules.required(names, "must specify either targetWWNs or wwids, but not both");
        }
        if (names.size() > 0 && ids.size() > 0) {
            rules.invalid(names, "targetWWNs and wwids can not be specified simultaneously");
        }
        if (names.size() > 0) {
            if (source.get("lun").isAbsent()) {
                rules.required(source.get("lun"), "lun is required if targetWWNs is specified");
            } else {
                byteRange(source.get("lun"), rules);
            }
        }
    }

    private static void azureFile(Field source, Rules rules) {
        needed(source, rules, "secretName", "shareName");
        Field namespace = source.get("secretNamespace");
        if (namespace.isPresent() && namespace.isZero()) {
            rules.required(namespace);
        }
    }

    private static void azureDisk(Field source, Rules rules) {
        needed(source, rules, "diskName", "diskURI");
        if (source.get("cachingMode").isPresent()) {
            rules.oneOf(source.get("cachingMode"), "None", "ReadOnly", "ReadWrite");
        }
        if (source.get("kind").isPresent()) {
            rules.oneOf(source.get("kind"), "Dedicated", "Managed", "Shared");
        }
        boolean managed = source.get("kind").is("Managed");
        Field address = source.get("diskURI");
        if (managed && !address.text().startsWith("/subscriptions")) {
            rules.errors()
                    .notSupported(
                            address.path(),
                            address.text(),
                            List.of(
                                    "/subscriptions/{sub-id}/resourcegroups/{group-name}/providers/microsoft.compute/disks/"
                                            + "{disk-id}"));
        }
        if (!managed && !address.isZero() && !address.text().startsWith("https://")) {
            rules.errors()
                    .notSupported(
                            address.path(),
                            address.text(),
                            List.of("https://{account-name}.blob.core.windows.net/{container-name}/{disk-name}.vhd"));
        }
    }

    private static void local(Field source, Rules rules) {
        if (rules.needed(source.get("path"))) {
            StorageRules.noBacksteps(source.get("path"), rules);
        }
    }

    private static void storageOs(Field source, Rules rules) {
        Field name = source.get("volumeName");
        if (rules.needed(name)) {
            rules.text(name, Names::dns1123Label);
        }
        if (!source.get("volumeNamespace").isZero()) {
            rules.text(source.get("volumeNamespace"), Names::dns1123Label);
        }
        if (source.get("secretRef").isPresent()) {
            needed(source.get("secretRef"), rules, "name", "namespace");
        }
    }

    private static void csi(Field source, Rules rules) {
        StorageRules.driverName(source.get("driver"), rules);
        needed(source, rules, "volumeHandle");
        for (String secret : List.of(
                "controllerPublishSecretRef",
                "controllerExpandSecretRef",
                "nodePublishSecretRef",
                "nodeExpandSecretRef")) {
            if (source.get(secret).isPresent()) {
                rules.neededText(source.get(secret, "name"), Names::dns1123Subdomain);
                rules.neededText(source.get(secret, "namespace"), Names::dns1123Label);
            }
        }
    }
}
