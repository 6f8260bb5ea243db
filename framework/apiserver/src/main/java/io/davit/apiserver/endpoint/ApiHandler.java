package io.davit.apiserver.endpoint;

import io.davit.apiserver.request.RequestInfo;
import io.davit.apiserver.status.Statuses;
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

    public ApiHandler(Registry registry, Clock clock) {
        this.registry = registry;
        this.reads = new ReadEndpoint(blocking, clock);
        this.watches = new WatchEndpoint(clock);
        this.writes = new WriteEndpoint(registry, blocking, clock);
        this.documents = new DocumentEndpoint(registry);
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
        if (!info.resourceRequest()) {
            return documents.handle(request);
        }
        Served served = registry.catalog().find(info.groupVersionResource());
        if (served == null) {
            return documents.missing(request);
        }
        return switch (info.verb()) {
            case "get" -> reads.get(request, served);
            case "list" -> reads.list(request, served);
            case "watch" -> watches.watch(request, served);
            case "create", "update", "patch", "delete", "deletecollection" -> writes.handle(request, served);
            default -> throw Statuses.noSuchMethod();
        };
    }

    private static Mono<Void> refuse(ApiRequest request, Throwable failure) {
        if (request.exchange().getResponse().isCommitted()) {
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
