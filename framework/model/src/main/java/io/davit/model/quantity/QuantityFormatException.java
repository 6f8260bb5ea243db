package io.davit.model.quantity;

/** A text that is no quantity, in the words of the API. */
public final class QuantityFormatException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    static final String SHAPE =
            "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
    static final String NUMBER = "unable to parse numeric part of quantity";
    static final String SUFFIX = "unable to parse quantity's suffix";

    QuantityFormatException(String message) {
        super(message);
    }

    /** What is wrong. */
    public String message() {
        String message = getMessage();
        return message == null ? SHAPE : message;
    }
}
