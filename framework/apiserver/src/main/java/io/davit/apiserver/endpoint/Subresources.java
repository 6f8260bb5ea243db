package io.davit.apiserver.endpoint;

import io.davit.apiserver.negotiation.MediaTypes;
import io.davit.apiserver.negotiation.Negotiated;
import io.davit.apiserver.negotiation.Transform;
import io.davit.apiserver.negotiation.Writing;
import io.davit.apiserver.request.CreateOptions;
import io.davit.apiserver.request.PatchOptions;
import io.davit.apiserver.request.UpdateOptions;
import io.davit.apiserver.status.Statuses;
import io.davit.apiserver.transform.Transformer;
import io.davit.apiserver.transform.Viewed;
import io.davit.kinds.table.TablePrinters;
import io.davit.model.json.Json;
import io.davit.registry.Registry;
import io.davit.registry.Target;
import io.davit.registry.cache.CachedObject;
import io.davit.registry.write.AppliedBody;
import io.davit.registry.write.Patch;
import io.davit.registry.write.WriteOptions;
import io.davit.registry.write.Written;
import java.time.Clock;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Subresources whose objects are not the resource's own: scale, binding, eviction. */
final class Subresources {

    private final Registry registry;
    private final Clock clock;

    Subresources(Registry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
    }

    /** Refuses what cannot be read. */
    void requireReadable(Target target) {
        if (!target.subresource().equals("scale")) {
            throw Statuses.noSuchPath();
        }
    }

    /** GET of the scale of an object as it was found. */
    Mono<Void> get(ApiRequest request, Target target, CachedObject found) {
        return scale(request, 200, registry.scales().of(target, found));
    }

    /** PUT or PATCH of a scale. */
    Mono<Void> write(ApiRequest request, Target target, byte[] body) {
        return scale(request, 200, written(request, target, body).json());
    }

    private Written written(ApiRequest request, Target target, byte[] body) {
        if (!request.method().equals("PATCH")) {
            return registry.scales().replace(target, Requests.body(request, target, body), updateOptions(request));
        }
        boolean apply = Requests.mediaType(request).equals(MediaTypes.APPLY);
        PatchOptions query = PatchOptions.parse(request.query(), apply);
        WriteOptions options = Requests.options(request, query.dryRun(), query.fieldValidation(), query.fieldManager());
        return apply
                ? registry.scales().apply(target, AppliedBody.read(body), query.force(), options)
                : registry.scales().patch(target, patch(request, target, body), options);
    }

    /** POST of a binding or an eviction; the answer is a Status. */
    Mono<Void> create(ApiRequest request, Target target, byte[] body) {
        CreateOptions query = CreateOptions.parse(request.query());
        WriteOptions options = Requests.options(request, query.dryRun(), query.fieldValidation(), query.fieldManager());
        switch (target.subresource()) {
            case "binding" -> registry.binding().bind(target, target, Requests.body(request, target, body), options);
            case "eviction" -> registry.eviction().evict(target, Requests.body(request, target, body), options);
            default -> throw Statuses.noSuchPath();
        }
        return created(request);
    }

    /** POST of a Binding to the namespace's own collection. */
    Mono<Void> bind(ApiRequest request, Target bindings, Target pods, byte[] body) {
        CreateOptions query = CreateOptions.parse(request.query());
        WriteOptions options = Requests.options(request, query.dryRun(), query.fieldValidation(), query.fieldManager());
        registry.binding().bind(bindings, pods, Requests.body(request, pods, body), options);
        return created(request);
    }

    private static Mono<Void> created(ApiRequest request) {
        ObjectNode status = Statuses.success(null).put("code", 201);
        return Responses.tree(request, 201, status, request.negotiation().resource());
    }

    private Mono<Void> scale(ApiRequest request, int code, byte[] json) {
        Negotiated form = request.negotiation().resource();
        JsonNode scale = Json.parse(json);
        if (!(form.transform() instanceof Transform.None)) {
            Transformer transformer =
                    Transformer.of(form.transform(), request.query(), "Scale", TablePrinters.scale(), clock);
            scale = transformer.object(new Viewed(Json.parseObject(json), Json.parseObject(json)));
        }
        return Responses.bytes(request, code, form.contentType(), Writing.bytes(scale, form));
    }

    private static Patch patch(ApiRequest request, Target target, byte[] body) {
        return Patch.parseForScale(Requests.mediaType(request), body, target.served());
    }

    private static WriteOptions updateOptions(ApiRequest request) {
        UpdateOptions query = UpdateOptions.parse(request.query());
        return Requests.options(request, query.dryRun(), query.fieldValidation(), query.fieldManager());
    }
}
