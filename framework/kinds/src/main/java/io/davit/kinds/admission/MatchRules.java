package io.davit.kinds.admission;

import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Fill;
import io.davit.kinds.reading.Rules;
import io.davit.model.name.Names;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** What must hold for the rules that say which requests a webhook or a policy sees. */
final class MatchRules {

    private static final int MOST_CONDITIONS = 64;

    private MatchRules() {}

    /** The resources of a policy or a binding. */
    static void resources(Field match, Rules rules) {
        rules.oneOf(match.get("matchPolicy"), "Equivalent", "Exact");
        rules.labelSelector(match.get("namespaceSelector"));
        rules.labelSelector(match.get("objectSelector"));
        for (String list : List.of("resourceRules", "excludeResourceRules")) {
            for (Field rule : match.get(list).items()) {
                names(rule.get("resourceNames"), rules);
                rule(rule, rules);
            }
        }
    }

    static void defaults(ObjectNode match) {
        Fill.pointer(match, "matchPolicy", "Equivalent");
        Fill.object(match, "namespaceSelector");
        Fill.object(match, "objectSelector");
        for (String list : List.of("resourceRules", "excludeResourceRules")) {
            Fill.objects(match, list).forEach(rule -> Fill.pointer(rule, "scope", "*"));
        }
    }

    private static void names(Field names, Rules rules) {
        Set<String> seen = new HashSet<>();
        for (Field name : names.items()) {
            List<String> wrong = Names.pathSegment(name.text());
            if (!wrong.isEmpty()) {
                rules.invalidText(name, String.join(",", wrong));
            }
            if (!seen.add(name.text())) {
                rules.errors().duplicate(name.path(), name.text());
            }
        }
    }

    static void rule(Field rule, Rules rules) {
        Field operations = rule.get("operations");
        given(operations, rules);
        alone(operations, "operations", rules);
        for (Field operation : operations.items()) {
            rules.oneOf(operation, "*", "CONNECT", "CREATE", "DELETE", "UPDATE");
        }
        given(rule.get("apiGroups"), rules);
        alone(rule.get("apiGroups"), "API groups", rules);
        given(rule.get("apiVersions"), rules);
        alone(rule.get("apiVersions"), "API versions", rules);
        rule.get("apiVersions").items().forEach(rules::needed);
        resourceNames(rule.get("resources"), rules);
        if (rule.get("scope").isPresent()) {
            rules.oneOf(rule.get("scope"), "*", "Cluster", "Namespaced");
        }
    }

    private static void given(Field list, Rules rules) {
        if (list.size() == 0) {
            rules.required(list);
        }
    }

    private static void alone(Field list, String what, Rules rules) {
        if (list.size() > 1 && list.texts().contains("*")) {
            rules.invalid(list, "if '*' is present, must not specify other " + what);
        }
    }

    private static void resourceNames(Field resources, Rules rules) {
        given(resources, rules);
        Set<String> wholeResources = new HashSet<>();
        Set<String> wholeSubresources = new HashSet<>();
        boolean plain = false;
        for (Field resource : resources.items()) {
            String[] parts = resource.text().split("/", 2);
            if (!rules.needed(resource)) {
                continue;
            }
            if (parts.length == 1) {
                plain = !resource.is("*");
                continue;
            }
            String less = ", must not specify " + resource.text();
            if (wholeResources.contains(parts[0])) {
                rules.invalidText(resource, "if '" + parts[0] + "/*' is present" + less);
            }
            if (wholeSubresources.contains(parts[1])) {
                rules.invalidText(resource, "if '*/" + parts[1] + "' is present" + less);
            }
            if (parts[1].equals("*")) {
                wholeResources.add(parts[0]);
            }
            if (parts[0].equals("*")) {
                wholeSubresources.add(parts[1]);
            }
        }
        if (resources.size() > 1 && resources.texts().contains("*/*")) {
            rules.invalid(resources, "if '*/*' is present, must not specify other resources");
        }
        if (plain && resources.texts().contains("*")) {
            rules.invalid(resources, "if '*' is present, must not specify other resources without subresources");
        }
    }

    /** Operations that mutate: a deletion has nothing to change. All problems are told of the rules together. */
    static void mutatingOperations(Field match, Rules rules) {
        Field rulesOf = match.get("resourceRules");
        for (Field rule : rulesOf.items()) {
            for (Field operation : rule.get("operations").items()) {
                rules.oneOf(operation.as(rulesOf.path().child("operations")), "*", "CONNECT", "CREATE", "UPDATE");
            }
        }
    }

    /** @param expressions of which the names are known that conditions may use */
    static void conditions(Field conditions, PolicyExpressions expressions, Rules rules) {
        if (conditions.size() > MOST_CONDITIONS) {
            rules.errors().tooMany(conditions.path(), conditions.size(), MOST_CONDITIONS);
        }
        Set<String> names = new HashSet<>();
        for (Field condition : conditions.items()) {
            Field expression = condition.get("expression");
            String text = expression.text().strip();
            if (text.isEmpty()) {
                rules.required(expression);
            } else {
                check(expression, text, expressions.condition(text), rules);
            }
            Field name = condition.get("name");
            if (rules.needed(name)) {
                rules.qualifiedName(name);
                if (!names.add(name.text())) {
                    rules.errors().duplicate(name.path(), name.text());
                }
            }
        }
    }

    /** Tells what is wrong with an expression, if anything is. */
    static void check(Field at, String shown, PolicyExpression compiled, Rules rules) {
        if (compiled instanceof PolicyExpression.Refused(String why, boolean internal)) {
            if (internal) {
                rules.errors().internal(at.path(), why);
            } else {
                rules.errors().invalid(at.path(), shown, why);
            }
        }
    }
}
