package io.davit.apiserver.negotiation;

/** The form of an answer. */
public record Negotiated(Encoding encoding, Transform transform, boolean pretty) {

    /** Whether it is the compact JSON that objects are kept in. */
    public boolean asStored() {
        return encoding == Encoding.JSON && transform instanceof Transform.None && !pretty;
    }

    /** The answer's {@code Content-Type}. */
    public String contentType() {
        return encoding.mediaType();
    }

    /** The {@code Content-Type} of a watch. */
    public String watchContentType() {
        return encoding == Encoding.JSON ? contentType() : contentType() + ";stream=watch";
    }
}
