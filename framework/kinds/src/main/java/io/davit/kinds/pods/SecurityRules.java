package io.davit.kinds.pods;

import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import io.davit.kinds.shown.Shown;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Security contexts of pods and containers.
 *
 * @see <a href="https://kubernetes.io/docs/tasks/configure-pod-container/security-context/">Security context</a>
 */
final class SecurityRules {

    private static final int SYSCTL_MAX = 253;
    private static final String SYSCTL = "^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$";
    private static final Pattern SYSCTL_NAME = Pattern.compile(SYSCTL);
    static final int APP_ARMOR_MAX = 4095;

    private SecurityRules() {}

    static void container(Field context, PodContext pod) {
        if (context.isAbsent()) {
            return;
        }
        Rules rules = pod.rules();
        Checks.id(context.get("runAsUser"), rules);
        Checks.id(context.get("runAsGroup"), rules);
        Field procMount = context.get("procMount");
        if (procMount.isPresent()) {
            rules.oneOf(procMount, "Default", "Unmasked");
            if (pod.hostUsers() && procMount.is("Unmasked")) {
                rules.invalid(procMount, "`hostUsers` must be false to use `Unmasked`");
            }
        }
        seccomp(context.get("seccompProfile"), rules);
        escalation(context, rules);
        WindowsRules.options(context.get("windowsOptions"), rules);
        appArmor(context.get("appArmorProfile"), rules);
    }

    private static void escalation(Field context, Rules rules) {
        if (!Checks.is(context.get("allowPrivilegeEscalation").value(), false)) {
            return;
        }
        if (context.get("privileged").isTrue()) {
            rules.errors()
                    .invalid(
                            context.path(),
                            Shown.of("SecurityContext", context.value()),
                            "cannot set `allowPrivilegeEscalation` to false and `privileged` to true");
        }
        for (String capability : context.get("capabilities").get("add").texts()) {
            if (capability.equals("CAP_SYS_ADMIN")) {
                rules.errors()
                        .invalid(
                                context.path(),
                                Shown.of("SecurityContext", context.value()),
                                "cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN");
            }
        }
    }

    static void pod(Field spec, Rules rules) {
        Field context = spec.get("securityContext");
        Checks.id(context.get("fsGroup"), rules);
        Checks.id(context.get("runAsUser"), rules);
        Checks.id(context.get("runAsGroup"), rules);
        context.get("supplementalGroups").items().forEach(group -> Checks.id(group, rules));
        if (spec.get("shareProcessNamespace").isTrue() && spec.get("hostPID").isTrue()) {
            rules.errors()
                    .invalid(
                            context.get("shareProcessNamespace").path(),
                            true,
                            "ShareProcessNamespace and HostPID cannot both be enabled");
        }
        sysctls(spec, context.get("sysctls"), rules);
        Checks.oneOfIfSet(context.get("fsGroupChangePolicy"), rules, "Always", "OnRootMismatch");
        seccomp(context.get("seccompProfile"), rules);
        WindowsRules.options(context.get("windowsOptions"), rules);
        appArmor(context.get("appArmorProfile"), rules);
        Checks.oneOfIfSet(context.get("supplementalGroupsPolicy"), rules, "Merge", "Strict");
        Checks.oneOfIfSet(context.get("seLinuxChangePolicy"), rules, "Recursive");
    }

    private static void sysctls(Field spec, Field sysctls, Rules rules) {
        Set<String> names = new HashSet<>();
        for (Field sysctl : sysctls.items()) {
            Field name = sysctl.get("name");
            if (name.text().isEmpty()) {
                rules.required(name);
            } else if (name.text().length() > SYSCTL_MAX
                    || !SYSCTL_NAME.matcher(name.text()).matches()) {
                rules.invalid(name, "must have at most " + SYSCTL_MAX + " characters and match regex " + SYSCTL);
            } else if (names.contains(name.text())) {
                rules.errors().duplicate(name.path(), name.text());
            }
            sysctlOfHost(spec, name, rules);
            names.add(name.text());
        }
    }

    /** A setting of a namespace that the pod shares with the host would be a setting of the host. */
    private static void sysctlOfHost(Field spec, Field name, Rules rules) {
        String dotted = dotted(name.text());
        boolean ofNetwork = dotted.startsWith("net.");
        boolean ofIpc = dotted.startsWith("kernel.shm")
                || dotted.startsWith("kernel.msg")
                || dotted.startsWith("fs.mqueue.")
                || dotted.equals("kernel.sem");
        if (ofNetwork && spec.get("hostNetwork").isTrue()) {
            rules.invalid(name, "may not be specified when 'hostNetwork' is true");
        } else if (ofIpc && spec.get("hostIPC").isTrue()) {
            rules.invalid(name, "may not be specified when 'hostIPC' is true");
        }
    }

    /** The kernel reads slashes as separators when a slash comes before any dot. */
    private static String dotted(String name) {
        int slash = name.indexOf('/');
        int dot = name.indexOf('.');
        boolean slashes = slash >= 0 && (dot < 0 || slash < dot);
        return slashes ? name.replace('.', ' ').replace('/', '.').replace(' ', '/') : name;
    }

    private static void seccomp(Field profile, Rules rules) {
        if (profile.isAbsent()) {
            return;
        }
        Field type = profile.get("type");
        Field local = profile.get("localhostProfile");
        if (type.text().isEmpty()) {
            rules.required(type, "type is required when seccompProfile is set");
        } else {
            rules.oneOf(type, "Localhost", "RuntimeDefault", "Unconfined");
        }
        if (type.is("Localhost")) {
            if (local.isAbsent()) {
                rules.required(local, "must be set when seccomp type is Localhost");
            } else {
                Checks.relative(local, rules);
            }
        } else if (local.isPresent()) {
            rules.errors()
                    .invalid(
                            local.path(),
                            Shown.of("SeccompProfile", profile.value()),
                            "can only be set when seccomp type is Localhost");
        }
    }

    private static void appArmor(Field profile, Rules rules) {
        if (profile.isAbsent()) {
            return;
        }
        Field type = profile.get("type");
        Field local = profile.get("localhostProfile");
        switch (type.text()) {
            case "Localhost" -> appArmorFile(local, rules);
            case "RuntimeDefault", "Unconfined" -> {
                if (local.isPresent()) {
                    rules.invalid(local, "can only be set when AppArmor type is Localhost");
                }
            }
            case "" -> rules.required(type, "type is required when appArmorProfile is set");
            default -> rules.oneOf(type, "Localhost", "RuntimeDefault", "Unconfined");
        }
    }

    private static void appArmorFile(Field local, Rules rules) {
        if (local.isAbsent()) {
            rules.required(local, "must be set when AppArmor type is Localhost");
            return;
        }
        if (Checks.isBlankPadded(local.text())) {
            rules.invalid(local, "must not be padded with whitespace");
        } else if (local.text().isEmpty()) {
            rules.required(local, "must be set when AppArmor type is Localhost");
        }
        rules.tooLong(local, APP_ARMOR_MAX);
    }

    /** A pod with its own users cannot share what belongs to the host's. */
    static void ownUsers(Field spec, Rules rules) {
        if (!Checks.is(spec.get("hostUsers").value(), false)) {
            return;
        }
        String detail = "when `hostUsers` is false";
        if (spec.get("hostNetwork").isTrue()) {
            rules.forbidden(spec.get("hostNetwork"), detail);
        }
        for (String flag : new String[] {"hostPID", "hostIPC"}) {
            if (spec.get(flag).isTrue()) {
                // The API names these two fields with a capital here.
                rules.errors().forbidden(spec.path().child("H" + flag.substring(1)), detail);
            }
        }
        for (Field container : Containers.all(spec)) {
            if (container.get("volumeDevices").size() > 0) {
                rules.forbidden(container.get("volumeDevices"), detail);
            }
        }
    }
}
