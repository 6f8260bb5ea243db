package io.davit.registry.policy;

import io.davit.model.error.Reason;
import java.util.List;

/**
 * What a validating policy says of a request, with one parameter.
 *
 * @param denials what does not hold
 * @param annotations for the audit event
 * @param failures audit annotations that could not be computed: they refuse the request, whatever the binding's actions
 */
record Verdict(List<Denial> denials, List<Annotation> annotations, List<String> failures) {

    static final Verdict NOTHING = new Verdict(List.of(), List.of(), List.of());

    /**
     * A validation that does not hold, or has no value.
     *
     * @param index the place of the validation in its policy
     */
    record Denial(int index, String message, Reason reason) {}

    record Annotation(String key, String value) {}

    /** The policy as a whole cannot say anything. */
    static Verdict failed(String why) {
        return new Verdict(List.of(new Denial(0, why, Reason.INVALID)), List.of(), List.of());
    }
}
