package io.davit.registry.cache;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What objects look like where their stored bytes cannot be shown as they are, kept as long as there is room: what was not asked for
 * longest goes first. An entry belongs to one state of an object and to one view, so it is never out of date.
 */
public final class Renderings {

    private static final long DEFAULT_BYTES =
            Math.max(8L << 20, Runtime.getRuntime().maxMemory() / 16);

    /** What an entry costs beside its bytes. */
    private static final int OVERHEAD = 128;

    private final long capacity;
    private final Map<Key, byte[]> entries = new LinkedHashMap<>(64, 0.75f, true);
    private long bytes;

    /** @param capacity how many bytes are kept at most */
    Renderings(long capacity) {
        this.capacity = capacity;
    }

    /** With room for a small part of the memory that this process may use. */
    public static Renderings create() {
        return new Renderings(DEFAULT_BYTES);
    }

    public synchronized byte @Nullable [] get(CachedObject object, ObjectView view) {
        return entries.get(new Key(object, view));
    }

    public synchronized void put(CachedObject object, ObjectView view, byte[] rendered) {
        byte[] before = entries.put(new Key(object, view), rendered);
        bytes += cost(object, rendered) - (before == null ? 0 : cost(object, before));
        Iterator<Map.Entry<Key, byte[]>> oldest = entries.entrySet().iterator();
        while (bytes > capacity && oldest.hasNext()) {
            Map.Entry<Key, byte[]> entry = oldest.next();
            bytes -= cost(entry.getKey().object, entry.getValue());
            oldest.remove();
        }
    }

    /** The stored bytes count, too: an entry may be the last to hold a state that has been replaced. */
    private static long cost(CachedObject object, byte[] rendered) {
        return OVERHEAD + object.json().length + rendered.length;
    }

    /** Both are compared as themselves. */
    private record Key(CachedObject object, ObjectView view) {}
}
