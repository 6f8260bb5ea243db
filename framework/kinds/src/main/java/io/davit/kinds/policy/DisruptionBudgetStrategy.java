package io.davit.kinds.policy;

import io.davit.kinds.KindStrategy;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import io.davit.kinds.shown.Shown;
import io.davit.model.error.FieldErrors;
import io.davit.model.name.Names;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Pod disruption budgets: how many pods must stay, or may go. */
final class DisruptionBudgetStrategy extends KindStrategy {

    DisruptionBudgetStrategy() {
        super(Names::pathSegment, Trait.STATUS, Trait.GENERATION, Trait.NEEDS_VERSION);
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        Rules rules = Rules.into(errors);
        Field spec = Field.of(object).get("spec");
        if (spec.get("minAvailable").isPresent() && spec.get("maxUnavailable").isPresent()) {
            errors.invalid(
                    spec.path(),
                    Shown.of("PodDisruptionBudgetSpec", spec.value()),
                    "minAvailable and maxUnavailable cannot be both set");
        }
        amount(spec.get("minAvailable"), rules);
        amount(spec.get("maxUnavailable"), rules);
        rules.labelSelector(spec.get("selector"));
        if (spec.get("unhealthyPodEvictionPolicy").isPresent()) {
            rules.oneOf(spec.get("unhealthyPodEvictionPolicy"), "AlwaysAllow", "IfHealthyBudget");
        }
    }

    private static void amount(Field amount, Rules rules) {
        if (!amount.value().isString()) {
            rules.notNegative(amount);
            return;
        }
        boolean percent = rules.text(amount, Names::percent);
        String digits = amount.text().replace("%", "");
        if (percent && (digits.length() > 9 || Integer.parseInt(digits) > 100)) {
            rules.invalid(amount, "must not be greater than 100%");
        }
    }

    @Override
    protected void validateStatus(ObjectNode object, ObjectNode old, FieldErrors errors) {
        Rules rules = Rules.into(errors);
        Field status = Field.of(object).get("status");
        rules.conditions(status.get("conditions"));
        for (String count : List.of("disruptionsAllowed", "currentHealthy", "desiredHealthy", "expectedPods")) {
            rules.notNegative(status.get(count));
        }
    }
}
