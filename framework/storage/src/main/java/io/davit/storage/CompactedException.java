package io.davit.storage;

/** The asked-for revision is no longer kept. */
public final class CompactedException extends StoreException {

    private static final long serialVersionUID = 1L;

    private final long asked;
    private final long compacted;

    public CompactedException(long asked, long compacted) {
        super("revision " + asked + " has been compacted; the oldest kept follows " + compacted);
        this.asked = asked;
        this.compacted = compacted;
    }

    public long asked() {
        return asked;
    }

    /** The revision up to which history is gone. */
    public long compacted() {
        return compacted;
    }
}
