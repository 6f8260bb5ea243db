package io.davit.kinds.pods;

import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import io.davit.model.name.Labels;
import io.davit.model.name.Names;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Where a pod may run: affinity, tolerations, spreading, and gates before all that.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/scheduling-eviction/">Scheduling, preemption and eviction</a>
 */
public final class SchedulingRules {

    private static final String IN_BOTH = "exists in both matchLabelKeys and labelSelector";

    private SchedulingRules() {}

    static void affinity(Field affinity, Rules rules) {
        Field node = affinity.get("nodeAffinity");
        Field required = node.get("requiredDuringSchedulingIgnoredDuringExecution");
        if (required.isPresent()) {
            nodeSelector(required, rules);
        }
        for (Field term :
                node.get("preferredDuringSchedulingIgnoredDuringExecution").items()) {
            weight(term.get("weight"), rules);
            nodeSelectorTerm(term.get("preference"), false, rules);
        }
        podAffinity(affinity.get("podAffinity"), rules);
        podAffinity(affinity.get("podAntiAffinity"), rules);
    }

    public static void nodeSelector(Field selector, Rules rules) {
        Field terms = selector.get("nodeSelectorTerms");
        if (terms.size() == 0) {
            rules.required(terms, "must have at least one node selector term");
        }
        terms.items().forEach(term -> nodeSelectorTerm(term, true, rules));
    }

    private static void nodeSelectorTerm(Field term, boolean required, Rules rules) {
        for (Field requirement : term.get("matchExpressions").items()) {
            nodeLabel(requirement, required, rules);
        }
        for (Field requirement : term.get("matchFields").items()) {
            nodeField(requirement, rules);
        }
    }

    private static void nodeLabel(Field requirement, boolean required, Rules rules) {
        Field values = requirement.get("values");
        Field operator = requirement.get("operator");
        switch (operator.text()) {
            case "In", "NotIn" -> {
                if (values.size() == 0) {
                    rules.required(values, "must be specified when `operator` is 'In' or 'NotIn'");
                }
            }
            case "Exists", "DoesNotExist" -> {
                if (values.size() > 0) {
                    rules.forbidden(values, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
                }
            }
            case "Gt", "Lt" -> {
                if (values.size() != 1) {
                    rules.required(values, "must be specified single value when `operator` is 'Lt' or 'Gt'");
                }
            }
            default -> rules.invalidText(operator, "not a valid selector operator");
        }
        rules.text(requirement.get("key"), Labels::key);
        if (required) {
            values.items().forEach(value -> rules.text(value, Labels::value));
        }
    }

    private static void nodeField(Field requirement, Rules rules) {
        Field values = requirement.get("values");
        Field operator = requirement.get("operator");
        if (!operator.is("In") && !operator.is("NotIn")) {
            rules.invalidText(operator, "not a valid selector operator");
        } else if (values.size() != 1) {
            rules.required(values, "must be only one value when `operator` is 'In' or 'NotIn' for node field selector");
        }
        if (!requirement.get("key").is("metadata.name")) {
            rules.invalidText(requirement.get("key"), "not a valid field selector key");
        } else {
            values.items().forEach(value -> rules.text(value, Names::dns1123Subdomain));
        }
    }

    private static void podAffinity(Field affinity, Rules rules) {
        for (Field term :
                affinity.get("requiredDuringSchedulingIgnoredDuringExecution").items()) {
            podAffinityTerm(term, rules);
        }
        for (Field term :
                affinity.get("preferredDuringSchedulingIgnoredDuringExecution").items()) {
            weight(term.get("weight"), rules);
            podAffinityTerm(term.get("podAffinityTerm"), rules);
        }
    }

    private static void weight(Field weight, Rules rules) {
        if (weight.number() < 1 || weight.number() > 100) {
            rules.errors().invalid(weight.path(), weight.number(), "must be in the range 1-100");
        }
    }

    private static void podAffinityTerm(Field term, Rules rules) {
        rules.labelSelector(term.get("labelSelector"));
        rules.labelSelector(term.get("namespaceSelector"));
        for (Field namespace : term.get("namespaces").items()) {
            rules.text(namespace.as(term.get("namespace").path()), Names::dns1123Label);
        }
        labelKeys(term, rules);
        Field key = term.get("topologyKey");
        if (key.text().isEmpty()) {
            rules.required(key, "can not be empty");
        }
        rules.text(key, Labels::key);
    }

    private static void labelKeys(Field term, Rules rules) {
        Field match = term.get("matchLabelKeys");
        Field mismatch = term.get("mismatchLabelKeys");
        Field selector = term.get("labelSelector");
        for (Field keys : List.of(match, mismatch)) {
            if (keys.size() > 0 && selector.isAbsent()) {
                rules.forbidden(keys, "must not be specified when labelSelector is not set");
            } else {
                keys.items().forEach(key -> rules.text(key, Labels::key));
            }
        }
        Set<String> seen = new HashSet<>();
        selector.get("matchLabels").entries().forEach(label -> seen.add(label.key()));
        for (Field expression : selector.get("matchExpressions").items()) {
            String key = expression.get("key").text();
            int index = match.texts().lastIndexOf(key);
            if (index >= 0 && seen.contains(key)) {
                rules.errors().invalid(term.path().index(index), key, IN_BOTH);
            }
            seen.add(key);
        }
        for (Field key : match.items()) {
            if (mismatch.texts().contains(key.text())) {
                rules.invalid(key, "exists in both matchLabelKeys and mismatchLabelKeys");
            }
        }
    }

    public static void tolerations(Field tolerations, Rules rules) {
        for (Field toleration : tolerations.items()) {
            toleration(toleration, rules);
        }
    }

    private static void toleration(Field toleration, Rules rules) {
        Field key = toleration.get("key");
        Field operator = toleration.get("operator");
        Field effect = toleration.get("effect");
        String value = toleration.get("value").text();
        if (!key.text().isEmpty()) {
            rules.text(key, Labels::key);
        } else if (!operator.is("Exists")) {
            rules.invalidText(
                    operator,
                    "operator must be Exists when `key` is empty, which means \"match all values and all keys\"");
        }
        if (toleration.get("tolerationSeconds").isPresent() && !effect.is("NoExecute")) {
            rules.invalidText(effect, "effect must be 'NoExecute' when `tolerationSeconds` is set");
        }
        switch (operator.text()) {
            case "", "Equal" -> {
                List<String> wrong = Labels.value(value);
                if (!wrong.isEmpty()) {
                    rules.errors().invalid(operator.path(), value, String.join(";", wrong));
                }
            }
            case "Exists" -> {
                if (!value.isEmpty()) {
                    rules.errors().invalid(operator.path(), value, "value must be empty when `operator` is 'Exists'");
                }
            }
            // Comparing is known to the API, but not switched on: the words differ from those for an unknown operator.
            case "Lt", "Gt" ->
                rules.errors().notSupported(operator.path(), operator.text(), List.of("Equal", "Exists", "Lt", "Gt"));
            default -> rules.oneOf(operator, "Equal", "Exists");
        }
        if (!effect.text().isEmpty()) {
            rules.oneOf(effect, "NoSchedule", "PreferNoSchedule", "NoExecute");
        }
    }

    static void spreading(Field constraints, Rules rules) {
        List<Field> all = constraints.items();
        for (int i = 0; i < all.size(); i++) {
            spreading(all.get(i), all.subList(i + 1, all.size()), rules);
        }
    }

    private static void spreading(Field constraint, List<Field> later, Rules rules) {
        positive(constraint.get("maxSkew"), rules);
        if (constraint.get("topologyKey").text().isEmpty()) {
            rules.required(constraint.get("topologyKey"), "can not be empty");
        }
        Field action = constraint.get("whenUnsatisfiable");
        rules.oneOf(action, "DoNotSchedule", "ScheduleAnyway");
        String pair = "{" + constraint.get("topologyKey").text() + ", " + action.text() + "}";
        for (Field other : later) {
            String otherPair = "{" + other.get("topologyKey").text() + ", "
                    + other.get("whenUnsatisfiable").text() + "}";
            if (otherPair.equals(pair)) {
                rules.errors()
                        .duplicate(
                                constraint
                                        .get("{topologyKey, whenUnsatisfiable}")
                                        .path(),
                                pair);
                break;
            }
        }
        Field domains = constraint.get("minDomains");
        if (domains.isPresent()) {
            positive(domains, rules);
            if (!action.is("DoNotSchedule")) {
                rules.invalid(
                        domains, "can only use minDomains if whenUnsatisfiable=DoNotSchedule, not " + action.text());
            }
        }
        Checks.oneOfIfSet(constraint.get("nodeAffinityPolicy"), rules, "Honor", "Ignore");
        Checks.oneOfIfSet(constraint.get("nodeTaintsPolicy"), rules, "Honor", "Ignore");
        spreadingKeys(constraint, rules);
        rules.labelSelector(constraint.get("labelSelector"));
    }

    private static void spreadingKeys(Field constraint, Rules rules) {
        Field keys = constraint.get("matchLabelKeys");
        Field selector = constraint.get("labelSelector");
        if (keys.size() == 0) {
            return;
        }
        if (selector.isAbsent()) {
            rules.forbidden(keys, "must not be specified when labelSelector is not set");
        }
        Set<String> selected = new HashSet<>();
        Set<String> twice = new HashSet<>();
        selector.get("matchLabels").entries().forEach(label -> selected.add(label.key()));
        for (Field expression : selector.get("matchExpressions").items()) {
            // The keys are merged into the selector on creation: a key of ours is there once, and twice if it was there
            // before.
            if (!selected.add(expression.get("key").text())) {
                twice.add(expression.get("key").text());
            }
        }
        for (Field key : keys.items()) {
            rules.text(key, Labels::key);
            if (twice.contains(key.text())) {
                rules.invalid(key, IN_BOTH);
            }
        }
    }

    private static void positive(Field number, Rules rules) {
        if (number.number() <= 0) {
            rules.errors().invalid(number.path(), number.number(), "must be greater than zero");
        }
    }

    static void gates(Field gates, Rules rules) {
        Set<String> seen = new HashSet<>();
        for (Field gate : gates.items()) {
            String name = gate.get("name").text();
            Checks.qualifiedName(gate, name, rules);
            if (!seen.add(name)) {
                rules.errors().duplicate(gate.path(), name);
            }
        }
    }

    static void readinessGates(Field gates, Rules rules) {
        gates.items().forEach(gate -> rules.text(gate.get("conditionType"), Labels::key));
    }
}
