package io.davit.storage.embedded;

import io.davit.storage.Entry;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The newest state of the keys that were written last, so that a write is decided without reading.
 *
 * <p>It has every key written after {@link #floor}. What somebody read at or after that revision is therefore still the newest state
 * of a key that is not in here.
 */
final class Recent {

    private static final int MOST_KEYS = 4096;
    private static final long MOST_BYTES = 8L << 20;

    private final Map<String, Written> written = new LinkedHashMap<>();
    private long bytes;
    private long floor;

    /** @param entry null when the key was deleted */
    record Written(long revision, @Nullable Entry entry) {

        int size() {
            return entry == null ? 0 : entry.value().length;
        }
    }

    Recent(long floor) {
        this.floor = floor;
    }

    @Nullable
    Written find(String key) {
        return written.get(key);
    }

    boolean isStillNewest(Reader.Seen seen) {
        return seen.at() >= floor;
    }

    void put(String key, long revision, @Nullable Entry entry) {
        Written replaced = written.remove(key);
        Written added = new Written(revision, entry);
        written.put(key, added);
        bytes += added.size() - (replaced == null ? 0 : replaced.size());
    }

    /** Drops the oldest; only what has been committed may be dropped. */
    void trim() {
        Iterator<Written> oldest = written.values().iterator();
        while ((written.size() > MOST_KEYS || bytes > MOST_BYTES) && oldest.hasNext()) {
            Written dropped = oldest.next();
            oldest.remove();
            bytes -= dropped.size();
            floor = dropped.revision();
        }
    }
}
