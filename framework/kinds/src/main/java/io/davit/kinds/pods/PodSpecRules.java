package io.davit.kinds.pods;

import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import io.davit.kinds.shown.Shown;
import io.davit.model.error.FieldErrors;
import io.davit.model.name.Names;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The spec of a pod, alone or in a template, in the order in which the API tells what is wrong.
 *
 * @see <a href="https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#PodSpec">PodSpec</a>
 */
final class PodSpecRules {

    private PodSpecRules() {}

    /** {@code podName} is empty in templates and where there is none yet. */
    static void check(Field spec, boolean isPod, String podName, FieldErrors errors) {
        Rules rules = Rules.into(errors);
        if (spec.get("terminationGracePeriodSeconds").isAbsent()) {
            rules.required(spec.get("terminationGracePeriodSeconds"));
        }
        Map<String, Field> volumes = VolumeRules.check(spec.get("volumes"), isPod, podName, rules);
        Set<String> claims = new HashSet<>();
        spec.get("resourceClaims").items().stream()
                .map(claim -> claim.get("name").text())
                .filter(name -> !name.isEmpty())
                .forEach(claims::add);
        claims(spec.get("resourceClaims"), rules);
        PodContext pod = new PodContext(spec, isPod, volumes, claims, rules);
        ContainerRules.containers(pod);
        ContainerRules.initContainers(pod);
        ContainerRules.ephemeralContainers(pod);
        ResourceRules.checkPod(spec, rules);
        ContainerPortRules.matchHostPorts(spec, isPod, rules);
        Checks.neededOneOf(spec.get("restartPolicy"), rules, "Always", "OnFailure", "Never");
        Checks.neededOneOf(spec.get("dnsPolicy"), rules, "ClusterFirstWithHostNet", "ClusterFirst", "Default", "None");
        rules.labels(spec.get("nodeSelector"));
        SecurityRules.pod(spec, rules);
        SchedulingRules.affinity(spec.get("affinity"), rules);
        NetworkRules.dns(spec, rules);
        SchedulingRules.readinessGates(spec.get("readinessGates"), rules);
        SchedulingRules.gates(spec.get("schedulingGates"), rules);
        SchedulingRules.spreading(spec.get("topologySpreadConstraints"), rules);
        WindowsRules.hostProcess(spec, rules);
        SecurityRules.ownUsers(spec, rules);
        identity(spec, rules);
        overheadAndPlatform(spec, rules);
    }

    private static void identity(Field spec, Rules rules) {
        nameIfSet(spec.get("serviceAccountName"), rules);
        nameIfSet(spec.get("nodeName"), rules);
        Field deadline = spec.get("activeDeadlineSeconds");
        if (deadline.isPresent()) {
            Checks.inRange(deadline, 1, Integer.MAX_VALUE, rules);
        }
        labelIfSet(spec.get("hostname"), rules);
        labelIfSet(spec.get("subdomain"), rules);
        Field override = spec.get("hostnameOverride");
        if (override.isPresent()) {
            rules.text(override, Names::dns1123Subdomain);
            if (override.text().length() > Names.LABEL_MAX + 1) {
                rules.errors().tooLong(override.path(), Names.LABEL_MAX + 1);
            }
            if (spec.get("hostNetwork").isTrue()) {
                rules.forbidden(override, "may not be specified when hostNetwork is true");
            }
            if (spec.get("setHostnameAsFQDN").isTrue()) {
                rules.forbidden(override, "may not be specified when setHostnameAsFQDN is true");
            }
        }
    }

    private static void overheadAndPlatform(Field spec, Rules rules) {
        SchedulingRules.tolerations(spec.get("tolerations"), rules);
        NetworkRules.hostAliases(spec.get("hostAliases"), rules);
        nameIfSet(spec.get("priorityClassName"), rules);
        if (spec.get("runtimeClassName").isPresent()) {
            rules.text(spec.get("runtimeClassName"), Names::dns1123Subdomain);
        }
        Field preemption = spec.get("preemptionPolicy");
        if (preemption.isPresent()) {
            Checks.neededOneOf(preemption, rules, "PreemptLowerPriority", "Never");
        }
        ResourceRules.checkOverhead(spec.get("overhead"), rules);
        WindowsRules.operatingSystem(spec, rules);
    }

    private static void nameIfSet(Field name, Rules rules) {
        if (!name.text().isEmpty()) {
            rules.text(name, Names::dns1123Subdomain);
        }
    }

    private static void labelIfSet(Field label, Rules rules) {
        if (!label.text().isEmpty()) {
            rules.text(label, Names::dns1123Label);
        }
    }

    private static void claims(Field claims, Rules rules) {
        Set<String> seen = new HashSet<>();
        for (Field claim : claims.items()) {
            Field name = claim.get("name");
            if (rules.needed(name)) {
                if (seen.add(name.text())) {
                    rules.text(name, Names::dns1123Label);
                } else {
                    rules.errors().duplicate(name.path(), name.text());
                }
            }
            Field own = claim.get("resourceClaimName");
            Field template = claim.get("resourceClaimTemplateName");
            if (own.isPresent() && template.isPresent()) {
                rules.errors()
                        .invalid(
                                claim.path(),
                                Shown.of("PodResourceClaim", claim.value()),
                                "at most one of `resourceClaimName` or `resourceClaimTemplateName` may be specified");
            }
            if (own.isAbsent() && template.isAbsent()) {
                rules.errors()
                        .invalid(
                                claim.path(),
                                Shown.of("PodResourceClaim", claim.value()),
                                "must specify one of: `resourceClaimName`, `resourceClaimTemplateName`");
            }
            if (own.isPresent()) {
                rules.text(own, Names::dns1123Subdomain);
            }
            if (template.isPresent()) {
                rules.text(template, Names::dns1123Subdomain);
            }
        }
    }
}
