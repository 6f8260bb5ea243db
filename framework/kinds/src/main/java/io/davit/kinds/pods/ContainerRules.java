package io.davit.kinds.pods;

import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import io.davit.model.name.Names;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Containers, init containers and sidecars, and ephemeral containers. */
final class ContainerRules {

    private static final int RESTART_RULES_MAX = 20;
    private static final int EXIT_CODES_MAX = 255;
    private static final String ONLY_SIDECARS = "may not be set for init containers without restartPolicy=Always";
    private static final String NOT_EPHEMERAL = "cannot be set for an Ephemeral Container";
    private static final List<String> NEVER_EPHEMERAL_LISTS =
            List.of("ports", "resources", "resizePolicy", "restartPolicyRules");
    private static final List<String> NEVER_EPHEMERAL =
            List.of("restartPolicy", "livenessProbe", "readinessProbe", "startupProbe", "lifecycle");

    private ContainerRules() {}

    static void containers(PodContext pod) {
        Rules rules = pod.rules();
        Field containers = pod.spec().get("containers");
        if (containers.size() == 0) {
            rules.required(containers);
            return;
        }
        Set<String> names = new HashSet<>();
        for (Field container : containers.items()) {
            common(container, pod);
            unique(container, names, rules);
            HandlerRules.lifecycle(container.get("lifecycle"), pod);
            HandlerRules.probes(container, pod);
            restartPolicy(container, rules);
        }
        ContainerPortRules.hostPortsDiffer(containers.items(), containers.path(), rules);
    }

    static void initContainers(PodContext pod) {
        Rules rules = pod.rules();
        Set<String> names = new HashSet<>(names(pod.spec().get("containers")));
        Field all = pod.spec().get("initContainers");
        for (Field container : all.items()) {
            common(container, pod);
            restartPolicy(container, rules);
            unique(container, names, rules);
            // Each stands alone, so messages take it for the first one.
            ContainerPortRules.hostPortsDiffer(List.of(container), all.path(), rules);
            if (Containers.isSidecar(container)) {
                HandlerRules.lifecycle(container.get("lifecycle"), pod);
                HandlerRules.probes(container, pod);
            } else {
                for (String field : List.of("lifecycle", "livenessProbe", "readinessProbe", "startupProbe")) {
                    Checks.forbidIfSet(container.get(field), ONLY_SIDECARS, rules);
                }
                if (container.get("resizePolicy").size() > 0) {
                    rules.invalid(container.get("resizePolicy"), "must not be set for init containers");
                }
            }
        }
    }

    static void ephemeralContainers(PodContext pod) {
        Rules rules = pod.rules();
        Set<String> others = new HashSet<>(names(pod.spec().get("containers")));
        others.addAll(names(pod.spec().get("initContainers")));
        Set<String> names = new HashSet<>(others);
        for (Field container : pod.spec().get("ephemeralContainers").items()) {
            common(container, pod);
            imageWithoutBlanks(container, rules);
            Field name = container.get("name");
            if (!names.add(name.text())) {
                rules.errors().duplicate(name.path(), name.text());
            }
            Field target = container.get("targetContainerName");
            if (!target.text().isEmpty() && !others.contains(target.text())) {
                rules.errors().notFound(target.path(), target.text());
            }
            for (String field : NEVER_EPHEMERAL_LISTS) {
                if (container.get(field).size() > 0) {
                    rules.forbidden(container.get(field), NOT_EPHEMERAL);
                }
            }
            for (String field : NEVER_EPHEMERAL) {
                Checks.forbidIfSet(container.get(field), NOT_EPHEMERAL, rules);
            }
            for (Field mount : container.get("volumeMounts").items()) {
                for (String sub : List.of("subPath", "subPathExpr")) {
                    if (!mount.get(sub).text().isEmpty()) {
                        rules.forbidden(mount.get(sub), NOT_EPHEMERAL);
                    }
                }
            }
        }
    }

    /** Images of pods have no blanks around them; templates may, as they always could. */
    static void imageWithoutBlanks(Field container, Rules rules) {
        if (Checks.isBlankPadded(container.get("image").text())) {
            rules.invalid(container.get("image"), "must not have leading or trailing whitespace");
        }
    }

    private static void common(Field container, PodContext pod) {
        Rules rules = pod.rules();
        rules.neededText(container.get("name"), Names::dns1123Label);
        rules.needed(container.get("image"));
        Checks.neededOneOf(container.get("terminationMessagePolicy"), rules, "File", "FallbackToLogsOnError");
        ContainerPortRules.check(container.get("ports"), rules);
        EnvRules.check(container.get("env"), pod.volumes(), rules);
        EnvRules.checkFrom(container.get("envFrom"), rules);
        MountRules.check(container, pod);
        Checks.pullPolicy(container.get("imagePullPolicy"), rules);
        ResourceRules.check(container.get("resources"), pod.claims(), rules);
        resizePolicy(container.get("resizePolicy"), pod);
        SecurityRules.container(container.get("securityContext"), pod);
    }

    private static void unique(Field container, Set<String> names, Rules rules) {
        Field name = container.get("name");
        if (!name.text().isEmpty() && !names.add(name.text())) {
            rules.errors().duplicate(name.path(), name.text());
        }
    }

    private static void restartPolicy(Field container, Rules rules) {
        Field policy = container.get("restartPolicy");
        Field restartRules = container.get("restartPolicyRules");
        Checks.oneOfIfSet(policy, rules, "Always", "Never", "OnFailure");
        if (restartRules.size() > 0 && policy.isAbsent()) {
            rules.required(policy, "must specify restartPolicy when restart rules are used");
        }
        if (restartRules.size() > RESTART_RULES_MAX) {
            rules.errors().tooMany(restartRules.path(), restartRules.size(), RESTART_RULES_MAX);
        }
        for (Field rule : restartRules.items()) {
            Checks.neededOneOf(rule.get("action"), rules, "Restart", "RestartAllContainers");
            Field codes = rule.get("exitCodes");
            if (codes.isAbsent()) {
                rules.required(codes, "must be specified");
                continue;
            }
            Checks.neededOneOf(codes.get("operator"), rules, "In", "NotIn");
            if (codes.get("values").size() > EXIT_CODES_MAX) {
                rules.errors()
                        .tooMany(codes.get("values").path(), codes.get("values").size(), EXIT_CODES_MAX);
            }
        }
    }

    private static void resizePolicy(Field policies, PodContext pod) {
        Rules rules = pod.rules();
        Set<String> resources = new HashSet<>();
        for (Field policy : policies.items()) {
            String resource = policy.get("resourceName").text();
            if (!resources.add(resource)) {
                rules.errors().duplicate(policy.path(), resource);
            }
            Checks.neededOneOf(policy.get("resourceName").as(policies.path()), rules, "cpu", "memory");
            Field restart = policy.get("restartPolicy").as(policies.path());
            Checks.neededOneOf(restart, rules, "NotRequired", "RestartContainer");
            if (pod.spec().get("restartPolicy").is("Never") && !restart.is("NotRequired")) {
                rules.invalidText(restart, "must be 'NotRequired' when `restartPolicy` is 'Never'");
            }
        }
    }

    private static List<String> names(Field containers) {
        return containers.items().stream()
                .map(container -> container.get("name").text())
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
