package io.davit.kinds.pods;

import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import io.davit.model.error.FieldErrors;
import io.davit.model.name.Names;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Volumes of a pod: each of one type and with a name of its own.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/storage/volumes/">Volumes</a>
 */
final class VolumeRules {

    private static final String ONE_TYPE = "may not specify more than 1 volume type";
    private static final int ISCSI_NAME_MAX = 64;

    /** Types in the order in which the API looks at them. */
    private static final List<String> TYPES = List.of(
            "emptyDir",
            "hostPath",
            "gitRepo",
            "gcePersistentDisk",
            "awsElasticBlockStore",
            "secret",
            "nfs",
            "iscsi",
            "glusterfs",
            "flocker",
            "persistentVolumeClaim",
            "rbd",
            "cinder",
            "cephfs",
            "quobyte",
            "downwardAPI",
            "fc",
            "flexVolume",
            "configMap",
            "azureFile",
            "vsphereVolume",
            "photonPersistentDisk",
            "portworxVolume",
            "azureDisk",
            "storageos",
            "projected",
            "scaleIO",
            "csi",
            "ephemeral",
            "image");

    /** Types that messages call otherwise when there is one too many. */
    private static final Map<String, String> CALLED = Map.of("cephfs", "cephFS", "downwardAPI", "downwarAPI");

    private VolumeRules() {}

    /** Answers the valid volumes by name: mounts of others are not found. */
    static Map<String, Field> check(Field volumes, boolean isPod, String podName, Rules rules) {
        Set<String> names = new HashSet<>();
        Set<String> claimsToCome = new HashSet<>();
        if (!podName.isEmpty()) {
            volumes.items().stream()
                    .filter(volume -> volume.get("ephemeral").isPresent())
                    .forEach(volume ->
                            claimsToCome.add(podName + "-" + volume.get("name").text()));
        }
        Map<String, Field> valid = new HashMap<>();
        for (Field volume : volumes.items()) {
            FieldErrors own = new FieldErrors();
            Rules ownRules = Rules.into(own);
            Field name = volume.get("name");
            source(volume, isPod, podName, ownRules);
            ownRules.neededText(name, Names::dns1123Label);
            if (names.contains(name.text())) {
                own.duplicate(name.path(), name.text());
            }
            if (own.isEmpty()) {
                names.add(name.text());
                valid.put(name.text(), volume);
            }
            rules.errors().addAll(own.causes());
            Field claim = volume.get("persistentVolumeClaim").get("claimName");
            if (claim.isPresent() && claimsToCome.contains(claim.text())) {
                rules.invalid(claim, "must not reference a PVC that gets created for an ephemeral volume");
            }
        }
        return valid;
    }

    private static void source(Field volume, boolean isPod, String podName, Rules rules) {
        int sources = 0;
        for (String type : TYPES) {
            Field source = volume.get(type);
            if (source.isAbsent()) {
                continue;
            }
            sources++;
            if (sources > 1) {
                rules.errors().forbidden(volume.path().child(CALLED.getOrDefault(type, type)), ONE_TYPE);
            } else {
                check(type, source, isPod, rules);
                if (type.equals("ephemeral")) {
                    claimName(volume, podName, rules);
                }
            }
            if (type.equals("iscsi")) {
                iscsiName(volume, source, rules);
            }
        }
        if (sources == 0) {
            rules.required(volume, "must specify a volume type");
        }
    }

    private static void claimName(Field volume, String podName, Rules rules) {
        Field name = volume.get("name");
        if (podName.isEmpty() || name.text().isEmpty()) {
            return;
        }
        String claim = podName + "-" + name.text();
        for (String wrong : Names.dns1123Subdomain(claim)) {
            rules.invalid(name, "PVC name \"" + claim + "\": " + wrong);
        }
    }

    private static void iscsiName(Field volume, Field source, Rules rules) {
        int length = volume.get("name").text().length()
                + 1
                + source.get("targetPortal").text().length();
        if (source.get("initiatorName").isPresent() && length > ISCSI_NAME_MAX) {
            rules.invalid(
                    volume.get("name"),
                    "Total length of <volume name>:<iscsi.targetPortal> must be under 64 characters if"
                            + " iscsi.initiatorName is specified.");
        }
    }

    private static void check(String type, Field source, boolean isPod, Rules rules) {
        switch (type) {
            case "emptyDir" -> emptyDir(source, rules);
            case "hostPath" -> hostPath(source, rules);
            case "secret" -> {
                rules.needed(source.get("secretName"));
                filesOf(source, rules);
            }
            case "configMap" -> {
                rules.needed(source.get("name"));
                filesOf(source, rules);
            }
            case "persistentVolumeClaim" -> rules.needed(source.get("claimName"));
            case "downwardAPI" -> {
                Checks.mode(source.get("defaultMode"), rules);
                ProjectionRules.downwardFiles(source, rules);
            }
            case "projected" -> ProjectionRules.check(source, rules);
            case "csi" -> csi(source, rules);
            case "ephemeral" -> ephemeral(source, rules);
            case "image" -> {
                if (isPod) {
                    rules.needed(source.get("reference"));
                }
                Checks.pullPolicy(source.get("pullPolicy"), rules);
            }
            default -> RemoteVolumeRules.check(type, source, rules);
        }
    }

    private static void emptyDir(Field source, Rules rules) {
        Field limit = source.get("sizeLimit");
        if (limit.quantity().signum() < 0) {
            rules.forbidden(limit, "SizeLimit field must be a valid resource quantity");
        }
    }

    private static void hostPath(Field source, Rules rules) {
        if (!rules.needed(source.get("path"))) {
            return;
        }
        Checks.noBacksteps(source.get("path"), source.get("path").text(), rules);
        Checks.oneOfIfSet(
                source.get("type"),
                rules,
                "",
                "BlockDevice",
                "CharDevice",
                "Directory",
                "DirectoryOrCreate",
                "File",
                "FileOrCreate",
                "Socket");
    }

    private static void filesOf(Field source, Rules rules) {
        Checks.mode(source.get("defaultMode"), rules);
        source.get("items").items().forEach(item -> keyToPath(item, rules));
    }

    static void keyToPath(Field item, Rules rules) {
        rules.needed(item.get("key"));
        rules.needed(item.get("path"));
        Checks.relativeAndNotReserved(item.get("path"), rules);
        Checks.mode(item.get("mode"), rules);
    }

    private static void csi(Field source, Rules rules) {
        Field driver = source.get("driver");
        if (rules.needed(driver)) {
            if (driver.text().length() > Names.LABEL_MAX) {
                rules.errors().tooLong(driver.path(), Names.LABEL_MAX);
            }
            String lower = driver.text().toLowerCase(java.util.Locale.ROOT);
            for (String wrong : Names.dns1123Subdomain(lower)) {
                rules.invalid(driver, wrong);
            }
        }
        Field secret = source.get("nodePublishSecretRef");
        if (secret.isPresent()) {
            rules.needed(secret.get("name"));
        }
    }

    private static void ephemeral(Field source, Rules rules) {
        Field template = source.get("volumeClaimTemplate");
        if (template.isAbsent()) {
            rules.required(template);
            return;
        }
        ClaimTemplateRules.metadata(template.get("metadata"), rules);
        ClaimTemplateRules.spec(template.get("spec"), rules);
    }
}
