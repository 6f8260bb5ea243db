package io.davit.apiserver.negotiation;

/** What is there as JSON and in no other form. */
public final class JsonOnly {

    private JsonOnly() {}

    /** Whether a client with that {@code Accept} header takes JSON. */
    public static boolean isAccepted(String accept) {
        return accept.isEmpty()
                || Accept.parse(accept).stream().anyMatch(each -> each.quality() > 0 && each.matches(Encoding.JSON));
    }
}
