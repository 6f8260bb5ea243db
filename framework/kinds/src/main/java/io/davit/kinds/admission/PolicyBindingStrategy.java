package io.davit.kinds.admission;

import io.davit.kinds.KindStrategy;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Fill;
import io.davit.kinds.reading.Rules;
import io.davit.model.error.FieldErrors;
import io.davit.model.name.Names;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Bindings of admission policies: where a policy holds, and with which parameters. */
final class PolicyBindingStrategy extends KindStrategy {

    private static final String ONE = "name and selector are mutually exclusive";

    private final boolean validating;

    PolicyBindingStrategy(boolean validating) {
        super(Names::dns1123Subdomain, Trait.GENERATION, Trait.NEEDS_VERSION);
        this.validating = validating;
    }

    @Override
    public void defaults(ObjectNode object) {
        if (Fill.object(object, "spec").get("matchResources") instanceof ObjectNode match) {
            MatchRules.defaults(match);
        }
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        Field spec = Field.of(object).get("spec");
        Rules rules = Rules.into(errors);
        rules.neededText(spec.get("policyName"), Names::dns1123Subdomain);
        if (spec.get("paramRef").isPresent()) {
            parameters(spec.get("paramRef"), rules);
        }
        if (spec.get("matchResources").isPresent()) {
            MatchRules.resources(spec.get("matchResources"), rules);
            if (!validating) {
                MatchRules.mutatingOperations(spec.get("matchResources"), rules);
            }
        }
        if (validating) {
            actions(spec.get("validationActions"), rules);
        }
    }

    private static void parameters(Field reference, Rules rules) {
        Field name = reference.get("name");
        Field selector = reference.get("selector");
        if (!name.isZero()) {
            rules.text(name, Names::pathSegment);
            if (selector.isPresent()) {
                rules.forbidden(name, ONE);
                rules.forbidden(selector, ONE);
            }
        } else if (selector.isAbsent()) {
            rules.required(reference, "one of name or selector must be specified");
        }
        rules.labelSelector(selector);
        if (rules.needed(reference.get("parameterNotFoundAction"))) {
            rules.oneOf(reference.get("parameterNotFoundAction"), "Deny", "Allow");
        }
    }

    private static void actions(Field actions, Rules rules) {
        Set<String> seen = new HashSet<>();
        for (Field action : actions.items()) {
            rules.oneOf(action, "Audit", "Deny", "Warn");
            if (!seen.add(action.text())) {
                rules.errors().duplicate(action.path(), action.text());
            }
        }
        if (seen.contains("Deny") && seen.contains("Warn")) {
            rules.invalid(
                    actions,
                    "must not contain both Deny and Warn (repeating the same validation failure information in the API"
                            + " response and headers serves no purpose)");
        }
        if (actions.size() == 0) {
            rules.required(actions, "at least one validation action is required");
        }
    }
}
