package io.davit.registry.write;

import org.jspecify.annotations.Nullable;

/**
 * What a DELETE asks for.
 *
 * @param gracePeriodSeconds null when the request says nothing
 * @param propagation null when the request says nothing
 */
public record Deletion(
        @Nullable Long gracePeriodSeconds, @Nullable Propagation propagation, Precondition precondition) {

    public static final Deletion PLAIN = new Deletion(null, null, Precondition.NONE);

    /** What happens to the objects that the deleted one owns. */
    public enum Propagation {
        ORPHAN,
        BACKGROUND,
        FOREGROUND
    }
}
