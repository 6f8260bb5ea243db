package io.davit.kinds.storage;

import io.davit.kinds.KindStrategy;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import io.davit.model.error.FieldErrors;
import io.davit.model.name.Names;
import tools.jackson.databind.node.ObjectNode;

/** How much a class could still provide where: class and topology stay, the amounts move. */
final class CsiStorageCapacityStrategy extends KindStrategy {

    CsiStorageCapacityStrategy() {
        super(Names::dns1123Subdomain, Trait.NEEDS_VERSION, Trait.ANSWERS_WITH_DELETED);
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        Field capacity = Field.of(object);
        Rules rules = Rules.into(errors);
        rules.labelSelector(capacity.get("nodeTopology"));
        rules.text(capacity.get("storageClassName"), Names::dns1123Subdomain);
        rules.notNegativeQuantity(capacity.get("capacity"));
    }

    @Override
    public void validateUpdate(ObjectNode object, ObjectNode old, FieldErrors errors) {
        Rules rules = Rules.into(errors);
        validate(object, errors);
        rules.immutable(Field.of(object).get("nodeTopology"), Field.of(old).get("nodeTopology"));
        rules.immutable(Field.of(object).get("storageClassName"), Field.of(old).get("storageClassName"));
    }
}
