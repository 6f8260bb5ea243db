package io.davit.registry.policy;

/** A policy or a binding that cannot be followed, and why. It has no stack trace: it says what an administrator has to do. */
final class Misconfigured extends Exception {

    private static final long serialVersionUID = 1L;

    Misconfigured(String why) {
        super(why, null, false, false);
    }

    String why() {
        String why = getMessage();
        return why == null ? "" : why;
    }
}
