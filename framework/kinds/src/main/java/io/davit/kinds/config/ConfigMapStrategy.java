package io.davit.kinds.config;

import io.davit.kinds.KindStrategy;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import io.davit.model.error.FieldErrors;
import io.davit.model.error.FieldPath;
import io.davit.model.name.Names;
import tools.jackson.databind.node.ObjectNode;

/** ConfigMaps. */
final class ConfigMapStrategy extends KindStrategy {

    ConfigMapStrategy() {
        super(Names::dns1123Subdomain);
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        Field data = Field.of(object).get("data");
        Field binary = Field.of(object).get("binaryData");
        Rules rules = Rules.into(errors);
        Content.keys(data, rules);
        for (Field.Entry entry : data.entries()) {
            if (binary.value().has(entry.key())) {
                errors.invalid(entry.value().path(), entry.key(), "duplicate of key present in binaryData");
            }
        }
        Content.keys(binary, rules);
        if (Content.textBytes(data) + Content.binaryBytes(binary) > Content.MOST_BYTES) {
            errors.tooLong(FieldPath.root().key(""), Content.MOST_BYTES);
        }
    }

    @Override
    public void validateUpdate(ObjectNode object, ObjectNode old, FieldErrors errors) {
        Content.closed(object, old, Rules.into(errors), "data", "binaryData");
        validate(object, errors);
    }
}
