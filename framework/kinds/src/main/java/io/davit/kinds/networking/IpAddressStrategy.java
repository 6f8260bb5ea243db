package io.davit.kinds.networking;

import io.davit.kinds.KindStrategy;
import io.davit.kinds.address.Addresses;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import io.davit.kinds.shown.Shown;
import io.davit.model.error.FieldErrors;
import io.davit.model.name.Names;
import tools.jackson.databind.node.ObjectNode;

/** IPAddresses: named by the address, and held by a parent that stays. */
final class IpAddressStrategy extends KindStrategy {

    IpAddressStrategy() {
        super(Addresses::canonicalAddress);
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        Field parent = Field.of(object).get("spec", "parentRef");
        Rules rules = Rules.into(errors);
        if (parent.isAbsent()) {
            rules.required(parent);
            return;
        }
        if (!parent.get("group").isZero()) {
            rules.text(parent.get("group"), Names::dns1123Subdomain);
        }
        rules.neededText(parent.get("resource"), Names::pathSegment);
        rules.neededText(parent.get("name"), Names::pathSegment);
        if (!parent.get("namespace").isZero()) {
            rules.text(parent.get("namespace"), Names::pathSegment);
        }
    }

    @Override
    public void validateUpdate(ObjectNode object, ObjectNode old, FieldErrors errors) {
        Field now = Field.of(object).get("spec", "parentRef");
        if (!now.same(Field.of(old).get("spec", "parentRef"))) {
            Object shown = now.isAbsent() ? null : Shown.of("ParentReference", now.value());
            errors.invalid(now.path(), shown, "field is immutable");
        }
    }
}
