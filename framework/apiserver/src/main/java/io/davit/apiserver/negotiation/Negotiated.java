package io.davit.apiserver.negotiation;

/** The form of an answer. */
public record Negotiated(Encoding encoding, Transform transform, boolean pretty) {

    /** The answer's {@code Content-Type}. */
    public String contentType() {
        return encoding.mediaType();
    }

    /** The {@code Content-Type} of a watch. */
    public String watchContentType() {
        return encoding == Encoding.JSON ? contentType() : contentType() + ";stream=watch";
    }
}
