package io.davit.kinds.storage;

import io.davit.kinds.KindStrategy;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import io.davit.model.error.FieldErrors;
import io.davit.model.name.Names;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Volume attributes classes: a driver's parameters, closed for good. */
final class VolumeAttributesClassStrategy extends KindStrategy {

    VolumeAttributesClassStrategy() {
        super(Names::dns1123Subdomain, Trait.ANSWERS_WITH_DELETED);
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        Rules rules = Rules.into(errors);
        Field parameters = Field.of(object).get("parameters");
        StorageRules.provisioner(Field.of(object).get("driverName"), rules);
        if (parameters.size() == 0) {
            rules.required(parameters, "must contain at least one key/value pair");
        }
        StorageRules.parameters(parameters, rules);
    }

    @Override
    public void validateUpdate(ObjectNode object, ObjectNode old, FieldErrors errors) {
        for (String field : List.of("driverName", "parameters")) {
            Field now = Field.of(object).get(field);
            if (!now.same(Field.of(old).get(field))) {
                errors.forbidden(now.path(), "updates to " + field + " are forbidden.");
            }
        }
    }
}
