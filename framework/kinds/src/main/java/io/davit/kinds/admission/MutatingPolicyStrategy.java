package io.davit.kinds.admission;

import io.davit.kinds.KindStrategy;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Fill;
import io.davit.kinds.reading.Rules;
import io.davit.model.error.FieldErrors;
import io.davit.model.json.Json;
import io.davit.model.name.Names;
import tools.jackson.databind.node.ObjectNode;

/** Mutating admission policies. */
final class MutatingPolicyStrategy extends KindStrategy {

    MutatingPolicyStrategy() {
        super(Names::dns1123Subdomain, Trait.GENERATION, Trait.NEEDS_VERSION);
    }

    @Override
    public void defaults(ObjectNode object) {
        PolicyRules.defaults(Fill.object(object, "spec"));
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        validate(object, Field.of(Json.object()), errors);
    }

    @Override
    public void validateUpdate(ObjectNode object, ObjectNode old, FieldErrors errors) {
        validate(object, Field.of(old), errors);
    }

    private static void validate(ObjectNode object, Field old, FieldErrors errors) {
        Field spec = Field.of(object).get("spec");
        Rules rules = Rules.into(errors);
        PolicyExpressions expressions =
                PolicyExpressions.mutating(spec.get("paramKind").isPresent());
        PolicyRules.check(spec, old.get("spec"), expressions, rules);
        if (spec.get("mutations").size() == 0) {
            rules.required(spec.get("mutations"), "mutations must contain at least one item");
        }
        spec.get("mutations").items().forEach(mutation -> mutation(mutation, expressions, rules));
        if (rules.needed(spec.get("reinvocationPolicy"))) {
            rules.oneOf(spec.get("reinvocationPolicy"), "IfNeeded", "Never");
        }
    }

    private static void mutation(Field mutation, PolicyExpressions expressions, Rules rules) {
        Field type = mutation.get("patchType");
        if (!rules.needed(type) || !rules.oneOf(type, "ApplyConfiguration", "JSONPatch")) {
            return;
        }
        boolean applies = type.is("ApplyConfiguration");
        String own = applies ? "applyConfiguration" : "jsonPatch";
        String other = applies ? "jsonPatch" : "applyConfiguration";
        Field patch = mutation.get(own);
        if (patch.isAbsent()) {
            rules.required(patch, "must be specified when patchType is " + type.text());
        } else {
            expression(patch.get("expression"), applies, expressions, rules);
        }
        if (mutation.get(other).isPresent()) {
            rules.errors()
                    .invalid(
                            mutation.get(other).path(),
                            "{" + other + "}",
                            "must not be specified when patchType is " + type.text());
        }
    }

    private static void expression(Field expression, boolean applies, PolicyExpressions expressions, Rules rules) {
        String text = expression.text().strip();
        if (text.isEmpty()) {
            rules.required(expression);
        } else {
            MatchRules.check(
                    expression,
                    text,
                    applies ? expressions.applyConfiguration(text) : expressions.jsonPatch(text),
                    rules);
        }
    }
}
