package io.davit.storage;

/** The asked-for revision is yet to come. */
public final class FutureRevisionException extends StoreException {

    private static final long serialVersionUID = 1L;

    private final long asked;
    private final long current;

    public FutureRevisionException(long asked, long current) {
        super("revision " + asked + " is yet to come; the newest is " + current);
        this.asked = asked;
        this.current = current;
    }

    public long asked() {
        return asked;
    }

    public long current() {
        return current;
    }
}
