package io.davit.storage;

import org.jspecify.annotations.Nullable;

/** What became of a compare-and-set. */
public sealed interface Outcome {

    /** It was written, at this revision. For a deletion, {@code revision} is the deletion's. */
    record Committed(long revision) implements Outcome {}

    /** It was not: the key has this newest entry instead, or none. */
    record Stale(@Nullable Entry current) implements Outcome {}
}
