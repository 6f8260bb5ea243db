package io.davit.kinds.pods;

import io.davit.kinds.address.Addresses;
import io.davit.kinds.reading.Field;
import io.davit.model.error.FieldPath;
import io.davit.model.json.Json;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** What a pod may say, but hardly means. */
public final class PodWarnings {

    private static final Map<String, String> OLD_LABELS = Map.of(
            "beta.kubernetes.io/arch", "deprecated since v1.14; use \"kubernetes.io/arch\" instead",
            "beta.kubernetes.io/os", "deprecated since v1.14; use \"kubernetes.io/os\" instead",
            "failure-domain.beta.kubernetes.io/region",
                    "deprecated since v1.17; use \"topology.kubernetes.io/region\" instead",
            "failure-domain.beta.kubernetes.io/zone",
                    "deprecated since v1.17; use \"topology.kubernetes.io/zone\" instead",
            "beta.kubernetes.io/instance-type",
                    "deprecated since v1.17; use \"node.kubernetes.io/instance-type\" instead");
    private static final String NO_POD = ": a null labelSelector results in matching no pod";
    private static final String SECCOMP = ": non-functional in v1.27+; use the \"seccompProfile\" field instead";
    private static final String REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";
    private static final String PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution";

    /** A port is compared with so many others of its number: their pairs grow fast, and no answer carries the warnings of more. */
    private static final int MOST_OTHERS = 64;

    private final Field spec;
    private final Field annotations;
    private final boolean isPod;
    private final Consumer<String> warn;

    private PodWarnings(Field owner, boolean isPod, Consumer<String> warn) {
        this.spec = owner.get("spec");
        this.annotations = owner.get("metadata").get("annotations");
        this.isPod = isPod;
        this.warn = warn;
    }

    static void pod(Field pod, Consumer<String> warn) {
        new PodWarnings(pod, true, warn).all();
    }

    /** Warnings about a template; its place in the object is the beginning of their paths. */
    public static void template(Field template, Consumer<String> warn) {
        new PodWarnings(template, false, warn).all();
    }

    private void all() {
        nodes();
        spreading();
        oldAnnotations();
        VolumeWarnings.check(spec.get("volumes"), warn);
        duplicates();
        fractions(spec.get("overhead"));
        if (spec.get("securityContext").get("seccompProfile").isAbsent()) {
            annotation(PodAnnotationRules.SECCOMP_POD, SECCOMP);
        }
        Containers.all(spec).forEach(this::container);
        ports();
        if (spec.get("terminationGracePeriodSeconds").number() < 0) {
            warn.accept(spec.get("terminationGracePeriodSeconds").path()
                    + ": must be >= 0; negative values are invalid and will be treated as 1");
        }
        affinities();
        addresses();
    }

    private void nodes() {
        for (Field.Entry label : spec.get("nodeSelector").entries()) {
            String old = OLD_LABELS.get(label.key());
            if (old != null) {
                warn.accept(label.value().path() + ": " + old);
            }
        }
        Field affinity = spec.get("affinity").get("nodeAffinity");
        affinity.get(REQUIRED).get("nodeSelectorTerms").items().forEach(this::nodeTerm);
        affinity.get(PREFERRED).items().forEach(term -> nodeTerm(term.get("preference")));
    }

    private void nodeTerm(Field term) {
        for (Field expression : term.get("matchExpressions").items()) {
            oldLabel(expression.get("key"));
        }
    }

    private void oldLabel(Field key) {
        String old = OLD_LABELS.get(key.text());
        if (old != null) {
            warn.accept(key.path() + ": " + key.text() + " is " + old);
        }
    }

    private void spreading() {
        for (Field constraint : spec.get("topologySpreadConstraints").items()) {
            oldLabel(constraint.get("topologyKey"));
            if (constraint.get("labelSelector").isAbsent()) {
                warn.accept(constraint.get("labelSelector").path() + NO_POD);
            }
        }
    }

    private void oldAnnotations() {
        annotation(
                "scheduler.alpha.kubernetes.io/critical-pod",
                ": non-functional in v1.16+; use the \"priorityClassName\" field instead");
        annotation(
                "security.alpha.kubernetes.io/sysctls",
                ": non-functional in v1.11+; use the \"sysctls\" field instead");
        annotation(
                "security.alpha.kubernetes.io/unsafe-sysctls",
                ": non-functional in v1.11+; use the \"sysctls\" field instead");
    }

    private void annotation(String key, String text) {
        if (annotations.key(key).isPresent()) {
            warn.accept(annotations.key(key).path() + text);
        }
    }

    private void duplicates() {
        duplicates(spec.get("hostAliases"), "ip");
        duplicates(spec.get("imagePullSecrets"), "name");
        for (Field secret : spec.get("imagePullSecrets").items()) {
            if (secret.get("name").text().isEmpty()) {
                warn.accept(secret.get("name").path() + ": invalid empty name \"\"");
            }
        }
    }

    private void duplicates(Field list, String key) {
        Set<String> seen = new HashSet<>();
        for (Field each : list.items()) {
            if (!seen.add(each.get(key).text())) {
                warn.accept(each.get(key).path() + ": duplicate " + key + " "
                        + Json.quote(each.get(key).text()));
            }
        }
    }

    private void container(Field container) {
        String name = container.get("name").text();
        if (container.get("securityContext").get("seccompProfile").isAbsent()) {
            annotation(PodAnnotationRules.SECCOMP_CONTAINER + name, SECCOMP);
        }
        boolean confined = spec.get("securityContext").get("appArmorProfile").isPresent()
                || container.get("securityContext").get("appArmorProfile").isPresent();
        if (!isPod && !confined) {
            annotation(PodAnnotationRules.APP_ARMOR + name, AppArmor.OLD);
        }
        Field resources = container.get("resources");
        for (String unit : List.of("memory", "ephemeral-storage")) {
            fraction(resources.get("limits").key(unit));
            fraction(resources.get("requests").key(unit));
        }
        hiddenVariables(container.get("env"));
    }

    private void fractions(Field list) {
        fraction(list.key("memory"));
        fraction(list.key("ephemeral-storage"));
    }

    private void fraction(Field quantity) {
        if (quantity.isPresent() && !quantity.quantity().isWhole()) {
            warn.accept(quantity.path() + ": fractional byte value "
                    + Json.quote(quantity.quantity().toString()) + " is invalid, must be an integer");
        }
    }

    /** A second definition is fine as long as it builds on the first. */
    private void hiddenVariables(Field env) {
        Set<String> seen = new HashSet<>();
        for (Field variable : env.items()) {
            String name = variable.get("name").text();
            String value = variable.get("value").text();
            String reference = "$(" + name + ")";
            if (seen.add(name)) {
                continue;
            }
            boolean hides =
                    variable.get("valueFrom").isPresent() || value.equals(reference) || !value.contains(reference);
            if (hides) {
                warn.accept(variable.path() + ": hides previous definition of " + Json.quote(name)
                        + ", which may be dropped when using apply");
            }
        }
    }

    private void ports() {
        Map<String, List<Field>> taken = new HashMap<>();
        Map<String, FieldPath> names = new HashMap<>();
        for (Field container : Containers.all(spec)) {
            for (Field port : container.get("ports").items()) {
                String key = port.get("containerPort").number() + "/"
                        + port.get("protocol").text();
                port(port, taken.getOrDefault(key, List.of()));
                taken.computeIfAbsent(key, each -> new java.util.ArrayList<>()).add(port);
                portName(port, names);
            }
        }
    }

    private void port(Field port, List<Field> others) {
        String address = port.get("hostIP").text();
        long number = port.get("hostPort").number();
        if (!address.isEmpty() && number == 0) {
            warn.accept(port.path() + ": hostIP set without hostPort: {Name:"
                    + port.get("name").text() + " HostPort:0 ContainerPort:"
                    + port.get("containerPort").number() + " Protocol:"
                    + port.get("protocol").text() + " HostIP:" + address + "}");
        }
        for (Field other : others.subList(0, Math.min(others.size(), MOST_OTHERS))) {
            String otherAddress = other.get("hostIP").text();
            long otherNumber = other.get("hostPort").number();
            if (address.equals(otherAddress) && number == otherNumber) {
                warn.accept(port.path() + ": duplicate port definition with " + other.path());
            } else if (number == 0 || otherNumber == 0) {
                warn.accept(port.path() + ": overlapping port definition with " + other.path());
            } else if (number == otherNumber && address.isEmpty() != otherAddress.isEmpty()) {
                warn.accept(port.path() + ": dangerously ambiguous port definition with " + other.path());
            }
        }
    }

    private void portName(Field port, Map<String, FieldPath> names) {
        String name = port.get("name").text();
        if (name.isEmpty()) {
            return;
        }
        FieldPath first = names.putIfAbsent(name, port.path());
        if (first != null) {
            warn.accept(port.path() + ": duplicate port name " + Json.quote(name) + " with " + first
                    + ", services and probes that select ports by name will use " + first);
        }
    }

    private void affinities() {
        for (String kind : List.of("podAffinity", "podAntiAffinity")) {
            Field affinity = spec.get("affinity").get(kind);
            affinity.get(REQUIRED).items().forEach(this::affinityTerm);
            affinity.get(PREFERRED).items().forEach(term -> affinityTerm(term.get("podAffinityTerm")));
        }
    }

    private void affinityTerm(Field term) {
        if (term.get("labelSelector").isAbsent()) {
            warn.accept(term.get("labelSelector").path() + NO_POD);
        }
    }

    private void addresses() {
        for (Field server : spec.get("dnsConfig").get("nameservers").items()) {
            Addresses.addressWarning(server.path().toString(), server.text()).forEach(warn);
        }
        for (Field alias : spec.get("hostAliases").items()) {
            Field address = alias.get("ip");
            Addresses.addressWarning(address.path().toString(), address.text()).forEach(warn);
        }
    }
}
