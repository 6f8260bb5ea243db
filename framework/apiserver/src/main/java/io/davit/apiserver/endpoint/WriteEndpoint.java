package io.davit.apiserver.endpoint;

import io.davit.apiserver.negotiation.MediaTypes;
import io.davit.apiserver.negotiation.Negotiated;
import io.davit.apiserver.request.CreateOptions;
import io.davit.apiserver.request.DeleteOptions;
import io.davit.apiserver.request.ListOptions;
import io.davit.apiserver.request.PatchOptions;
import io.davit.apiserver.request.RequestInfo;
import io.davit.apiserver.request.UpdateOptions;
import io.davit.apiserver.review.Reviews;
import io.davit.apiserver.status.Statuses;
import io.davit.model.GroupVersionResource;
import io.davit.model.error.ApiException;
import io.davit.model.error.Details;
import io.davit.registry.Registry;
import io.davit.registry.Target;
import io.davit.registry.cache.CachedObject;
import io.davit.registry.cache.ObjectCache.Snapshot;
import io.davit.registry.family.Served;
import io.davit.registry.write.AppliedBody;
import io.davit.registry.write.Changes;
import io.davit.registry.write.Deleted;
import io.davit.registry.write.Deletion;
import io.davit.registry.write.FieldValidation;
import io.davit.registry.write.Patch;
import io.davit.registry.write.Precondition;
import io.davit.registry.write.WriteOptions;
import io.davit.registry.write.Written;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import tools.jackson.databind.node.ObjectNode;

/** POST, PUT, PATCH and DELETE: the body is read on the event loop, everything after it happens on a virtual thread. */
final class WriteEndpoint {

    private final Registry registry;
    private final Scheduler blocking;
    private final Transforms transforms;
    private final Subresources subresources;

    private final Reviews reviews;

    WriteEndpoint(Registry registry, Scheduler blocking, Subresources subresources, Reviews reviews, Clock clock) {
        this.subresources = subresources;
        this.reviews = reviews;
        this.registry = registry;
        this.blocking = blocking;
        this.transforms = new Transforms(clock);
    }

    Mono<Void> handle(ApiRequest request, Served served) {
        return Bodies.read(request).publishOn(blocking).flatMap(body -> bounded(request, served, body));
    }

    /** What nests deeper than this thread can follow is the client's: Reactor would take it for the end of the JVM, and answer nothing. */
    private Mono<Void> bounded(ApiRequest request, Served served, byte[] body) {
        try {
            return answer(request, served, body);
        } catch (StackOverflowError e) {
            throw ApiException.badRequest("the request nests too deeply to be processed");
        }
    }

    private Mono<Void> answer(ApiRequest request, Served served, byte[] body) {
        RequestInfo info = request.info();
        Target target = new Target(served, info.namespace(), info.name(), info.subresource());
        return switch (info.verb()) {
            case "create" -> create(request, target, body);
            case "update" -> update(request, target, body);
            case "patch" -> patch(request, target, body);
            case "delete" -> delete(request, target, body);
            default -> deleteCollection(request, target, body);
        };
    }

    /** Answers a review; a Table cannot be had of it. */
    private Mono<Void> review(ApiRequest request, Target target, byte[] bytes) {
        Negotiated form = request.negotiation().plain();
        CreateOptions query = CreateOptions.parse(request.query());
        WriteOptions options = Requests.options(request, query.dryRun(), query.fieldValidation(), query.fieldManager());
        ObjectNode review = registry.writer().read(target, Requests.body(request, target, bytes), options);
        return Responses.tree(request, 201, reviews.answer(review, request.caller(), target.namespace()), form);
    }

    private Mono<Void> create(ApiRequest request, Target target, byte[] bytes) {
        Negotiated form = request.negotiation().resource();
        if (!target.subresource().isEmpty()) {
            return subresources.create(request, target, bytes);
        }
        ReadEndpoint.requireVerb(target.served(), "create");
        if (target.served().definition().plural().equals("bindings")) {
            return subresources.bind(request, target, pods(target), bytes);
        }
        if (Reviews.are(target.served().definition())) {
            return review(request, target, bytes);
        }
        CreateOptions query = CreateOptions.parse(request.query());
        WriteOptions options = Requests.options(request, query.dryRun(), query.fieldValidation(), query.fieldManager());
        return written(
                request,
                target,
                form,
                registry.writer().create(target, Requests.body(request, target, bytes), options));
    }

    /** The pods that a Binding of a namespace is about. */
    private Target pods(Target bindings) {
        Served pods = registry.catalog().find(new GroupVersionResource("", "v1", "pods"));
        if (pods == null) {
            throw Statuses.noSuchPath();
        }
        return Target.of(pods, bindings.namespace(), "");
    }

    private Mono<Void> update(ApiRequest request, Target target, byte[] bytes) {
        Negotiated form = request.negotiation().resource();
        requireWrite(target, "update");
        if (target.subresource().equals("scale")) {
            return subresources.write(request, target, bytes);
        }
        UpdateOptions query = UpdateOptions.parse(request.query());
        WriteOptions options = Requests.options(request, query.dryRun(), query.fieldValidation(), query.fieldManager());
        var change = Changes.replace(target, Requests.body(request, target, bytes), options);
        return written(
                request, target, form, registry.writer().update(target, change, Precondition.NONE, true, options));
    }

    private Mono<Void> patch(ApiRequest request, Target target, byte[] bytes) {
        Negotiated form = request.negotiation().resource();
        requireWrite(target, "patch");
        if (target.subresource().equals("scale")) {
            return subresources.write(request, target, bytes);
        }
        boolean apply = Requests.mediaType(request).equals(MediaTypes.APPLY);
        PatchOptions query = PatchOptions.parse(request.query(), apply);
        if (apply) {
            WriteOptions options =
                    Requests.options(request, query.dryRun(), query.fieldValidation(), query.fieldManager());
            return written(
                    request,
                    target,
                    form,
                    registry.writer().apply(target, AppliedBody.read(bytes), query.force(), options));
        }
        Patch patch = Patch.parse(Requests.mediaType(request), bytes, target.served());
        WriteOptions options = Requests.options(request, query.dryRun(), query.fieldValidation(), query.fieldManager());
        var change = Changes.patch(target, patch, options);
        return written(
                request, target, form, registry.writer().update(target, change, Precondition.NONE, false, options));
    }

    private Mono<Void> delete(ApiRequest request, Target target, byte[] bytes) {
        Negotiated form = request.negotiation().resource();
        requireWrite(target, "delete");
        DeleteOptions query = Requests.deleteOptions(request, bytes);
        Deleted deleted = registry.deleter().delete(target, deletion(query), options(request, query));
        byte[] json = deleted.json();
        if (json != null) {
            // only clients that ask in the older way have ever been told of what is still to come
            boolean accepted = !deleted.gone() && Boolean.FALSE.equals(query.orphanDependents());
            return object(request, target.served(), form, accepted ? 202 : 200, json);
        }
        Details details = Details.of(
                        deleted.name(),
                        target.groupResource().group(),
                        target.groupResource().resource())
                .withUid(deleted.uid());
        return Responses.tree(request, 200, Statuses.success(details), form);
    }

    private Mono<Void> deleteCollection(ApiRequest request, Target target, byte[] bytes) {
        Served served = target.served();
        if (!served.definition().allows("deletecollection")
                || (served.definition().namespaced() && target.namespace().isEmpty())) {
            throw Statuses.noSuchMethod();
        }
        Negotiated form = request.negotiation().resource();
        DeleteOptions query = Requests.deleteOptions(request, bytes);
        ListOptions list = ListOptions.parse(request.query(), false);
        Selection selection = Selection.of(served, target.namespace(), list);
        Snapshot found = served.family().cache().list(selection.under(), null, 0, selection);
        List<CachedObject> deleted =
                registry.deleter().deleteAll(target, found.objects(), deletion(query), options(request, query));
        ListMeta meta = new ListMeta(found.revision(), "", null);
        return Responses.tree(request, 200, transforms.list(request, served, meta, deleted, form), form);
    }

    private Mono<Void> written(ApiRequest request, Target target, Negotiated form, Written written) {
        return object(request, target.served(), form, written.created() ? 201 : 200, written.json());
    }

    private Mono<Void> object(ApiRequest request, Served served, Negotiated form, int code, byte[] json) {
        if (form.asStored()) {
            return Responses.json(request, code, json);
        }
        return Responses.tree(request, code, transforms.object(request, served, json, form), form);
    }

    private static void requireWrite(Target target, String verb) {
        if (target.subresource().isEmpty()) {
            ReadEndpoint.requireVerb(target.served(), verb);
            return;
        }
        var subresource = target.served().definition().subresource(target.subresource());
        if (subresource == null) {
            throw Statuses.noSuchPath();
        }
        if (!subresource.verbs().contains(verb)) {
            throw Statuses.noSuchMethod();
        }
    }

    private static Deletion deletion(DeleteOptions query) {
        return new Deletion(
                query.gracePeriodSeconds(),
                propagation(query),
                new Precondition(text(query.uid()), text(query.resourceVersion())));
    }

    private static Deletion.@Nullable Propagation propagation(DeleteOptions query) {
        Boolean orphan = query.orphanDependents();
        if (orphan != null) {
            return orphan ? Deletion.Propagation.ORPHAN : Deletion.Propagation.BACKGROUND;
        }
        String policy = query.propagationPolicy();
        return policy == null ? null : Deletion.Propagation.valueOf(policy.toUpperCase(Locale.ROOT));
    }

    private static WriteOptions options(ApiRequest request, DeleteOptions query) {
        return new WriteOptions(query.dryRun(), FieldValidation.IGNORE, "", request.caller(), request.warnings()::add)
                .sent(query.shown());
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
