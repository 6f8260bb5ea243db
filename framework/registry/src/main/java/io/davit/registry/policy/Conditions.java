package io.davit.registry.policy;

import io.davit.cel.Budget;
import io.davit.kinds.admission.PolicyExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether a policy's match conditions let it judge a request.
 *
 * @see <a href="https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#matching-requests-matchconditions">Match conditions</a>
 */
sealed interface Conditions {

    /** All hold, or there are none. */
    record Hold() implements Conditions {}

    /** One does not: the policy has nothing to say. */
    record DoNotHold() implements Conditions {}

    /** None is false, but some have no value. */
    record Fail(String why) implements Conditions {}

    static Conditions of(
            List<PolicyExpression> conditions,
            Map<String, PolicyExpression> variables,
            Map<String, @Nullable Object> names) {
        if (conditions.isEmpty()) {
            return new Hold();
        }
        Evaluator evaluator = new Evaluator(names, variables, Budget.matchConditions());
        List<Evaluated> outcomes = new ArrayList<>();
        try {
            for (PolicyExpression condition : conditions) {
                outcomes.add(evaluator.evaluate(condition));
            }
        } catch (OutOfBudget e) {
            return new Fail(OutOfBudget.WHY);
        }
        List<String> failures = new ArrayList<>();
        for (Evaluated outcome : outcomes) {
            switch (outcome) {
                case Evaluated.Failed failed -> failures.add(failed.why());
                case Evaluated.Is is -> {
                    if (!is.value().isTrue()) {
                        return new DoNotHold();
                    }
                }
            }
        }
        return failures.isEmpty() ? new Hold() : new Fail(joined(failures));
    }

    private static String joined(List<String> failures) {
        List<String> different = failures.stream().distinct().toList();
        return different.size() == 1 ? different.getFirst() : "[" + String.join(", ", different) + "]";
    }
}
