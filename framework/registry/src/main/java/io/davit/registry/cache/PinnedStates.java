package io.davit.registry.cache;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The states of which clients have read a part and will come back for the rest: their next pages need no history. It keeps few, for
 * as long as the store keeps history by default; what it has let go is read from the store.
 */
final class PinnedStates {

    private static final int MOST = 16;
    private static final long KEEP_NANOS = Duration.ofMinutes(5).toNanos();

    private final Map<Long, Pinned> states = new LinkedHashMap<>();

    synchronized void keep(long revision, SortedObjects objects) {
        forgetOld();
        states.putIfAbsent(revision, new Pinned(objects, System.nanoTime()));
        if (states.size() > MOST) {
            states.remove(states.keySet().iterator().next());
        }
    }

    synchronized void forgetOld() {
        long now = System.nanoTime();
        states.values().removeIf(pinned -> now - pinned.nanos > KEEP_NANOS);
    }

    synchronized @Nullable SortedObjects at(long revision) {
        Pinned pinned = states.get(revision);
        return pinned == null ? null : pinned.objects;
    }

    private record Pinned(SortedObjects objects, long nanos) {}
}
