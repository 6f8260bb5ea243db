package io.davit.registry.webhook;

import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/** Asks webhooks. The call itself is the business of the HTTP side. */
public interface WebhookClient {

    /** Where no webhook can be reached. */
    WebhookClient NONE = (endpoint, review, timeout) -> {
        throw new WebhookFailure("webhooks cannot be called from here");
    };

    /**
     * Sends a review and waits for the answer, on the thread of the caller.
     *
     * @throws WebhookFailure when there is no answer, or none that is a JSON object
     */
    ObjectNode call(WebhookEndpoint endpoint, ObjectNode review, Duration timeout);
}
