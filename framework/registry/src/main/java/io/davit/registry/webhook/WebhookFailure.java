package io.davit.registry.webhook;

/** A webhook that was not reached or did not answer as it must. Its message is for the client whose request needed the webhook. */
public final class WebhookFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public WebhookFailure(String message) {
        super(message, null, false, false);
    }

    public String message() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
