package io.davit.cel;

/**
 * What evaluations may still cost: each alone, and all that share this budget together. Not for several threads at once.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/cel/#runtime-cost-budget">Runtime cost budget</a>
 */
public final class Budget {

    public static final long PER_CALL = 1_000_000;
    public static final long PER_OBJECT = 10_000_000;
    public static final long MATCH_CONDITIONS = 2_500_000;

    private final long perCall;
    private long remaining;

    private Budget(long total, long perCall) {
        this.remaining = total;
        this.perCall = perCall;
    }

    /** All rules of one object, or all expressions of one policy. */
    public static Budget perObject() {
        return new Budget(PER_OBJECT, PER_CALL);
    }

    public static Budget matchConditions() {
        return new Budget(MATCH_CONDITIONS, PER_CALL);
    }

    /** So much altogether, and as much as usual for each. */
    public static Budget of(long total) {
        return new Budget(total, PER_CALL);
    }

    /** What is left; negative once more was spent than there was. */
    public long remaining() {
        return remaining;
    }

    /** Whether nothing is left, so nothing more should be evaluated. */
    public boolean exhausted() {
        return remaining <= 0;
    }

    long perCall() {
        return perCall;
    }

    /** Takes what an evaluation cost, or anything else that is to be paid for. False when there was less than that. */
    public boolean spend(long cost) {
        remaining -= cost;
        return remaining >= 0;
    }
}
