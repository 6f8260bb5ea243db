package io.davit.kinds.pods;

import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Volumes in containers, mounted as directories or given as block devices. */
final class MountRules {

    private MountRules() {}

    static void check(Field container, PodContext pod) {
        mounts(container, pod);
        devices(container, pod);
    }

    private static void mounts(Field container, PodContext pod) {
        Rules rules = pod.rules();
        Field mounts = container.get("volumeMounts");
        Map<String, String> devices = paths(container.get("volumeDevices"), "devicePath");
        Set<String> places = new HashSet<>();
        for (Field mount : mounts.items()) {
            Field name = mount.get("name");
            Field place = mount.get("mountPath");
            rules.needed(name);
            if (!pod.volumes().containsKey(name.text())) {
                rules.errors().notFound(name.path(), name.text());
            }
            rules.needed(place);
            if (!places.add(place.text())) {
                rules.invalidText(place, "must be unique");
            }
            if (devices.containsKey(name.text())) {
                rules.invalidText(name, "must not already exist in volumeDevices");
            }
            if (devices.containsValue(place.text())) {
                rules.invalidText(place, "must not already exist as a path in volumeDevices");
            }
            subPaths(mount, mounts, rules);
            propagation(mount, mounts, container, rules);
            recursiveReadOnly(mount, mounts, rules);
        }
    }

    private static void subPaths(Field mount, Field mounts, Rules rules) {
        Field sub = mount.get("subPath");
        Field expression = mount.get("subPathExpr");
        if (!sub.text().isEmpty()) {
            Checks.relative(sub.as(mounts.get("subPath").path()), rules);
        }
        if (!expression.text().isEmpty()) {
            if (!sub.text().isEmpty()) {
                rules.invalid(expression, "subPathExpr and subPath are mutually exclusive");
            }
            Checks.relative(expression.as(mounts.get("subPathExpr").path()), rules);
        }
    }

    private static void propagation(Field mount, Field mounts, Field container, Rules rules) {
        Field propagation =
                mount.get("mountPropagation").as(mounts.get("mountPropagation").path());
        if (propagation.isAbsent()) {
            return;
        }
        rules.oneOf(propagation, "Bidirectional", "HostToContainer", "None");
        if (propagation.is("Bidirectional")
                && !container.get("securityContext").get("privileged").isTrue()) {
            rules.forbidden(propagation, "Bidirectional mount propagation is available only to privileged containers");
        }
    }

    private static void recursiveReadOnly(Field mount, Field mounts, Rules rules) {
        Field recursive = mount.get("recursiveReadOnly")
                .as(mounts.get("recursiveReadOnly").path());
        if (recursive.isAbsent() || recursive.is("Disabled")) {
            return;
        }
        if (!recursive.is("Enabled") && !recursive.is("IfPossible")) {
            rules.oneOf(recursive, "Disabled", "Enabled", "IfPossible");
            return;
        }
        if (!mount.get("readOnly").isTrue()) {
            rules.forbidden(recursive, "may only be specified when readOnly is true");
        }
        Field propagation = mount.get("mountPropagation");
        if (propagation.isPresent() && !propagation.is("None")) {
            rules.forbidden(recursive, "may only be specified when mountPropagation is None or not specified");
        }
    }

    private static void devices(Field container, PodContext pod) {
        Rules rules = pod.rules();
        Map<String, String> mounts = paths(container.get("volumeMounts"), "mountPath");
        Set<String> names = new HashSet<>();
        Set<String> places = new HashSet<>();
        for (Field device : container.get("volumeDevices").items()) {
            Field name = device.get("name");
            Field place = device.get("devicePath");
            Field volume = pod.volumes().get(name.text());
            rules.needed(name);
            if (names.contains(name.text())) {
                rules.invalidText(name, "must be unique");
            }
            if (volume == null) {
                rules.errors().notFound(name.path(), name.text());
            } else if (volume.get("persistentVolumeClaim").isAbsent()
                    && volume.get("ephemeral").isAbsent()) {
                rules.invalidText(
                        name, "can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode");
            }
            rules.needed(place);
            if (places.contains(place.text())) {
                rules.invalidText(place, "must be unique");
            }
            if (Checks.hasBacksteps(place.text())) {
                rules.invalidText(place, "can not contain backsteps ('..')");
            } else {
                places.add(place.text());
            }
            if (mounts.containsKey(name.text())) {
                rules.invalidText(name, "must not already exist in volumeMounts");
            }
            if (mounts.containsValue(place.text())) {
                rules.invalidText(place, "must not already exist as a path in volumeMounts");
            }
            if (!name.text().isEmpty()) {
                names.add(name.text());
            }
        }
    }

    private static Map<String, String> paths(Field list, String path) {
        Map<String, String> all = new HashMap<>();
        list.items()
                .forEach(each -> all.put(each.get("name").text(), each.get(path).text()));
        return all;
    }
}
