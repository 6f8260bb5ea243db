package io.davit.apiserver.endpoint;

import io.davit.apiserver.discovery.Discovery;
import io.davit.apiserver.discovery.DiscoveryPaths;
import io.davit.apiserver.discovery.Document;
import io.davit.apiserver.discovery.Health;
import io.davit.apiserver.discovery.OpenApiPaths;
import io.davit.apiserver.status.Statuses;
import io.davit.kinds.ResourceDefinition;
import io.davit.kinds.openapi.OpenApi;
import io.davit.registry.Registry;
import io.davit.registry.family.Catalog;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Mono;

/** What is not a resource: discovery, OpenAPI, the version and health. */
final class DocumentEndpoint {

    private static final List<String> OTHER_PATHS =
            List.of("/healthz", "/livez", "/readyz", "/version", "/openapi/v2", "/openapi/v3");

    private final Catalog catalog;
    private final Health health;
    private final Clock clock = Clock.systemUTC();
    private volatile @Nullable Derived derived;

    DocumentEndpoint(Registry registry) {
        this.catalog = registry.catalog();
        this.health = new Health(HealthChecks.of(registry));
    }

    Mono<Void> handle(ApiRequest request) {
        String path = request.info().path();
        Document document = health.answer(path, request.query());
        Derived present = derived();
        if (document == null) {
            document = OpenApiPaths.answer(
                    present.openApi,
                    path,
                    request.query(),
                    request.header(HttpHeaders.ACCEPT),
                    request.header(HttpHeaders.IF_NONE_MATCH),
                    clock.instant());
        }
        if (document == null) {
            document = present.paths.answer(
                    request.method(),
                    path,
                    request.negotiation(),
                    request.header(HttpHeaders.HOST),
                    request.header(HttpHeaders.IF_NONE_MATCH));
        }
        return document == null ? missing(request) : send(request, document);
    }

    /** A path that nothing is served at. */
    Mono<Void> missing(ApiRequest request) {
        request.exchange().getResponse().getHeaders().set("X-Content-Type-Options", "nosniff");
        return Responses.text(request, 404, Statuses.PAGE_NOT_FOUND);
    }

    private static Mono<Void> send(ApiRequest request, Document document) {
        HttpHeaders headers = request.exchange().getResponse().getHeaders();
        if (document.contentType().isEmpty()) {
            ServerHttpResponse response = request.exchange().getResponse();
            response.setStatusCode(HttpStatusCode.valueOf(document.code()));
            headers.setContentLength(document.body().length);
            headers.setCacheControl("no-cache, private");
            document.headers().forEach(headers::set);
            return response.setComplete();
        }
        Mono<Void> sent = Responses.bytes(request, document.code(), document.contentType(), document.body());
        document.headers().forEach(headers::set);
        return sent;
    }

    /** The documents of what is served now. */
    private Derived derived() {
        Derived known = derived;
        long generation = catalog.generation();
        if (known == null || known.generation != generation) {
            List<ResourceDefinition> served = catalog.definitions();
            known = new Derived(
                    generation,
                    new DiscoveryPaths(Discovery.of(served), OTHER_PATHS),
                    known == null ? OpenApi.of(served) : known.openApi.with(served));
            derived = known;
        }
        return known;
    }

    private record Derived(long generation, DiscoveryPaths paths, OpenApi openApi) {}
}
