package io.davit.storage;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A key space in which every write makes a new revision, and whose past can be read until it is compacted.
 *
 * <p>Guarantees, checked by the contract kit for every engine:
 * <ul>
 *   <li>Revisions grow by at least 1 with each write, never go back (not even across restarts) and never are 0.</li>
 *   <li>A write is durable when its method returns, as far as the engine is durable at all. It is visible to reads and watches
 *       only after it is durable, strictly in the order of revisions.</li>
 *   <li>When a write's method returns, every watch of the same process has been told of it (an engine whose store is another
 *       process delivers as soon as it can; {@link #revision()} then tells how far to wait).</li>
 * </ul>
 *
 * <p>Keys are ordered by their UTF-8 bytes. All methods may be called by any thread, and block. Any of them throws a
 * {@link StoreException} when the engine cannot serve: full disk, failed sync, closed.
 */
public interface Store extends AutoCloseable {

    /** The newest revision that is visible, and of which every watch of this process has been told; 1 or more, also when nothing was written. */
    long revision();

    /** The revision up to which history is gone; 0 when nothing was compacted. A list at this revision is refused, a watch from it works. */
    long compactedRevision();

    /** The newest value of the key. */
    Optional<Entry> get(String key);

    /**
     * The value of the key as it was at a revision.
     *
     * @throws CompactedException when the revision is no longer kept
     * @throws FutureRevisionException when it is yet to come
     */
    Optional<Entry> get(String key, long revision);

    /**
     * Keys that start with {@code prefix}, in order.
     *
     * @param after only keys greater than this one; null for all
     * @param limit at most so many entries; 0 for no limit
     * @param revision as of this revision; 0 for the newest
     * @throws CompactedException when the revision is no longer kept
     * @throws FutureRevisionException when it is yet to come
     */
    Page list(String prefix, @Nullable String after, int limit, long revision);

    /**
     * Writes the key if its newest revision is {@code expected}.
     *
     * @param expected the {@link Entry#modRevision()} that the caller has seen; 0 when the key must not exist
     * @param value the new value; null deletes the key. Deleting a key that does not exist writes nothing: it is stale.
     */
    Outcome compareAndSet(String key, long expected, byte @Nullable [] value);

    /**
     * Tells the listener of every change to keys that start with {@code prefix}, from the revision after {@code revision} on, in order
     * and without a gap, until it is closed or the store is (then it {@linkplain WatchListener#failed fails}). Events of the past come before this method returns or soon after it, on any thread, but never two at a time.
     *
     * @param revision the last revision already known; at least {@link #compactedRevision()}; it may be yet to come
     * @throws CompactedException when changes after {@code revision} are no longer kept
     */
    Subscription watch(String prefix, long revision, WatchListener listener);

    /** Forgets what only revisions up to and including {@code revision} need. Compacting again at or below is a no-op; a future revision is refused. */
    void compact(long revision);

    /** Writes a consistent copy into a directory that does not exist yet; the copy can be opened as a store of the same engine. */
    void checkpoint(Path directory);

    @Override
    void close();
}
