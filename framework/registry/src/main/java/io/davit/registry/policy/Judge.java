package io.davit.registry.policy;

import io.davit.cel.Budget;
import io.davit.kinds.admission.PolicyExpression;
import io.davit.model.error.Reason;
import io.davit.registry.policy.ValidatingPolicy.Validation;
import io.davit.registry.policy.Verdict.Annotation;
import io.davit.registry.policy.Verdict.Denial;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lets a validating policy judge one request with one parameter. */
final class Judge {

    private static final int LONGEST_MESSAGE = 5 * 1024;

    private final ValidatingPolicy policy;
    private final Map<String, @Nullable Object> names;

    /** @param names what expressions may use, beside the policy's own variables */
    Judge(ValidatingPolicy policy, Map<String, @Nullable Object> names) {
        this.policy = policy;
        this.names = names;
    }

    Verdict judge() {
        List<Denial> denials;
        try {
            denials = validate();
        } catch (OutOfBudget e) {
            return failed(OutOfBudget.WHY);
        }
        List<Annotation> annotations = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        Evaluator evaluator = new Evaluator(names, policy.variables(), Budget.perObject());
        try {
            for (ValidatingPolicy.Annotation each : policy.annotations()) {
                switch (evaluator.evaluate(each.value())) {
                    case Evaluated.Is is -> {
                        String text = is.value().text();
                        if (text != null && !text.isBlank()) {
                            annotations.add(new Annotation(each.key(), text.strip()));
                        }
                    }
                    case Evaluated.Failed failed -> failures.add(failed.why());
                }
            }
        } catch (OutOfBudget e) {
            return failed(OutOfBudget.WHY);
        }
        return new Verdict(denials, annotations, policy.ignoresFailures() ? List.of() : failures);
    }

    private Verdict failed(String why) {
        return policy.ignoresFailures() ? Verdict.NOTHING : Verdict.failed(why);
    }

    private List<Denial> validate() throws OutOfBudget {
        Budget budget = Budget.perObject();
        Evaluator evaluator = new Evaluator(names, policy.variables(), budget);
        List<Evaluated> outcomes = new ArrayList<>();
        for (Validation validation : policy.validations()) {
            outcomes.add(evaluator.evaluate(validation.expression()));
        }
        List<String> messages = new ArrayList<>();
        String messagesFailed = messages(messages, budget);
        List<Denial> denials = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            Validation validation = policy.validations().get(i);
            switch (outcomes.get(i)) {
                case Evaluated.Failed failed -> deny(denials, i, failed.why());
                case Evaluated.Is is -> {
                    if (!messagesFailed.isEmpty()) {
                        deny(denials, i, "failed messageExpression: " + messagesFailed);
                    } else if (!is.value().isTrue()) {
                        denials.add(new Denial(i, message(validation, messages.get(i)), validation.reason()));
                    }
                }
            }
        }
        return denials;
    }

    private void deny(List<Denial> denials, int index, String why) {
        if (!policy.ignoresFailures()) {
            denials.add(new Denial(index, why, Reason.INVALID));
        }
    }

    /**
     * Computes the messages of all validations, as upstream does: what the messages cost counts also when all is well.
     *
     * @param messages gets a text for each validation, an empty one where there is none
     * @return why it was given up; empty when it was not
     */
    private String messages(List<String> messages, Budget budget) {
        Evaluator evaluator = new Evaluator(names, policy.variables(), budget);
        try {
            for (Validation validation : policy.validations()) {
                PolicyExpression expression = validation.messageExpression();
                String text = expression != null && evaluator.evaluate(expression) instanceof Evaluated.Is is
                        ? is.value().text()
                        : null;
                messages.add(text == null ? "" : text);
            }
            return "";
        } catch (OutOfBudget e) {
            return OutOfBudget.WHY;
        }
    }

    /** The computed message, if it is one line of a fair length; else the fixed one, else the expression. */
    private static String message(Validation validation, String computed) {
        String message = computed.strip();
        if (message.indexOf('\n') >= 0 || message.getBytes(StandardCharsets.UTF_8).length > LONGEST_MESSAGE) {
            message = "";
        }
        if (message.isEmpty()) {
            message = validation.message().strip();
        }
        return message.isEmpty() ? "failed expression: " + validation.text().strip() : message;
    }
}
