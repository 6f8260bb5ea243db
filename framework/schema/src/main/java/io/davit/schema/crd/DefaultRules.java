package io.davit.schema.crd;

import io.davit.model.error.Cause;
import io.davit.model.error.FieldPath;
import io.davit.schema.Schema;
import io.davit.schema.Validator;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Defaults within a schema must be valid and complete as they stand: they are not filled with defaults themselves. */
final class DefaultRules {

    private DefaultRules() {}

    static List<Cause> validate(FieldPath path, ObjectNode schema, RuleChecker rules) {
        List<Cause> causes = new ArrayList<>();
        validate(path, schema, true, rules.defaults(), causes);
        return causes;
    }

    private static void validate(
            FieldPath path, ObjectNode schema, boolean root, RuleChecker.Defaults rules, List<Cause> causes) {
        JsonNode value = schema.path("default");
        if (!value.isMissingNode() && !value.isNull()) {
            FieldPath at = path.child("default");
            List<Cause> wrong = Validator.validateDefault(at, value, Schema.read(schema), root);
            causes.addAll(wrong.isEmpty() ? rules.check(at, value, schema, root) : wrong);
        }
        if (schema.path("items") instanceof ObjectNode items) {
            validate(path.child("items"), items, false, rules, causes);
        }
        // what additionalProperties say of defaults is not looked at, as upstream does not
        schema.path("properties").properties().forEach(property -> {
            if (property.getValue() instanceof ObjectNode below) {
                validate(path.child("properties").key(property.getKey()), below, false, rules, causes);
            }
        });
    }
}
