package io.davit.cel.estimate;

import org.jspecify.annotations.Nullable;

/**
 * What a call may cost without its arguments.
 *
 * @param size of the result, where it has one that can be told
 */
record CallEstimate(Range cost, @Nullable Range size) {

    static CallEstimate of(Range cost) {
        return new CallEstimate(cost, null);
    }

    static CallEstimate of(long cost) {
        return of(Range.of(cost));
    }
}
