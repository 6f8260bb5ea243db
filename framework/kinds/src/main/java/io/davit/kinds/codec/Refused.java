package io.davit.kinds.codec;

/** Stops reading at once: the value of a field with a JSON form of its own cannot be read. */
final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Refused(String message) {
        super(message, null, false, false);
    }

    String message() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
