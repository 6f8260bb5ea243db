package io.davit.apiserver.endpoint;

import io.davit.apiserver.status.Statuses;
import io.davit.registry.Registry;
import io.davit.registry.Target;
import io.davit.registry.family.Served;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Subresources whose objects are not the resource's own: scale, binding, eviction. */
final class Subresources {

    private Subresources() {}

    static Mono<Void> get(ApiRequest request, Served served, Scheduler blocking) {
        throw Statuses.noSuchPath();
    }

    static Mono<Void> create(ApiRequest request, Target target, byte[] body, Registry registry) {
        throw Statuses.noSuchPath();
    }
}
