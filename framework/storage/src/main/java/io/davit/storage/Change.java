package io.davit.storage;

import org.jspecify.annotations.Nullable;

/**
 * One write.
 *
 * @param revision the revision it made
 * @param entry the new entry; null when the key was deleted
 * @param previous the entry before; null when the key was created, or when the previous value is no longer kept
 */
public record Change(
        String key,
        long revision,
        @Nullable Entry entry,
        @Nullable Entry previous) {

    public boolean isDelete() {
        return entry == null;
    }

    public boolean isCreate() {
        return entry != null && entry.createRevision() == revision;
    }
}
