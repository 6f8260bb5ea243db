package io.davit.app.history;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One write to an object.
 *
 * @param time RFC 3339; empty when nothing tells it
 * @param notBefore a time that it cannot be before, where the time itself is not told; empty when nothing tells this either
 * @param author null when nothing tells it
 * @param changes empty where there is nothing to compare with
 */
record Revision(
        long resourceVersion,
        Event event,
        String time,
        String notBefore,
        @Nullable Author author,
        List<Change> changes) {

    enum Event {
        CREATED,
        CHANGED,
        DELETED,
        /** There is a state, but what it was made of is no longer kept. */
        OLDEST_KEPT
    }

    Revision {
        changes = List.copyOf(changes);
    }
}
