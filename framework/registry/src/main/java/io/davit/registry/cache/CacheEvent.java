package io.davit.registry.cache;

import org.jspecify.annotations.Nullable;

/**
 * One change in the log. Events form a linked list that watchers walk at their own pace; what no watcher and no log needs any
 * more is garbage.
 */
public final class CacheEvent {

    private final long revision;
    private final String key;
    private final @Nullable CachedObject object;
    private final @Nullable CachedObject previous;
    private final long nanos;
    private final long sequence;
    private volatile @Nullable CacheEvent next;
    private volatile @Nullable Frame frame;

    CacheEvent(
            long revision,
            String key,
            @Nullable CachedObject object,
            @Nullable CachedObject previous,
            long nanos,
            long sequence) {
        this.revision = revision;
        this.key = key;
        this.object = object;
        this.previous = previous;
        this.nanos = nanos;
        this.sequence = sequence;
    }

    public long revision() {
        return revision;
    }

    public String key() {
        return key;
    }

    /** The new state; null when the object was deleted. */
    public @Nullable CachedObject object() {
        return object;
    }

    /** The state before; null when the object was created. Of a deletion, it carries the deletion's resourceVersion when asked as {@link #gone()}. */
    public @Nullable CachedObject previous() {
        return previous;
    }

    /** The last state with the resourceVersion of this event, as DELETED events show it. */
    public @Nullable CachedObject gone() {
        return previous == null ? null : previous.at(revision);
    }

    public @Nullable CacheEvent next() {
        return next;
    }

    /** Its place in the log of this process: grows by one with each event. */
    long sequence() {
        return sequence;
    }

    long nanos() {
        return nanos;
    }

    void next(CacheEvent event) {
        next = event;
    }

    /** Bytes that are the same for many watchers are made once. */
    public byte[] frame(Object kind, java.util.function.Supplier<byte[]> make) {
        Frame known = frame;
        if (known == null || !known.kind.equals(kind)) {
            known = new Frame(kind, make.get());
            frame = known;
        }
        return known.bytes;
    }

    private record Frame(Object kind, byte[] bytes) {}
}
