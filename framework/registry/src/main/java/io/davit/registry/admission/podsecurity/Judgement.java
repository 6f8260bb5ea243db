package io.davit.registry.admission.podsecurity;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What becomes of a pod, or of what makes pods.
 *
 * @param refusal why it is refused; empty when it is not
 * @param warning what the client is told; empty when it is nothing
 * @param notes for the audit event: keys without their prefix
 */
public record Judgement(String refusal, String warning, Map<String, String> notes) {

    private static final String ENFORCED = "enforce-policy";

    /** The judgement of every pod where everything is allowed. */
    public static final Judgement ALLOWED = new Judgement("", "", Map.of(ENFORCED, Standard.PRIVILEGED.toString()));

    /** Refuses a pod, or warns about it. */
    public static Judgement ofPod(Policy policy, Pod pod) {
        Trial trial = new Trial(policy, pod);
        String violations = trial.violations(policy.enforce());
        Map<String, String> notes = trial.notes();
        notes.put(ENFORCED, policy.enforce().toString());
        return violations.isEmpty()
                ? new Judgement("", trial.warning(), notes)
                : new Judgement("violates PodSecurity " + violations, "", notes);
    }

    /** Only warns: the pods that will be made are refused in their turn. */
    public static Judgement ofTemplate(Policy policy, Pod template) {
        Trial trial = new Trial(policy, template);
        return new Judgement("", trial.warning(), trial.notes());
    }

    /** A pod before a policy, which often means the same standard several times. */
    private record Trial(Policy policy, Pod pod, Map<Standard, String> known) {

        Trial(Policy policy, Pod pod) {
            this(policy, pod, new HashMap<>());
        }

        String warning() {
            return would(policy.warn());
        }

        Map<String, String> notes() {
            Map<String, String> notes = new TreeMap<>();
            if (!policy.errors().isEmpty()) {
                notes.put("error", "Failed to parse policy: " + policy.problems());
            }
            String violations = would(policy.audit());
            if (!violations.isEmpty()) {
                notes.put("audit-violations", violations);
            }
            return notes;
        }

        private String would(Standard standard) {
            String violations = violations(standard);
            return violations.isEmpty() ? "" : "would violate PodSecurity " + violations;
        }

        /** A standard and everything that it finds wrong; empty when that is nothing. */
        String violations(Standard standard) {
            return known.computeIfAbsent(standard, asked -> {
                Findings found = Checks.find(asked, pod);
                return found.isEmpty() ? "" : "\"" + asked + "\": " + found.details();
            });
        }
    }
}
