package io.davit.registry.write;

import io.davit.kinds.Strategy;
import io.davit.model.GroupResource;
import io.davit.model.error.ApiException;
import io.davit.model.json.Json;
import io.davit.model.meta.Meta;
import io.davit.registry.Target;
import io.davit.registry.admission.AdmissionChain;
import io.davit.registry.admission.Attributes;
import io.davit.registry.admission.Operation;
import io.davit.registry.cache.CachedObject;
import io.davit.registry.cache.StoredJson;
import io.davit.registry.family.Served;
import io.davit.storage.Outcome;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Deletes objects of every kind: at once, or by marking them until their finalizers and their grace period let them go. */
public final class Deleter {

    private static final int RACES = 100;

    private final AdmissionChain admission;
    private final Map<GroupResource, Hook> hooks;
    private final Clock clock;

    public Deleter(AdmissionChain admission, Map<GroupResource, Hook> hooks, Clock clock) {
        this.admission = admission;
        this.hooks = hooks;
        this.clock = clock;
    }

    public Deleted delete(Target target, Deletion deletion, WriteOptions options) {
        warn(target, deletion, options);
        return delete(target, target.name(), deletion, options);
    }

    /** Deletes an object; {@code name} is what the request calls it, which is nothing when a collection is deleted. */
    private Deleted delete(Target target, String name, Deletion deletion, WriteOptions options) {
        CachedObject current = target.served().family().cache().get(target.key());
        warn(target, deletion, options);
        for (int race = 0; race < RACES; race++) {
            if (current == null) {
                throw ApiException.notFound(target.groupResource(), target.name());
            }
            ObjectNode old = target.served().shape().storedToWorking(current.tree());
            check(target, deletion.precondition(), old);
            Attributes attributes = options.attributes(Operation.DELETE, target, name, null, old);
            admission.admit(attributes);
            admission.validate(attributes);
            Strategy strategy = target.served().strategy();
            switch (run(target, current, old, DeletionPlan.of(old, strategy, deletion, clock.instant()), options)) {
                case Done done -> {
                    return done.answer();
                }
                case Lost lost -> current = CachedObject.of(lost.to());
            }
        }
        throw ApiException.conflict(
                target.groupResource(), target.name(), "it changes faster than it can be deleted; try again");
    }

    private static void check(Target target, Precondition precondition, ObjectNode old) {
        if (target.served().strategy().marksItself()) {
            precondition.checkUid(old, target.groupResource(), target.name());
        } else {
            precondition.check(old, target.served().definition().kind(), target.name());
        }
    }

    /** A request is warned of what its kind does when nothing is said, whether or not there is anything to delete. */
    private static void warn(Target target, Deletion deletion, WriteOptions options) {
        String warning = target.served().strategy().defaultDeletionWarning();
        if (deletion.propagation() == null && !warning.isEmpty()) {
            options.warn().accept(warning);
        }
    }

    /** Deletes each of these, and answers with those that were there, as they were. */
    public List<CachedObject> deleteAll(
            Target collection, List<CachedObject> objects, Deletion deletion, WriteOptions options) {
        warn(collection, deletion, options);
        List<CachedObject> deleted = new ArrayList<>();
        for (CachedObject object : objects) {
            Served served = collection.served();
            Target one = Target.of(served, served.family().namespaceOf(object.key()), object.name());
            try {
                delete(one, "", deletion, options);
                deleted.add(object);
            } catch (ApiException e) {
                if (e.code() != 404) {
                    throw e;
                }
            }
        }
        return deleted;
    }

    private Result run(Target target, CachedObject current, ObjectNode old, DeletionPlan plan, WriteOptions options) {
        return switch (plan) {
            case DeletionPlan.Leave leave -> new Done(answer(target, old, served(target, current)));
            case DeletionPlan.Remove remove -> remove(target, current, old, options);
            case DeletionPlan.Mark mark -> mark(target, current, mark.marked(), options);
            case DeletionPlan.MarkAndRemove both -> {
                Result marked = mark(target, current, both.marked(), options);
                if (options.dryRun() || !(marked instanceof Done)) {
                    yield marked;
                }
                CachedObject now = target.served().family().cache().get(target.key());
                yield now == null ? marked : remove(target, now, both.marked(), options);
            }
        };
    }

    private Result mark(Target target, CachedObject current, ObjectNode marked, WriteOptions options) {
        Served served = target.served();
        if (options.dryRun()) {
            byte[] json = Answers.of(served, marked, Long.toString(current.revision()));
            return new Done(answer(target, marked, json));
        }
        byte[] bytes = Json.bytes(StoredJson.ordered(served.shape().workingToStored(marked.deepCopy())));
        return switch (served.family().store().compareAndSet(current.key(), current.revision(), bytes)) {
            case Outcome.Committed done ->
                new Done(answer(target, marked, Answers.stored(served, marked, bytes, done.revision())));
            case Outcome.Stale stale -> new Lost(stale);
        };
    }

    private Result remove(Target target, CachedObject current, ObjectNode old, WriteOptions options) {
        boolean answers = target.served().strategy().answersWithDeleted();
        long revision = current.revision();
        if (!options.dryRun()) {
            Outcome outcome = target.served().family().store().compareAndSet(current.key(), current.revision(), null);
            if (outcome instanceof Outcome.Stale stale) {
                return new Lost(stale);
            }
            if (outcome instanceof Outcome.Committed committed) {
                revision = committed.revision();
            }
            hooks.getOrDefault(target.groupResource(), Hook.NONE).deleted(old);
        }
        byte[] json = answers ? Answers.of(target.served(), old, Long.toString(revision)) : null;
        return new Done(new Deleted(target.name(), Meta.of(old).uid(), json, true));
    }

    private static byte[] served(Target target, CachedObject object) {
        return target.served().bytes(object);
    }

    private static Deleted answer(Target target, ObjectNode object, byte[] json) {
        return new Deleted(target.name(), Meta.of(object).uid(), json, false);
    }

    private sealed interface Result {}

    private record Done(Deleted answer) implements Result {}

    private record Lost(Outcome.Stale to) implements Result {}
}
