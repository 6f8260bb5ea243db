package io.davit.registry.admission.podsecurity;

/**
 * What is wrong with a pod.
 *
 * @param reason short, without names
 * @param detail which containers, values and so on
 */
record Violation(String reason, String detail) {

    @Override
    public String toString() {
        return reason + " (" + detail + ")";
    }
}
