package io.davit.apiserver.endpoint;

import io.davit.apiserver.status.Statuses;
import io.davit.registry.Registry;
import reactor.core.publisher.Mono;

/** What is not a resource: discovery, OpenAPI, version and health. */
final class DocumentEndpoint {

    private final Registry registry;

    DocumentEndpoint(Registry registry) {
        this.registry = registry;
    }

    Mono<Void> handle(ApiRequest request) {
        if (request.info().path().equals("/readyz")) {
            return Responses.text(request, 200, "ok");
        }
        return Responses.text(request, 404, Statuses.PAGE_NOT_FOUND);
    }

    /** A resource path that nothing is served at. */
    Mono<Void> missing(ApiRequest request) {
        if (registry.catalog().serves(request.info().groupVersion())) {
            throw Statuses.noSuchPath();
        }
        return Responses.text(request, 404, Statuses.PAGE_NOT_FOUND);
    }
}
