package io.davit.kinds.devices;

import io.davit.kinds.KindStrategy;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Fill;
import io.davit.kinds.reading.Rules;
import io.davit.kinds.shown.Shown;
import io.davit.model.error.FieldErrors;
import io.davit.model.name.Names;
import tools.jackson.databind.node.ObjectNode;

/** Claims to devices: the spec never changes. */
final class ClaimStrategy extends KindStrategy {

    ClaimStrategy() {
        super(Names::dns1123Subdomain, Trait.STATUS, Trait.ANSWERS_WITH_DELETED);
    }

    @Override
    public void defaults(ObjectNode object) {
        ClaimDefaults.apply(Fill.object(object, "spec"));
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        ClaimRules.check(Field.of(object).get("spec"), Rules.into(errors));
    }

    @Override
    public void validateUpdate(ObjectNode object, ObjectNode old, FieldErrors errors) {
        Field now = Field.of(object).get("spec");
        if (!now.same(Field.of(old).get("spec"))) {
            errors.invalid(now.path(), Shown.of("ResourceClaimSpec", now.value()), "field is immutable");
        }
    }

    @Override
    protected void validateStatus(ObjectNode object, ObjectNode old, FieldErrors errors) {
        Field status = Field.of(object).get("status");
        if (status.get("reservedFor").size() > 0 && status.get("allocation").isAbsent()) {
            errors.forbidden(status.get("reservedFor").path(), "may not be specified when `allocated` is not set");
        }
    }
}
