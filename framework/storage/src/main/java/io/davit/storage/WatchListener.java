package io.davit.storage;

/** Is told of changes, in the order of their revisions, never by two threads at a time. It must not block: it holds up all writes. */
public interface WatchListener {

    void changed(Change change);

    /**
     * All changes up to and including this revision have been delivered. Every engine calls it once when the past has been
     * delivered (with a revision at least as new as the store's when the watch began), and later whenever it likes.
     */
    default void progress(long revision) {}

    /** The watch ended for a reason that is not {@link Subscription#close()}; nothing more follows. */
    default void failed(StoreException cause) {}
}
