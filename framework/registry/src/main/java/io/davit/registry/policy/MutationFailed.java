package io.davit.registry.policy;

/** A mutation that cannot be made, and why. */
final class MutationFailed extends Exception {

    private static final long serialVersionUID = 1L;

    MutationFailed(String why) {
        super(why, null, false, false);
    }

    String why() {
        String why = getMessage();
        return why == null ? "" : why;
    }
}
