package io.davit.kinds.limits;

import io.davit.kinds.KindStrategy;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import io.davit.model.error.FieldErrors;
import io.davit.model.name.Names;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Resource quotas: what all objects of a namespace may use together. */
final class ResourceQuotaStrategy extends KindStrategy {

    ResourceQuotaStrategy() {
        super(Names::dns1123Subdomain, Trait.STATUS, Trait.ANSWERS_WITH_DELETED);
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        Field spec = Field.of(object).get("spec");
        amounts(spec.get("hard"), Rules.into(errors));
        QuotaScopes.check(spec, Rules.into(errors));
    }

    private static void amounts(Field amounts, Rules rules) {
        for (Field.Entry amount : amounts.entries()) {
            ResourceNames.checkOfQuota(amount.value().path(), amount.key(), rules);
            ResourceNames.checkAmount(amount.key(), amount.value(), rules);
        }
    }

    @Override
    public void validateUpdate(ObjectNode object, ObjectNode old, FieldErrors errors) {
        validate(object, errors);
        Field now = Field.of(object).get("spec", "scopes");
        Field before = Field.of(old).get("spec", "scopes");
        if (!Set.copyOf(now.texts()).equals(Set.copyOf(before.texts()))) {
            errors.invalid(now.path(), now.shown(), "field is immutable");
        }
    }

    @Override
    protected void validateStatus(ObjectNode object, ObjectNode old, FieldErrors errors) {
        Field status = Field.of(object).get("status");
        amounts(status.get("hard"), Rules.into(errors));
        amounts(status.get("used"), Rules.into(errors));
    }

    @Override
    public void warnings(ObjectNode object, @Nullable ObjectNode old, Consumer<String> warn) {
        if (old != null) {
            return;
        }
        Field hard = Field.of(object).get("spec", "hard");
        for (String resource : List.of("cpu", "memory", "storage", "ephemeral-storage")) {
            String asked = "requests." + resource;
            if (hard.key(asked).isAbsent() && (resource.equals("cpu") || resource.equals("memory"))) {
                asked = resource;
            }
            Field requests = hard.key(asked);
            Field limits = hard.key("limits." + resource);
            boolean above = requests.isPresent()
                    && limits.isPresent()
                    && requests.quantity().compareTo(limits.quantity()) > 0;
            if (above) {
                warn.accept("ResourceQuota " + asked + " (" + requests.text() + ") should be less than limits."
                        + resource + " (" + limits.text() + ")");
            }
        }
    }
}
