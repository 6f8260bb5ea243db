package io.davit.kinds.devices;

import io.davit.kinds.KindStrategy;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Fill;
import io.davit.kinds.reading.Rules;
import io.davit.kinds.shown.Shown;
import io.davit.model.error.FieldErrors;
import io.davit.model.name.Names;
import tools.jackson.databind.node.ObjectNode;

/** Templates of claims: the spec never changes. */
final class ClaimTemplateStrategy extends KindStrategy {

    ClaimTemplateStrategy() {
        super(Names::dns1123Subdomain, Trait.ANSWERS_WITH_DELETED);
    }

    @Override
    public void defaults(ObjectNode object) {
        ClaimDefaults.apply(Fill.object(Fill.object(object, "spec"), "spec"));
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        Field template = Field.of(object).get("spec");
        Rules rules = Rules.into(errors);
        rules.labels(template.get("metadata", "labels"));
        ClaimRules.check(template.get("spec"), rules);
    }

    @Override
    public void validateUpdate(ObjectNode object, ObjectNode old, FieldErrors errors) {
        validate(object, errors);
        Field now = Field.of(object).get("spec");
        if (!now.same(Field.of(old).get("spec"))) {
            errors.invalid(now.path(), Shown.of("ResourceClaimTemplateSpec", now.value()), "field is immutable");
        }
    }
}
