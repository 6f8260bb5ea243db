package io.davit.kinds.pods;

import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import io.davit.model.error.FieldPath;
import io.davit.model.name.Names;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Volumes on storage elsewhere, most of them of old: what they need to be found. */
final class RemoteVolumeRules {

    private static final Pattern IQN = Pattern.compile("iqn\\.\\d{4}-\\d{2}\\.([\\p{Alnum}\\-.]+)(:[^,;*&$|\\s]+)$");
    private static final Pattern EUI = Pattern.compile("^eui.\\p{Alnum}{16}$");
    private static final Pattern NAA = Pattern.compile("^naa.\\p{Alnum}{32}$");
    private static final String MANAGED_DISK =
            "/subscriptions/{sub-id}/resourcegroups/{group-name}/providers/microsoft.compute/disks/{disk-id}";
    private static final String BLOB_DISK =
            "https://{account-name}.blob.core.windows.net/{container-name}/{disk-name}.vhd";

    private RemoteVolumeRules() {}

    static void check(String type, Field source, Rules rules) {
        switch (type) {
            case "gitRepo" -> {
                rules.needed(source.get("repository"));
                Checks.relative(source.get("directory"), rules);
            }
            case "gcePersistentDisk" -> disk(source.as(renamed(source, type, "persistentDisk")), "pdName", rules);
            case "awsElasticBlockStore" -> disk(source, "volumeID", rules);
            case "nfs" -> {
                need(source, rules, "server", "path");
                if (!source.get("path").text().startsWith("/")) {
                    rules.invalidText(source.get("path"), "must be an absolute path");
                }
            }
            case "iscsi" -> iscsi(source, rules);
            case "glusterfs" -> need(source, rules, "endpoints", "path");
            case "flocker" -> flocker(source, rules);
            case "rbd" -> {
                needList(source.get("monitors"), rules);
                rules.needed(source.get("image"));
            }
            case "cinder" -> {
                rules.needed(source.get("volumeID"));
                secret(source, rules);
            }
            case "cephfs" -> needList(source.get("monitors"), rules);
            case "quobyte" -> quobyte(source, rules);
            case "fc" -> fibreChannel(source, rules);
            case "flexVolume" -> flex(source, rules);
            case "azureFile" -> need(source, rules, "secretName", "shareName");
            case "vsphereVolume" -> rules.needed(source.get("volumePath"));
            case "photonPersistentDisk" -> rules.needed(source.get("pdID"));
            case "portworxVolume" -> rules.needed(source.get("volumeID"));
            case "azureDisk" -> azureDisk(source, rules);
            case "storageos" -> storageOs(source, rules);
            case "scaleIO" -> need(source, rules, "gateway", "system", "volumeName");
            default -> throw new IllegalArgumentException("no rules for volumes of type " + type);
        }
    }

    private static void need(Field source, Rules rules, String... fields) {
        for (String field : fields) {
            rules.needed(source.get(field));
        }
    }

    private static void needList(Field list, Rules rules) {
        if (list.size() == 0) {
            rules.required(list);
        }
    }

    private static FieldPath renamed(Field source, String name, String other) {
        String path = source.path().toString();
        return FieldPath.of(path.substring(0, path.length() - name.length()) + other);
    }

    private static void disk(Field source, String id, Rules rules) {
        rules.needed(source.get(id));
        Field partition = source.get("partition");
        if (partition.number() < 0 || partition.number() > 255) {
            rules.invalid(partition, Checks.between(1, 255));
        }
    }

    private static void secret(Field source, Rules rules) {
        if (source.get("secretRef").isPresent()) {
            rules.needed(source.get("secretRef").get("name"));
        }
    }

    private static void iscsi(Field source, Rules rules) {
        rules.needed(source.get("targetPortal"));
        Field iqn = source.get("iqn");
        if (rules.needed(iqn)) {
            iscsiName(iqn, iqn.text(), rules);
        }
        Checks.inRange(source.get("lun"), 0, 255, rules);
        boolean authenticates = source.get("chapAuthDiscovery").isTrue()
                || source.get("chapAuthSession").isTrue();
        if (authenticates && source.get("secretRef").isAbsent()) {
            rules.required(source.get("secretRef"));
        }
        Field initiator = source.get("initiatorName");
        if (initiator.isPresent()) {
            iscsiName(source.get("initiatorname"), initiator.text(), rules);
        }
    }

    private static void iscsiName(Field place, String name, Rules rules) {
        if (!name.startsWith("iqn") && !name.startsWith("eui") && !name.startsWith("naa")) {
            rules.errors().invalid(place.path(), name, "must be valid format starting with iqn, eui, or naa");
            return;
        }
        Pattern pattern = name.startsWith("iqn") ? IQN : name.startsWith("eui") ? EUI : NAA;
        if (!pattern.matcher(name).find()) {
            rules.errors().invalid(place.path(), name, "must be valid format");
        }
    }

    private static void flocker(Field source, Rules rules) {
        Field name = source.get("datasetName");
        Field uuid = source.get("datasetUUID");
        if (name.text().isEmpty() && uuid.text().isEmpty()) {
            rules.required(source, "one of datasetName and datasetUUID is required");
        }
        if (!name.text().isEmpty() && !uuid.text().isEmpty()) {
            rules.errors()
                    .invalid(
                            source.path(),
                            "resource",
                            "datasetName and datasetUUID can not be specified simultaneously");
        }
        if (name.text().indexOf('/') >= 0) {
            rules.invalid(name, "must not contain '/'");
        }
    }

    private static void quobyte(Field source, Rules rules) {
        String hosts = "must be a host:port pair or multiple pairs separated by commas";
        Field registry = source.get("registry");
        if (registry.text().isEmpty()) {
            rules.required(registry, hosts);
        } else if (source.get("tenant").text().length() >= 65) {
            rules.required(source.get("tenant"), "must be a UUID and may not exceed a length of 64 characters");
        } else {
            for (String pair : registry.text().split(",", -1)) {
                if (!isHostAndPort(pair)) {
                    rules.invalid(registry, hosts);
                }
            }
        }
        rules.needed(source.get("volume"));
    }

    private static boolean isHostAndPort(String pair) {
        int colon = pair.lastIndexOf(':');
        if (colon < 0) {
            return false;
        }
        String host = pair.substring(0, colon);
        return host.startsWith("[") ? host.endsWith("]") : host.indexOf(':') < 0;
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
            Field lun = source.get("lun");
            if (lun.isAbsent()) {
                rules.required(lun, "lun is required if targetWWNs is specified");
            } else {
                Checks.inRange(lun, 0, 255, rules);
            }
        }
    }

    private static void flex(Field source, Rules rules) {
        rules.needed(source.get("driver"));
        for (Field.Entry option : source.get("options").entries()) {
            String domain = "." + option.key().split("/", 2)[0].toLowerCase(Locale.ROOT);
            if (option.key().indexOf('/') < 0) {
                domain = "." + option.key().toLowerCase(Locale.ROOT);
            }
            if (domain.endsWith(".kubernetes.io") || domain.endsWith(".k8s.io")) {
                rules.errors()
                        .invalid(
                                option.value().path(),
                                option.key(),
                                "kubernetes.io and k8s.io namespaces are reserved");
            }
        }
    }

    private static void azureDisk(Field source, Rules rules) {
        need(source, rules, "diskName", "diskURI");
        Checks.oneOfIfSet(source.get("cachingMode"), rules, "None", "ReadOnly", "ReadWrite");
        Field kind = source.get("kind");
        Checks.oneOfIfSet(kind, rules, "Dedicated", "Managed", "Shared");
        Field uri = source.get("diskURI");
        if (kind.is("Managed") && !uri.text().startsWith("/subscriptions/")) {
            rules.errors().notSupported(uri.path(), uri.text(), List.of(MANAGED_DISK));
        }
        if (kind.isPresent() && !kind.is("Managed") && !uri.text().startsWith("https://")) {
            rules.errors().notSupported(uri.path(), uri.text(), List.of(BLOB_DISK));
        }
    }

    private static void storageOs(Field source, Rules rules) {
        Field name = source.get("volumeName");
        if (rules.needed(name)) {
            rules.text(name, Names::dns1123Label);
        }
        Field namespace = source.get("volumeNamespace");
        if (!namespace.text().isEmpty()) {
            rules.text(namespace, Names::dns1123Label);
        }
        secret(source, rules);
    }
}
