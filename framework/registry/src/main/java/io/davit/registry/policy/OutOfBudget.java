package io.davit.registry.policy;

/** The expressions of a policy have cost more than they may: no further one is evaluated. */
final class OutOfBudget extends Exception {

    private static final long serialVersionUID = 1L;

    static final String WHY =
            "validation failed due to running out of cost budget, no further validation rules will be run";

    OutOfBudget() {
        super(WHY, null, false, false);
    }
}
