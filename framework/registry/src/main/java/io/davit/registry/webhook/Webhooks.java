package io.davit.registry.webhook;

import io.davit.registry.family.Catalog;

/** How a registry comes by its client of webhooks, which finds services in what the registry serves. */
public interface Webhooks {

    /** None is ever called. */
    Webhooks NONE = catalog -> WebhookClient.NONE;

    WebhookClient client(Catalog catalog);
}
