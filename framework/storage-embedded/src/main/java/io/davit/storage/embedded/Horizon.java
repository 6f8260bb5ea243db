package io.davit.storage.embedded;

/** Which revisions can be read: those after {@code compacted}, up to {@code visible}. */
final class Horizon {

    volatile long visible;
    volatile long compacted;

    Horizon(long visible, long compacted) {
        this.visible = visible;
        this.compacted = compacted;
    }
}
