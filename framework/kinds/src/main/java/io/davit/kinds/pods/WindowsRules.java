package io.davit.kinds.pods;

import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import io.davit.model.name.Names;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What Windows adds to pods, and what it does not know.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/windows/intro/">Windows containers</a>
 */
final class WindowsRules {

    private static final int CREDENTIAL_SPEC_KIB = 64;
    private static final int DOMAIN_MAX = 256;
    private static final int USER_MAX = 104;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final Pattern NET_BIOS = Pattern.compile("[^\\\\/:*?\"<>|.][^\\\\/:*?\"<>|]{0,14}");
    private static final String DNS_LABEL = "[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?";
    private static final Pattern DNS = Pattern.compile(DNS_LABEL + "(?:\\." + DNS_LABEL + ")*");
    private static final Pattern DOTS_OR_BLANKS = Pattern.compile("[. ]+");
    private static final Pattern BAD_IN_USER = Pattern.compile("[\"/\\\\:;|=,+*?<>@\\[\\]]");

    private WindowsRules() {}

    static void options(Field options, Rules rules) {
        Field specName = options.get("gmsaCredentialSpecName");
        if (specName.isPresent()) {
            rules.text(specName, Names::dns1123Subdomain);
        }
        Field spec = options.get("gmsaCredentialSpec");
        if (spec.isPresent() && spec.text().isEmpty()) {
            rules.invalid(spec, "gmsaCredentialSpec cannot be an empty string");
        } else if (spec.text().length() > CREDENTIAL_SPEC_KIB * 1024) {
            rules.invalid(spec, "gmsaCredentialSpec size must be under " + CREDENTIAL_SPEC_KIB + " KiB");
        }
        Field user = options.get("runAsUserName");
        if (user.isPresent()) {
            user(user, rules);
        }
    }

    private static void user(Field name, Rules rules) {
        String text = name.text();
        String[] parts = text.split("\\\\", -1);
        if (text.isEmpty()) {
            rules.invalid(name, "runAsUserName cannot be an empty string");
        } else if (CONTROL.matcher(text).find()) {
            rules.invalid(name, "runAsUserName cannot contain control characters");
        } else if (parts.length > 2) {
            rules.invalid(name, "runAsUserName cannot contain more than one backslash");
        } else {
            if (parts.length == 2) {
                domain(name, parts[0], rules);
            }
            account(name, parts[parts.length - 1], rules);
        }
    }

    private static void domain(Field name, String domain, Rules rules) {
        if (domain.length() >= DOMAIN_MAX) {
            rules.invalid(name, "runAsUserName's Domain length must be under " + DOMAIN_MAX + " characters");
        }
        if (!NET_BIOS.matcher(domain).matches() && !isDns(domain)) {
            rules.invalid(name, "runAsUserName's Domain doesn't match the NetBios nor the DNS format");
        }
    }

    private static boolean isDns(String domain) {
        return domain.length() < DOMAIN_MAX && DNS.matcher(domain).matches();
    }

    private static void account(Field name, String user, Rules rules) {
        if (user.isEmpty()) {
            rules.invalid(name, "runAsUserName's User cannot be empty");
        } else if (user.length() > USER_MAX) {
            rules.invalid(name, "runAsUserName's User length must not be longer than " + USER_MAX + " characters");
        }
        if (DOTS_OR_BLANKS.matcher(user).matches()) {
            rules.invalid(name, "runAsUserName's User cannot contain only periods or spaces");
        }
        if (BAD_IN_USER.matcher(user).find()) {
            rules.invalid(name, "runAsUserName's User cannot contain the following characters: \"/\\:;|=,+*?<>@[]");
        }
    }

    /** Containers that run as processes of the host: all or none, and on the host's network. */
    static void hostProcess(Field spec, Rules rules) {
        Field ofPod = spec.get("securityContext").get("windowsOptions").get("hostProcess");
        int containers = 0;
        int hostProcesses = 0;
        for (Field container : Containers.all(spec)) {
            containers++;
            Field own = container.get("securityContext").get("windowsOptions").get("hostProcess");
            if (ofPod.isPresent() && own.isPresent() && ofPod.isTrue() != own.isTrue()) {
                rules.invalid(
                        own, "pod hostProcess value must be identical if both are specified, was " + ofPod.isTrue());
            }
            if (own.isTrue() || own.isAbsent() && ofPod.isTrue()) {
                hostProcesses++;
            }
        }
        if (hostProcesses == 0) {
            return;
        }
        if (hostProcesses != containers) {
            rules.errors()
                    .invalid(
                            spec.path(),
                            "",
                            "If pod contains any hostProcess containers then all containers must be HostProcess"
                                    + " containers");
        }
        if (!spec.get("hostNetwork").isTrue()) {
            rules.errors()
                    .invalid(
                            spec.get("hostNetwork").path(),
                            false,
                            "hostNetwork must be true if pod contains any hostProcess containers");
        }
    }

    static void operatingSystem(Field spec, Rules rules) {
        Field os = spec.get("os");
        if (os.isAbsent()) {
            return;
        }
        String name = os.get("name").text();
        switch (name) {
            case "" -> rules.required(os.get("name"));
            case "linux" -> linux(spec, rules);
            case "windows" -> windows(spec, rules);
            default -> rules.errors().notSupported(os.path(), name, List.of("linux", "windows"));
        }
    }

    private static void linux(Field spec, Rules rules) {
        String detail = "windows options cannot be set for a linux pod";
        Checks.forbidIfSet(spec.get("securityContext").get("windowsOptions"), detail, rules);
        for (Field container : Containers.all(spec)) {
            Checks.forbidIfSet(container.get("securityContext").get("windowsOptions"), detail, rules);
        }
    }

    private static void windows(Field spec, Rules rules) {
        Field context = spec.get("securityContext");
        String detail = "cannot be set for a windows pod";
        Checks.forbidIfSet(context.get("appArmorProfile"), detail, rules);
        Checks.forbidIfSet(context.get("seLinuxOptions"), detail, rules);
        Checks.forbidIfSet(spec.get("hostUsers"), detail, rules);
        for (String flag : List.of("hostPID", "hostIPC")) {
            if (spec.get(flag).isTrue()) {
                rules.forbidden(spec.get(flag), detail);
            }
        }
        for (String field : List.of("seccompProfile", "fsGroup", "fsGroupChangePolicy")) {
            Checks.forbidIfSet(context.get(field), detail, rules);
        }
        if (context.get("sysctls").size() > 0) {
            rules.forbidden(context.get("sysctls"), detail);
        }
        Checks.forbidIfSet(spec.get("shareProcessNamespace"), detail, rules);
        for (String field : List.of(
                "runAsUser", "runAsGroup", "supplementalGroups", "supplementalGroupsPolicy", "seLinuxChangePolicy")) {
            Checks.forbidIfSet(context.get(field), detail, rules);
        }
        for (Field container : Containers.all(spec)) {
            for (String field : List.of(
                    "appArmorProfile",
                    "seLinuxOptions",
                    "seccompProfile",
                    "capabilities",
                    "readOnlyRootFilesystem",
                    "privileged",
                    "allowPrivilegeEscalation",
                    "procMount",
                    "runAsUser",
                    "runAsGroup")) {
                Checks.forbidIfSet(container.get("securityContext").get(field), detail, rules);
            }
        }
    }
}
