package io.davit.registry.policy;

import io.davit.model.selector.LabelSelector;
import io.davit.registry.family.Served;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The requests that a policy or a binding is for.
 *
 * @param rules one of them must cover the request; none is needed where there are none
 * @param excluded none of them may
 * @param equivalent whether a rule for one version of a resource is also for its others
 * @param namespaces selects the request's namespace; what is in no namespace is always selected
 * @param objects selects the object by its labels, before or after the write
 * @see <a href="https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/">Validating Admission Policy</a>
 */
record Constraint(
        List<Rule> rules, List<Rule> excluded, boolean equivalent, LabelSelector namespaces, LabelSelector objects) {

    /** Any request. */
    static final Constraint NONE =
            new Constraint(List.of(), List.of(), false, LabelSelector.everything(), LabelSelector.everything());

    static Constraint of(JsonNode match) {
        return new Constraint(
                rules(match.path("resourceRules")),
                rules(match.path("excludeResourceRules")),
                match.path("matchPolicy").asString("").equals("Equivalent"),
                LabelSelector.of(match.get("namespaceSelector")),
                LabelSelector.of(match.get("objectSelector")));
    }

    /** How the request is covered; null when it is not. */
    @Nullable
    Match match(Subject subject) {
        if (!selectsObject(subject) || find(excluded, subject) != null) {
            return null;
        }
        Match match = rules.isEmpty() ? subject.itself() : find(rules, subject);
        return match != null && selectsNamespace(subject) ? match : null;
    }

    private boolean selectsObject(Subject subject) {
        return objects.isEverything() || matches(objects, subject.labels()) || matches(objects, subject.oldLabels());
    }

    private boolean selectsNamespace(Subject subject) {
        return namespaces.isEverything() || !subject.hasNamespace() || namespaces.matches(subject.namespaceLabels());
    }

    private static boolean matches(LabelSelector selector, @Nullable Map<String, String> labels) {
        return labels != null && selector.matches(labels);
    }

    private @Nullable Match find(List<Rule> among, Subject subject) {
        for (Rule rule : among) {
            if (rule.covers(subject.name()) && covers(rule, subject, subject.served())) {
                return subject.itself();
            }
        }
        return among.isEmpty() || !equivalent ? null : findEquivalent(among, subject);
    }

    private static @Nullable Match findEquivalent(List<Rule> among, Subject subject) {
        for (Rule rule : among) {
            for (Served other : subject.equivalents()) {
                if (rule.covers(subject.name()) && covers(rule, subject, other)) {
                    return subject.as(other);
                }
            }
        }
        return null;
    }

    private static boolean covers(Rule rule, Subject subject, Served served) {
        return rule.covers(
                subject.operation(), served.definition().resource(), subject.subresource(), subject.namespace());
    }

    private static List<Rule> rules(JsonNode list) {
        List<Rule> rules = new ArrayList<>();
        list.forEach(rule -> rules.add(Rule.of(rule)));
        return List.copyOf(rules);
    }
}
