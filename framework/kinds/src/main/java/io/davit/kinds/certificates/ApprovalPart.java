package io.davit.kinds.certificates;

import io.davit.kinds.Strategy;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Fill;
import io.davit.kinds.reading.Rules;
import io.davit.model.error.FieldErrors;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Writes through {@code approval}: the conditions that approve or deny, and nothing else. */
record ApprovalPart(CertificateRequestStrategy main) implements Strategy {

    @Override
    public void prepareForUpdate(ObjectNode object, ObjectNode old) {
        Fill.keep("spec", object, old);
        ObjectNode status = Fill.object(object, "status");
        ObjectNode before = Fill.existing(old, "status");
        Fill.keep("certificate", status, before);
        CertificateConditions.stamp(status, before, main.now());
    }

    @Override
    public void validateUpdate(ObjectNode object, ObjectNode old, FieldErrors errors) {
        Field now = Field.of(object).get("status", "conditions");
        CertificateConditions.check(now, Rules.into(errors));
        CertificateConditions.checkChange(now, Field.of(old).get("status", "conditions"), true, Rules.into(errors));
    }

    @Override
    public List<String> checkName(String name, boolean prefix) {
        return main.checkName(name, prefix);
    }
}
