package io.davit.kinds.flowcontrol;

import io.davit.kinds.KindStrategy;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Fill;
import io.davit.kinds.reading.Rules;
import io.davit.kinds.shown.Shown;
import io.davit.model.error.FieldErrors;
import io.davit.model.meta.Meta;
import io.davit.model.name.Names;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Flow schemas: which requests go to which priority level. */
final class FlowSchemaStrategy extends KindStrategy {

    private static final int HIGHEST = 10_000;

    FlowSchemaStrategy() {
        super(Names::dns1123Subdomain, Trait.STATUS, Trait.GENERATION);
    }

    @Override
    public void defaults(ObjectNode object) {
        Fill.positive(Fill.object(object, "spec"), "matchingPrecedence", 1000);
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        Field spec = Field.of(object).get("spec");
        Rules rules = Rules.into(errors);
        precedence(spec.get("matchingPrecedence"), Meta.of(object).name(), rules);
        Field method = spec.get("distinguisherMethod");
        if (method.isPresent()
                && !List.of("ByNamespace", "ByUser").contains(method.get("type").text())) {
            errors.notSupported(
                    method.get("type").path(),
                    Shown.of("FlowDistinguisherMethod", method.value()),
                    List.of("ByNamespace", "ByUser"));
        }
        Field level = spec.get("priorityLevelConfiguration", "name");
        if (level.isZero()) {
            rules.required(level, "must reference a priority level");
        } else {
            rules.text(level, Names::dns1123Subdomain);
        }
        spec.get("rules").items().forEach(rule -> FlowRules.check(rule, rules));
    }

    private static void precedence(Field precedence, String name, Rules rules) {
        if (precedence.number() <= 0) {
            rules.invalid(precedence, "must be a positive value");
        }
        if (precedence.number() > HIGHEST) {
            rules.invalid(precedence, "must not be greater than " + HIGHEST);
        }
        if (precedence.number() == 1 && !name.equals("exempt")) {
            rules.invalid(precedence, "only the schema named 'exempt' may have matchingPrecedence 1");
        }
    }

    @Override
    protected void validateStatus(ObjectNode object, ObjectNode old, FieldErrors errors) {
        FlowRules.conditions(object, errors);
    }
}
