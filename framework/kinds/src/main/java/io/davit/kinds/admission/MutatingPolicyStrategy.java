package io.davit.kinds.admission;

import io.davit.kinds.KindStrategy;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Fill;
import io.davit.kinds.reading.Rules;
import io.davit.model.error.FieldErrors;
import io.davit.model.name.Names;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/** Mutating admission policies, but for what their expressions mean. */
final class MutatingPolicyStrategy extends KindStrategy {

    private static final Map<String, String> PATCHES =
            new TreeMap<>(Map.of("ApplyConfiguration", "applyConfiguration", "JSONPatch", "jsonPatch"));

    MutatingPolicyStrategy() {
        super(Names::dns1123Subdomain, Trait.GENERATION, Trait.NEEDS_VERSION);
    }

    @Override
    public void defaults(ObjectNode object) {
        PolicyRules.defaults(Fill.object(object, "spec"));
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        Field spec = Field.of(object).get("spec");
        Rules rules = Rules.into(errors);
        PolicyRules.check(spec, rules);
        if (spec.get("mutations").size() == 0) {
            rules.required(spec.get("mutations"), "mutations must contain at least one item");
        }
        spec.get("mutations").items().forEach(mutation -> mutation(mutation, rules));
        if (rules.needed(spec.get("reinvocationPolicy"))) {
            rules.oneOf(spec.get("reinvocationPolicy"), "IfNeeded", "Never");
        }
    }

    private static void mutation(Field mutation, Rules rules) {
        Field type = mutation.get("patchType");
        if (!rules.needed(type) || !rules.oneOf(type, PATCHES.keySet().toArray(String[]::new))) {
            return;
        }
        PATCHES.forEach((name, field) -> {
            Field patch = mutation.get(field);
            if (!type.is(name)) {
                if (patch.isPresent()) {
                    rules.invalid(patch, "patch type mismatch, patchType is " + type.text());
                }
            } else if (patch.isAbsent()) {
                rules.required(patch, "must be specified when patchType is " + name);
            } else {
                PolicyRules.expression(patch.get("expression"), PolicyRules.NO_EXPRESSION, rules);
            }
        });
    }
}
