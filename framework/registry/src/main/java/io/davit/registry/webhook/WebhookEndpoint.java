package io.davit.registry.webhook;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Where a webhook is reached: by a URL, or as a service of the cluster.
 *
 * @param url an https URL; empty for a service
 * @param caBundle base64 of the PEM certificates that are trusted, and no others; empty for those of the machine
 * @see <a href="https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#contacting-the-webhook">Contacting the webhook</a>
 */
public record WebhookEndpoint(String url, @Nullable Service service, String caBundle) {

    /** A service by its name. {@code path} begins with a slash, or is empty. */
    public record Service(String namespace, String name, int port, String path) {

        /** The name that its certificate must have. */
        public String host() {
            return name + "." + namespace + ".svc";
        }
    }

    /** Reads a {@code clientConfig}, which was validated when it was written. */
    public static WebhookEndpoint read(JsonNode clientConfig) {
        JsonNode service = clientConfig.path("service");
        return new WebhookEndpoint(
                clientConfig.path("url").asString(""),
                service.isObject()
                        ? new Service(
                                service.path("namespace").asString(""),
                                service.path("name").asString(""),
                                service.path("port").asInt(443),
                                service.path("path").asString(""))
                        : null,
                clientConfig.path("caBundle").asString("").strip());
    }
}
