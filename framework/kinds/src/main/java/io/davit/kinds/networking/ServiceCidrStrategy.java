package io.davit.kinds.networking;

import io.davit.kinds.KindStrategy;
import io.davit.kinds.address.Addresses;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import io.davit.kinds.shown.Shown;
import io.davit.model.error.FieldErrors;
import io.davit.model.name.Names;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** ServiceCIDRs: a range per family; a second one may be added later. */
final class ServiceCidrStrategy extends KindStrategy {

    ServiceCidrStrategy() {
        super(Names::dns1123Subdomain, Trait.STATUS);
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        Field blocks = Field.of(object).get("spec", "cidrs");
        Rules rules = Rules.into(errors);
        if (blocks.size() == 0) {
            rules.required(blocks, "at least one CIDR required");
            return;
        }
        if (blocks.size() > 2) {
            errors.invalid(
                    blocks.path(),
                    Shown.of("ServiceCIDRSpec", Field.of(object).get("spec").value()),
                    "may only hold up to 2 values");
            return;
        }
        blocks.items().forEach(block -> rules.text(block, Addresses::canonicalBlock));
        if (blocks.size() == 2
                && Addresses.sameFamily(blocks.texts().get(0), blocks.texts().get(1))) {
            rules.invalid(
                    blocks, "may specify no more than one IP for each IP family, i.e 192.168.0.0/24 and 2001:db8::/64");
        }
    }

    @Override
    public void validateUpdate(ObjectNode object, ObjectNode old, FieldErrors errors) {
        Field blocks = Field.of(object).get("spec", "cidrs");
        List<Field> now = blocks.items();
        List<Field> before = Field.of(old).get("spec", "cidrs").items();
        boolean second = before.size() == 1 && now.size() == 2;
        if (now.size() != before.size() && !second) {
            errors.invalid(blocks.path(), blocks.shown(), "field is immutable");
            return;
        }
        for (int i = 0; i < before.size(); i++) {
            Rules.into(errors).immutable(now.get(i), before.get(i));
        }
        if (second) {
            validate(object, errors);
        }
    }

    @Override
    public void warnings(ObjectNode object, @Nullable ObjectNode old, Consumer<String> warn) {
        for (Field block : Field.of(object).get("spec", "cidrs").items()) {
            Addresses.blockWarning(block.path().toString(), block.text()).forEach(warn);
        }
    }
}
