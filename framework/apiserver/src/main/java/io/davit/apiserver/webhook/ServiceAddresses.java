package io.davit.apiserver.webhook;

import io.davit.model.GroupVersionResource;
import io.davit.model.json.Json;
import io.davit.registry.cache.CachedObject;
import io.davit.registry.family.Catalog;
import io.davit.registry.family.Served;
import io.davit.registry.webhook.WebhookEndpoint;
import io.davit.registry.webhook.WebhookFailure;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finds where a service of the cluster can be reached from here: at one of its ready endpoints, under its external name, or at its own
 * address. Endpoints come first, since nothing here forwards the addresses of services.
 */
final class ServiceAddresses {

    private static final GroupVersionResource SERVICES = new GroupVersionResource("", "v1", "services");
    private static final GroupVersionResource SLICES =
            new GroupVersionResource("discovery.k8s.io", "v1", "endpointslices");
    private static final String SERVICE_NAME = "kubernetes.io/service-name";

    private final Catalog catalog;

    ServiceAddresses(Catalog catalog) {
        this.catalog = catalog;
    }

    InetSocketAddress of(WebhookEndpoint.Service wanted) {
        Served services = catalog.find(SERVICES);
        CachedObject found = services == null
                ? null
                : services.family().cache().get(services.family().key(wanted.namespace(), wanted.name()));
        if (found == null) {
            throw new WebhookFailure("service " + Json.quote(wanted.name()) + " not found");
        }
        JsonNode spec = found.tree().path("spec");
        if (spec.path("type").asString("").equals("ExternalName")) {
            return InetSocketAddress.createUnresolved(spec.path("externalName").asString(""), wanted.port());
        }
        JsonNode port = spec.path("ports").values().stream()
                .filter(each -> each.path("port").asInt(0) == wanted.port())
                .findFirst()
                .orElseThrow(() -> new WebhookFailure(
                        "no service port " + wanted.port() + " found for service " + Json.quote(wanted.name())));
        InetSocketAddress endpoint = endpoint(wanted, port.path("name").asString(""));
        if (endpoint != null) {
            return endpoint;
        }
        String own = spec.path("clusterIP").asString("");
        if (own.isEmpty() || own.equals("None")) {
            throw new WebhookFailure("no endpoints available for service " + Json.quote(wanted.name()));
        }
        return new InetSocketAddress(own, wanted.port());
    }

    /** Any of the ready ones. */
    private @Nullable InetSocketAddress endpoint(WebhookEndpoint.Service wanted, String portName) {
        Served slices = catalog.find(SLICES);
        if (slices == null) {
            return null;
        }
        List<InetSocketAddress> ready = new ArrayList<>();
        for (CachedObject each : slices.family()
                .cache()
                .list(slices.family().under(wanted.namespace()))
                .objects()) {
            if (wanted.name().equals(each.labels().get(SERVICE_NAME))) {
                ready(each.tree(), portName, ready);
            }
        }
        return ready.isEmpty() ? null : ready.get(ThreadLocalRandom.current().nextInt(ready.size()));
    }

    private static void ready(ObjectNode slice, String portName, List<InetSocketAddress> ready) {
        for (JsonNode port : slice.path("ports")) {
            if (!port.path("name").asString("").equals(portName)
                    || !port.path("port").isNumber()) {
                continue;
            }
            for (JsonNode endpoint : slice.path("endpoints")) {
                if (endpoint.path("conditions").path("ready").asBoolean(true)) {
                    endpoint.path("addresses")
                            .forEach(address -> ready.add(new InetSocketAddress(
                                    address.asString(""), port.path("port").asInt(0))));
                }
            }
        }
    }
}
