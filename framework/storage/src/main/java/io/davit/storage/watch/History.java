package io.davit.storage.watch;

import io.davit.storage.Change;
import io.davit.storage.CompactedException;
import java.util.function.Consumer;

/** The changes of the past, as an engine keeps them. */
@FunctionalInterface
public interface History {

    /**
     * Hands over every kept change with {@code after < revision <= upTo}, in order.
     *
     * @throws CompactedException when some of them are no longer kept
     */
    void replay(long after, long upTo, Consumer<Change> to);
}
