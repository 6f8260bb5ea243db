package io.davit.apiserver.endpoint;

import io.davit.apiserver.negotiation.MediaTypes;
import io.davit.apiserver.request.RequestInfo;
import io.davit.apiserver.request.ResourcePath;
import io.davit.apiserver.request.Routing;
import io.davit.apiserver.review.Access;
import io.davit.apiserver.review.Reviews;
import io.davit.apiserver.status.Statuses;
import io.davit.kinds.ResourceDefinition;
import io.davit.model.GroupVersion;
import io.davit.model.error.ApiException;
import io.davit.registry.Registry;
import io.davit.registry.family.Served;
import java.time.Clock;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Every request that security let through: routed by its path, answered by the endpoint of its verb, refused in one place. */
public final class ApiHandler implements WebHandler, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ApiHandler.class);

    private final Registry registry;

    private final Scheduler blocking =
            Schedulers.fromExecutorService(Executors.newVirtualThreadPerTaskExecutor(), "api");
    private final ReadEndpoint reads;
    private final WatchEndpoint watches;
    private final WriteEndpoint writes;
    private final DocumentEndpoint documents;
    private final ComponentStatuses components;
    private final Connections connections;

    public ApiHandler(Registry registry, Access access, Clock clock) {
        this.registry = registry;
        Subresources subresources = new Subresources(registry, clock);
        this.reads = new ReadEndpoint(blocking, subresources, clock);
        this.watches = new WatchEndpoint(clock);
        this.writes = new WriteEndpoint(registry, blocking, subresources, new Reviews(access, clock), clock);
        this.documents = new DocumentEndpoint(registry);
        this.components = new ComponentStatuses(registry, clock);
        this.connections = new Connections(registry);
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        ApiRequest request = ApiRequest.of(exchange);
        try {
            return route(request).onErrorResume(failure -> refuse(request, failure));
        } catch (RuntimeException e) {
            return refuse(request, e);
        }
    }

    @Override
    public void close() {
        blocking.dispose();
    }

    private Mono<Void> route(ApiRequest request) {
        RequestInfo info = request.info();
        Served served = info.resourceRequest() ? registry.catalog().find(info.groupVersionResource()) : null;
        if (served == null) {
            return documents.handle(request);
        }
        if (served.definition().custom()) {
            if (served.definition().verbs().isEmpty()) {
                throw ApiException.internal("error resolving resource");
            }
            warn(request, served);
            if (!Routing.custom(info, served.definition())) {
                return documents.missing(request);
            }
            return answer(request.withoutProtobuf(), served);
        }
        if (!builtIn(request, served.definition())) {
            return documents.handle(request);
        }
        return Connections.NAMES.contains(info.subresource())
                ? connections.connect(request, served)
                : answer(request, served);
    }

    /** Each warning is told once, however often it was noted. */
    private static void warn(ApiRequest request, Served served) {
        String deprecation = served.definition().deprecationWarning();
        if (!deprecation.isEmpty()) {
            request.warnings().add(deprecation);
        }
    }

    private Mono<Void> answer(ApiRequest request, Served served) {
        warn(request, served);
        boolean stored = !served.groupResource().equals(ComponentStatuses.RESOURCE);
        return switch (request.info().verb()) {
            case "get" -> stored ? reads.get(request, served) : components.get(request, served);
            case "list" -> stored ? reads.list(request, served) : components.list(request, served);
            case "watch" -> watches.watch(request, served);
            case "create", "update", "patch", "delete", "deletecollection" -> writes.handle(request, served);
            default -> throw Statuses.noSuchMethod();
        };
    }

    /** What upstream's router asks of a request; false where it has no such path. */
    private boolean builtIn(ApiRequest request, ResourceDefinition definition) {
        ResourcePath path = ResourcePath.parse(request.info().path(), this::hasSubresource);
        if (path == null || !path.resource().equals(definition.plural())) {
            return false;
        }
        Routing.builtIn(request.method(), path, definition);
        if (request.method().equals("PATCH")) {
            MediaTypes.checkPatch(request.header("Content-Type"));
        }
        if (path.subresource() == null || !Connections.NAMES.contains(path.subresource())) {
            boolean list =
                    path.watch() || (path.name() == null && request.method().equals("GET"));
            request.negotiation().checkPath(list ? MediaTypes.COLLECTION : MediaTypes.OBJECT);
        }
        return true;
    }

    private boolean hasSubresource(GroupVersion groupVersion, String name) {
        Served namespaces = registry.catalog().find(groupVersion.resource("namespaces"));
        return namespaces != null && namespaces.definition().subresource(name) != null;
    }

    private static Mono<Void> refuse(ApiRequest request, Throwable failure) {
        if (Responses.tooLate(request.exchange().getResponse())) {
            return Mono.error(failure);
        }
        if (!(failure instanceof ApiException)) {
            LOG.error(
                    "request failed method={} path={}",
                    request.method(),
                    request.info().path(),
                    failure);
        }
        return Responses.refuse(request, Statuses.refusal(failure));
    }
}
