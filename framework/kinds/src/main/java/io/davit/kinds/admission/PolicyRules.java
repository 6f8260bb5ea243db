package io.davit.kinds.admission;

import io.davit.cel.Escaping;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Fill;
import io.davit.kinds.reading.Rules;
import io.davit.model.name.Names;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** What policies of both kinds share. */
final class PolicyRules {

    static final String NO_EXPRESSION = "expression is not specified";

    private PolicyRules() {}

    static void defaults(ObjectNode spec) {
        Fill.pointer(spec, "failurePolicy", "Fail");
        if (spec.get("matchConstraints") instanceof ObjectNode match) {
            MatchRules.defaults(match);
        }
    }

    /**
     * Checks what comes before a policy's own expressions.
     *
     * @param expressions learns the variables
     * @param old the spec before, whose match conditions are not looked at again; absent for a new policy
     */
    static void check(Field spec, Field old, PolicyExpressions expressions, Rules rules) {
        rules.oneOf(spec.get("failurePolicy"), "Fail", "Ignore");
        if (spec.get("paramKind").isPresent()) {
            parameters(spec.get("paramKind"), rules);
        }
        Field match = spec.get("matchConstraints");
        if (match.isAbsent()) {
            rules.required(match);
        } else {
            MatchRules.resources(match, rules);
            if (match.get("resourceRules").size() == 0) {
                rules.required(match.get("resourceRules"));
            }
            if (expressions.mutates()) {
                MatchRules.mutatingOperations(match, rules);
            }
        }
        boolean known = old.isPresent()
                && spec.get("paramKind").same(old.get("paramKind"))
                && spec.get("matchConditions").same(old.get("matchConditions"));
        if (!known) {
            MatchRules.conditions(spec.get("matchConditions"), expressions, rules);
        }
        spec.get("variables").items().forEach(variable -> variable(variable, expressions, rules));
    }

    private static void variable(Field variable, PolicyExpressions expressions, Rules rules) {
        Field name = variable.get("name");
        if (name.text().isBlank()) {
            rules.required(name, "name is not specified");
        } else if (!Escaping.isIdentifier(name.text())) {
            rules.invalidText(name, "must be a valid CEL identifier");
        }
        Field expression = variable.get("expression");
        if (expression.text().isBlank()) {
            rules.required(expression, NO_EXPRESSION);
        } else {
            MatchRules.check(
                    expression, expression.text(), expressions.variable(name.text(), expression.text()), rules);
        }
    }

    private static void parameters(Field kind, Rules rules) {
        Field version = kind.get("apiVersion");
        if (rules.needed(version)) {
            String[] parts = version.text().split("/", -1);
            if (parts.length > 2) {
                rules.invalidText(version, "unexpected GroupVersion string: " + version.text());
            } else {
                groupAndVersion(version, parts, rules);
            }
        }
        if (rules.needed(kind.get("kind"))) {
            List<String> wrong = Names.dns1035Label(kind.get("kind").text().toLowerCase(Locale.ROOT));
            if (!wrong.isEmpty()) {
                rules.invalidText(
                        kind.get("kind"),
                        "may have mixed case, but should otherwise match: " + String.join(", ", wrong));
            }
        }
    }

    private static void groupAndVersion(Field version, String[] parts, Rules rules) {
        if (parts.length == 2 && !parts[0].isEmpty()) {
            List<String> wrong = Names.dns1123Subdomain(parts[0]);
            if (!wrong.isEmpty()) {
                rules.errors().invalid(version.path(), parts[0], String.join(",", wrong));
            }
        }
        String last = parts[parts.length - 1];
        if (last.isEmpty()) {
            rules.invalidText(version, "version must be specified");
            return;
        }
        List<String> wrong = Names.dns1035Label(last);
        if (!wrong.isEmpty()) {
            rules.errors().invalid(version.path(), last, String.join(",", wrong));
        }
    }
}
