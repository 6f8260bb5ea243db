package io.davit.kinds.protobuf;

/** Bytes that are no protobuf message of the type they are read as. */
final class MalformedException extends Exception {

    private static final long serialVersionUID = 1L;

    static final String CUT_OFF = "unexpected EOF";

    MalformedException(String message) {
        super(message, null, false, false);
    }

    String message() {
        String message = getMessage();
        return message == null ? CUT_OFF : message;
    }
}
