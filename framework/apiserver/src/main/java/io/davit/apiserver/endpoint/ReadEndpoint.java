package io.davit.apiserver.endpoint;

import io.davit.apiserver.negotiation.Negotiated;
import io.davit.apiserver.request.GetOptions;
import io.davit.apiserver.request.ListOptions;
import io.davit.apiserver.status.Statuses;
import io.davit.kinds.Subresource;
import io.davit.model.error.ApiException;
import io.davit.model.error.Cause;
import io.davit.model.error.Details;
import io.davit.model.error.Reason;
import io.davit.registry.Target;
import io.davit.registry.cache.CachedObject;
import io.davit.registry.cache.ObjectCache;
import io.davit.registry.cache.ObjectCache.Snapshot;
import io.davit.registry.family.Served;
import io.davit.storage.CompactedException;
import io.davit.storage.FutureRevisionException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** GET of one object and of lists. What memory can answer is answered at once; what must wait or read the store goes to a thread of its own. */
final class ReadEndpoint {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Scheduler blocking;
    private final Transforms transforms;
    private final Subresources subresources;

    ReadEndpoint(Scheduler blocking, Subresources subresources, Clock clock) {
        this.subresources = subresources;
        this.blocking = blocking;
        this.transforms = new Transforms(clock);
    }

    Mono<Void> get(ApiRequest request, Served served) {
        Target target = new Target(
                served,
                request.info().namespace(),
                request.info().name(),
                request.info().subresource());
        if (!target.subresource().isEmpty() && !isPartOf(served, target.subresource())) {
            subresources.requireReadable(target);
            return get(request, target, found -> subresources.get(request, target, found));
        }
        requireVerb(served, "get");
        Negotiated form = request.negotiation().resource();
        return get(request, target, found -> object(request, served, form, found));
    }

    private Mono<Void> get(ApiRequest request, Target target, Function<CachedObject, Mono<Void>> answer) {
        GetOptions options = GetOptions.parse(request.query());
        ObjectCache cache = target.served().family().cache();
        long wanted = options.revision();
        if (options.exact()) {
            return blocking(() -> {
                await(cache, wanted);
                return answer.apply(found(target, at(cache, target, wanted)));
            });
        }
        if (wanted > cache.revision() || target.served().waits()) {
            return blocking(() -> {
                await(cache, wanted);
                return answer.apply(found(target, cache.get(target.key())));
            });
        }
        return answer.apply(found(target, cache.get(target.key())));
    }

    /** The object as it was at a revision. */
    private static @Nullable CachedObject at(ObjectCache cache, Target target, long revision) {
        try {
            return cache.getAt(target.key(), revision);
        } catch (CompactedException e) {
            throw ApiException.expired("too old resource version: " + revision + " (" + (e.compacted() + 1) + ")");
        }
    }

    private static CachedObject found(Target target, @Nullable CachedObject object) {
        if (object == null) {
            throw ApiException.notFound(target.groupResource(), target.name());
        }
        return object;
    }

    /** Whether the subresource is read and written as the object itself, as the log of a pod is not. */
    private static boolean isPartOf(Served served, String name) {
        Subresource subresource = served.definition().subresource(name);
        return subresource != null
                && subresource.kind().equals(served.definition().kind())
                && subresource.verbs().contains("update");
    }

    Mono<Void> list(ApiRequest request, Served served) {
        requireVerb(served, "list");
        Negotiated form = request.negotiation().resource();
        ListOptions options = ListOptions.parse(request.query(), false);
        Selection selection = Selection.of(served, request.info().namespace(), options);
        Plan plan = Plan.of(options);
        ObjectCache cache = served.family().cache();
        if (plan.fromMemory(cache) && !served.waits()) {
            return send(request, served, form, selection, plan, plan.read(cache, selection));
        }
        return blocking(() -> {
            if (plan.revision > 0) {
                await(cache, plan.revision);
            }
            return send(request, served, form, selection, plan, plan.read(cache, selection));
        });
    }

    private Mono<Void> object(ApiRequest request, Served served, Negotiated form, CachedObject found) {
        byte[] json = served.bytes(found);
        if (form.asStored()) {
            return Responses.json(request, 200, json);
        }
        return Responses.tree(request, 200, transforms.object(request, served, json, form), form);
    }

    private Mono<Void> send(
            ApiRequest request, Served served, Negotiated form, Selection selection, Plan plan, Snapshot page) {
        ListMeta meta = plan.meta(page, selection);
        if (form.asStored()) {
            ListBody body = ListBody.of(served, meta, page.objects());
            return Responses.pieces(request, form.contentType(), body.length(), body.pieces(request));
        }
        return Responses.tree(request, 200, transforms.list(request, served, meta, page.objects(), form), form);
    }

    private Mono<Void> blocking(Supplier<Mono<Void>> work) {
        return Mono.defer(work).subscribeOn(blocking);
    }

    static void requireVerb(Served served, String verb) {
        if (!served.definition().allows(verb)) {
            throw Statuses.noSuchMethod();
        }
    }

    /** Waits for a revision to come, as long as upstream does. */
    static void await(ObjectCache cache, long revision) {
        if (!cache.await(revision, PATIENCE)) {
            throw new ApiException(
                    Reason.TIMEOUT,
                    "Timeout: Too large resource version: " + revision + ", current: " + cache.revision(),
                    Details.NONE
                            .withCauses(List.of(new Cause("ResourceVersionTooLarge", "Too large resource version", "")))
                            .withRetryAfter(1));
        }
    }

    /** How a list is read: which revision, from where, how much. */
    private record Plan(
            long revision,
            boolean exact,
            int limit,
            @Nullable ContinueToken from,
            boolean any) {

        static Plan of(ListOptions options) {
            int limit = (int) Math.min(Math.max(options.limit(), 0), Integer.MAX_VALUE);
            if (!options.continueToken().isEmpty()) {
                ContinueToken from = ContinueToken.parse(options.continueToken());
                if (!options.resourceVersion().isEmpty()
                        && !options.resourceVersion().equals("0")) {
                    throw ApiException.badRequest("specifying resource version is not allowed when using continue");
                }
                if (options.resourceVersion().equals("0")) {
                    limit = 0;
                }
                return new Plan(Math.max(from.revision(), 0), from.revision() > 0, limit, from, false);
            }
            long revision = options.listRevision();
            boolean any = options.resourceVersion().equals("0");
            boolean exact = options.exact()
                    || (limit > 0
                            && revision > 0
                            && options.resourceVersionMatch().isEmpty());
            return new Plan(revision, exact, any ? 0 : limit, null, any);
        }

        boolean fromMemory(ObjectCache cache) {
            return !exact && revision <= cache.revision();
        }

        Snapshot read(ObjectCache cache, Selection selection) {
            String after = from == null ? null : selection.under() + from.after();
            if (!exact) {
                return cache.list(selection.under(), after, limit, selection);
            }
            try {
                return cache.listAt(selection.under(), after, limit, revision, selection);
            } catch (CompactedException e) {
                throw from == null
                        ? ApiException.expired("The resourceVersion for the provided list is too old.")
                        : restart(cache, e);
            } catch (FutureRevisionException e) {
                throw ApiException.badRequest(e.getMessage() == null ? "" : e.getMessage());
            }
        }

        /** The list cannot go on where it was, but it can go on: with what is newest, after the same key. */
        private ApiException restart(ObjectCache cache, CompactedException e) {
            return ApiException.expired(
                    "The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.");
        }

        ListMeta meta(Snapshot page, Selection selection) {
            String next = "";
            Long remaining = null;
            if (page.more() && !selection.atMostOne()) {
                String last = page.objects().getLast().key();
                next = new ContinueToken(
                                page.revision(),
                                last.substring(selection.under().length()))
                        .text();
                remaining = selection.selects() ? null : page.remaining();
            }
            return new ListMeta(page.revision(), next, remaining);
        }
    }
}
