package io.davit.registry.write;

import io.davit.kinds.Strategy;
import io.davit.model.GroupResource;
import io.davit.model.error.ApiException;
import io.davit.model.error.FieldErrors;
import io.davit.model.error.FieldPath;
import io.davit.model.error.Reason;
import io.davit.model.json.Json;
import io.davit.model.meta.Meta;
import io.davit.patch.managed.ManagedFields;
import io.davit.registry.Target;
import io.davit.registry.admission.AdmissionChain;
import io.davit.registry.admission.Attributes;
import io.davit.registry.admission.Operation;
import io.davit.registry.cache.CachedObject;
import io.davit.registry.cache.StoredJson;
import io.davit.registry.family.Body;
import io.davit.registry.family.Catalog;
import io.davit.registry.family.Decoded;
import io.davit.registry.family.Served;
import io.davit.registry.family.Shape;
import io.davit.registry.meta.MetaRules;
import io.davit.storage.Outcome;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Creates and updates objects of every kind.
 *
 * <p>The bracket: compute the object, default, admit, default again, prepare, validate, admit again, store. A lost race reruns it on
 * the newer object. Updates that change nothing are answered without a write.
 */
public final class Writer {

    private static final int NAME_TRIES = 8;
    private static final int RACES = 100;

    /** Bytes of a stored object: every request and every write that follows handles all of it. As much as a request may bring. */
    private static final int MOST_STORED = 3 * 1024 * 1024;

    /** What an update may add, so that a status or a finalizer finds its place in the largest of objects. */
    private static final int ROOM_TO_GROW = 64 * 1024;

    private static final List<String> SYSTEM_FIELDS = List.of("uid", "deletionTimestamp", "deletionGracePeriodSeconds");
    private static final String MODIFIED =
            "the object has been modified; please apply your changes to the latest version and try again";

    private final AdmissionChain admission;
    private final Map<GroupResource, Hook> hooks;
    private final NewMetadata metadata;
    private final FieldManagement managers;

    /** @param hooks by resource; entries may still be added while nothing is written */
    public Writer(AdmissionChain admission, Map<GroupResource, Hook> hooks, Catalog catalog, Clock clock) {
        this.admission = admission;
        this.managers = new FieldManagement(catalog);
        this.hooks = hooks;
        this.metadata = new NewMetadata(clock);
    }

    /** Stores a new object. */
    public Written create(Target target, Body body, WriteOptions options) {
        Served served = target.served();
        Decoded decoded = served.shape().decode(body);
        Strictness.apply(served.definition().kind(), decoded, options);
        return create(target, decoded.object(), options);
    }

    /** Reads an object that is answered but never stored, such as a review, with its manager recorded. */
    public ObjectNode read(Target target, Body body, WriteOptions options) {
        Shape shape = target.served().shape();
        Decoded decoded = shape.decode(body);
        Strictness.apply(target.served().definition().kind(), decoded, options);
        ObjectNode object = shape.servedToWorking(decoded.object());
        requireNamespace(target, Meta.of(object));
        managers.record(target, null, object, options, metadata.now());
        return shape.workingToServed(object);
    }

    /**
     * Replaces or patches an object.
     *
     * @param change computes the new object from the present one; it is called again after a lost race
     * @param precondition what the present object must be
     * @param put whether the whole object comes from the client: then its uid is a precondition, and it may be created
     */
    public Written update(Target target, Change change, Precondition precondition, boolean put, WriteOptions options) {
        return update(target, change, precondition, put, null, options);
    }

    /**
     * As {@link #update(Target, Change, Precondition, boolean, WriteOptions)}, through a subresource with a kind of its own.
     *
     * @param facet what admission sees instead of the object
     */
    public Written update(
            Target target,
            Change change,
            Precondition precondition,
            boolean put,
            @Nullable Facet facet,
            WriteOptions options) {
        Strategy strategy = strategy(target);
        CachedObject current = target.served().family().cache().get(target.key());
        for (int race = 0; race < RACES; race++) {
            if (current == null) {
                if (change.creates()) {
                    Creation creation = creation(target, change, options);
                    switch (creation.run()) {
                        case Outcome.Committed committed -> {
                            return creation.answer(committed.revision());
                        }
                        case Outcome.Stale stale -> current = CachedObject.of(stale);
                    }
                    continue;
                }
                if (put
                        && strategy.allowCreateOnUpdate()
                        && target.subresource().isEmpty()) {
                    return createByPut(target, change, precondition, options);
                }
                throw ApiException.notFound(target.groupResource(), target.name());
            }
            Attempt attempt = new Attempt(target, strategy, current, change, precondition, put, facet, options);
            Outcome outcome = attempt.run();
            switch (outcome) {
                case Outcome.Committed committed -> {
                    return attempt.answer(committed.revision());
                }
                case Outcome.Stale stale -> current = CachedObject.of(stale);
            }
        }
        throw ApiException.conflict(target.groupResource(), target.name(), MODIFIED);
    }

    /**
     * Applies a configuration.
     *
     * @param force whether fields are taken from their owners
     */
    public Written apply(Target target, AppliedBody body, boolean force, WriteOptions options) {
        Change change = managers.apply(target, body, force, options, metadata.now());
        return update(target, change, Precondition.NONE, false, options.unmanaged());
    }

    private Creation creation(Target target, Change change, WriteOptions options) {
        ObjectNode object = change.apply(target.served().shape().empty()).object();
        OwnerReferences.dropDuplicates(object, false, options.warn());
        requireNamespace(target, Meta.of(object));
        return new Creation(target, object, options);
    }

    /** The present time, as timestamps show it. */
    public String now() {
        return metadata.now();
    }

    private Strategy strategy(Target target) {
        Strategy main = target.served().strategy();
        if (target.subresource().isEmpty()) {
            return main;
        }
        Strategy own = switch (target.subresource()) {
            case "binding" -> new BoundStrategy(main);
            case "scale" -> main;
            default -> main.subresource(target.subresource());
        };
        if (own == null) {
            throw ApiException.notFound(target.groupResource(), target.name());
        }
        return own;
    }

    private Hook hook(Target target) {
        return target.subresource().isEmpty() ? hooks.getOrDefault(target.groupResource(), Hook.NONE) : Hook.NONE;
    }

    private Written createByPut(Target target, Change change, Precondition precondition, WriteOptions options) {
        ObjectNode nothing = Json.object();
        ObjectNode object = change.apply(nothing).object();
        Meta meta = Meta.of(object);
        if (!meta.uid().isEmpty()) {
            throw ApiException.conflict(target.groupResource(), target.name(), wrongUid(target, meta.uid(), ""));
        }
        meta.resourceVersion("");
        Written written = create(target, object, options);
        return new Written(written.json(), true);
    }

    private static String wrongUid(Target target, String sent, String actual) {
        return "StorageError: invalid object, Code: 4, Key: " + target.key()
                + ", ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: " + sent
                + ", UID in object meta: " + actual;
    }

    private Written create(Target target, ObjectNode decoded, WriteOptions options) {
        Meta sent = Meta.of(decoded);
        OwnerReferences.dropDuplicates(decoded, true, options.warn());
        requireNamespace(target, sent);
        if (isRevision(sent.resourceVersion())) {
            throw ApiException.badRequest("resourceVersion should not be set on objects to be created");
        }
        boolean generated = !sent.generateName().isEmpty();
        for (int tried = 1; ; tried++) {
            Creation creation = new Creation(target, decoded.deepCopy(), options);
            switch (creation.run()) {
                case Outcome.Committed committed -> {
                    return creation.answer(committed.revision());
                }
                case Outcome.Stale stale -> {
                    if (!generated || !sent.name().isEmpty() || tried == NAME_TRIES) {
                        throw taken(target.groupResource(), creation.name(), CachedObject.of(stale), generated);
                    }
                }
            }
        }
    }

    private static ApiException taken(
            GroupResource resource, String name, @Nullable CachedObject present, boolean generated) {
        ApiException plain = ApiException.alreadyExists(resource, name);
        if (generated) {
            return new ApiException(
                    Reason.ALREADY_EXISTS,
                    plain.message() + ", the server was not able to generate a unique name for the object",
                    plain.details().withRetryAfter(1));
        }
        if (present != null && Meta.of(present.tree()).isTerminating()) {
            return new ApiException(
                    Reason.ALREADY_EXISTS, "object is being deleted: " + plain.message(), plain.details());
        }
        return plain;
    }

    /** Whether a resourceVersion names a state; junk never does. */
    private static boolean isRevision(String version) {
        return !version.isEmpty() && !version.equals("0") && version.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static void requireNamespace(Target target, Meta sent) {
        if (!target.served().definition().namespaced()) {
            sent.namespace("");
        } else if (sent.namespace().isEmpty()) {
            sent.namespace(target.namespace());
        } else if (!sent.namespace().equals(target.namespace())) {
            throw ApiException.badRequest(
                    "the namespace of the provided object does not match the namespace sent on the request");
        }
    }

    /** The group is the stored version's: an event is refused in the words of the core group, through whichever it came. */
    private static ApiException invalid(Target target, ObjectNode object, FieldErrors errors) {
        String version = object.path("apiVersion").asString("");
        int slash = version.indexOf('/');
        String group = slash < 0 ? "" : version.substring(0, slash);
        return ApiException.invalid(
                version.isEmpty() ? target.served().definition().kind().group() : group,
                target.served().definition().kind().kind(),
                Meta.of(object).name(),
                errors.causes());
    }

    /** One try to store a new object. */
    private final class Creation {

        private final Target target;
        private final Served served;
        private final Shape shape;
        private final ObjectNode object;
        private final WriteOptions options;
        private byte[] bytes = {};

        Creation(Target target, ObjectNode decoded, WriteOptions options) {
            this.target = target;
            this.served = target.served();
            this.shape = served.shape();
            this.object = shape.servedToWorking(decoded);
            this.options = options;
        }

        String name() {
            return Meta.of(object).name();
        }

        Outcome run() {
            Strategy strategy = served.strategy();
            strategy.defaults(object);
            managers.record(target, null, object, options, metadata.now());
            metadata.wipe(object);
            admission.admit(attributes());
            requireNamespace(target, Meta.of(object));
            strategy.defaults(object);
            metadata.fill(object);
            Runnable undo = hook(target).beforeCreate(object, options.dryRun());
            Outcome outcome = new Outcome.Stale(null);
            try {
                strategy.warnEarly(object, options.warn());
                strategy.prepareForCreate(object);
                validate(strategy);
                strategy.warnings(object, null, options.warn());
                admission.validate(attributes());
                outcome = store();
                return outcome;
            } finally {
                if (options.dryRun() || outcome instanceof Outcome.Stale) {
                    undo.run();
                }
            }
        }

        /** A generated name is known only once mutating admission is over. */
        private Attributes attributes() {
            return options.attributes(Operation.CREATE, target.named(name()), object, null);
        }

        private void validate(Strategy strategy) {
            FieldErrors errors = new FieldErrors();
            switch (strategy.metadataCheck()) {
                case FIRST -> {
                    validateMetadata(strategy, errors);
                    strategy.validate(object, errors);
                }
                case LAST -> {
                    strategy.validate(object, errors);
                    validateMetadata(strategy, errors);
                }
                case WHEN_VALID -> {
                    strategy.validate(object, errors);
                    if (errors.isEmpty()) {
                        validateMetadata(strategy, errors);
                    }
                }
            }
            errors.warnings().forEach(options.warn());
            if (!errors.isEmpty()) {
                throw invalid(target, object, errors);
            }
        }

        private void validateMetadata(Strategy strategy, FieldErrors errors) {
            MetaRules.validate(
                    object,
                    served.definition().namespaced(),
                    served.definition().custom(),
                    strategy,
                    errors);
        }

        private Outcome store() {
            bytes = Json.bytes(StoredJson.ordered(shape.workingToStored(object.deepCopy())));
            requireStorable(bytes, MOST_STORED);
            String key = target.named(name()).key();
            if (options.dryRun()) {
                CachedObject present = served.family().cache().get(key);
                return present == null ? new Outcome.Committed(0) : present.asStale();
            }
            return served.family().store().compareAndSet(key, 0, bytes);
        }

        Written answer(long revision) {
            byte[] json = options.dryRun()
                    ? Answers.unstored(served, object, bytes, "")
                    : Answers.stored(served, object, bytes, revision);
            return new Written(json, true);
        }
    }

    /** One try to store an update. */
    private final class Attempt {

        private final Target target;
        private final Served served;
        private final Shape shape;
        private final Strategy strategy;
        private final CachedObject current;
        private final WriteOptions options;
        private final boolean put;
        private final @Nullable Facet facet;
        private final ObjectNode old;
        private final ObjectNode object;
        private byte[] bytes = {};
        private boolean unchanged;

        Attempt(
                Target target,
                Strategy strategy,
                CachedObject current,
                Change change,
                Precondition precondition,
                boolean put,
                @Nullable Facet facet,
                WriteOptions options) {
            this.target = target;
            this.facet = facet;
            this.served = target.served();
            this.shape = served.shape();
            this.strategy = strategy;
            this.current = current;
            this.put = put;
            this.options = options;
            this.old = shape.storedToWorking(current.tree());
            precondition.check(old, served.definition().kind(), target.name());
            Decoded decoded = change.apply(shape.workingToServed(old.deepCopy()));
            this.object = shape.servedToWorking(decoded.object());
        }

        Outcome run() {
            OwnerReferences.dropDuplicates(object, put, options.warn());
            checkIdentity();
            strategy.defaults(object);
            managers.record(target, old, object, options, metadata.now());
            Attributes attributes = attributes();
            admission.admit(attributes);
            takeBack(attributes);
            requireNamespace(target, Meta.of(object));
            strategy.defaults(object);
            Runnable undo = hook(target).beforeUpdate(object, old, options.dryRun());
            Outcome outcome = new Outcome.Stale(null);
            try {
                keepSystemFields();
                strategy.prepareForUpdate(object, old);
                validate();
                strategy.warnings(object, old, options.warn());
                admission.validate(facet == null ? attributes : attributes());
                outcome = store();
                return outcome;
            } finally {
                if (options.dryRun() || outcome instanceof Outcome.Stale) {
                    undo.run();
                } else {
                    hook(target).updated(object, old);
                }
            }
        }

        private Attributes attributes() {
            return facet == null
                    ? options.attributes(Operation.UPDATE, target, object, old)
                    : options.attributes(Operation.UPDATE, target, part(facet, object), part(facet, old));
        }

        private ObjectNode part(Facet of, ObjectNode whole) {
            return of.of(shape.workingToServed(whole.deepCopy()));
        }

        /** What mutating admission has made of a part goes back into the whole. */
        private void takeBack(Attributes attributes) {
            ObjectNode part = attributes.object();
            if (facet == null || part == null) {
                return;
            }
            ObjectNode served = shape.workingToServed(object.deepCopy());
            if (!part.equals(facet.of(served))) {
                facet.into(served, part);
                ObjectNode working = shape.servedToWorking(served);
                object.removeAll();
                object.setAll(working);
            }
        }

        /** The version and uid that the client has seen, and the name and namespace that it means. */
        private void checkIdentity() {
            Meta sent = Meta.of(object);
            requireNamespace(target, sent);
            if (put && !sent.uid().isEmpty() && !sent.uid().equals(Meta.of(old).uid())) {
                throw ApiException.conflict(
                        target.groupResource(),
                        target.name(),
                        wrongUid(target, sent.uid(), Meta.of(old).uid()));
            }
            String version = sent.resourceVersion();
            if (version.isEmpty() || version.equals("0")) {
                requireUnconditional();
            } else if (!version.equals(Long.toString(current.revision()))) {
                throw ApiException.conflict(target.groupResource(), target.name(), MODIFIED);
            }
        }

        private void requireUnconditional() {
            if (!strategy.allowUnconditionalUpdate()) {
                FieldErrors errors = new FieldErrors();
                errors.invalid(FieldPath.of("metadata", "resourceVersion"), 0, "must be specified for an update");
                GroupResource resource = target.groupResource();
                throw ApiException.invalid(resource.group(), resource.resource(), target.name(), errors.causes());
            }
        }

        /** What a client may leave out because only the server sets it. */
        private void keepSystemFields() {
            ObjectNode now = Meta.of(object).node();
            ObjectNode before = Meta.of(old).node();
            for (String field : SYSTEM_FIELDS) {
                if (!now.has(field) && before.has(field)) {
                    now.set(field, before.get(field));
                }
            }
            // who does not say which version she means gets the present one, as validating admission then sees
            Meta meta = Meta.of(object);
            if (meta.resourceVersion().isEmpty() || meta.resourceVersion().equals("0")) {
                meta.resourceVersion(Long.toString(current.revision()));
            }
            if (before.has("deletionTimestamp")) {
                now.set("deletionTimestamp", before.get("deletionTimestamp"));
            }
            for (String field : List.of("creationTimestamp", "generation")) {
                JsonNode value = before.get(field);
                if (value == null) {
                    now.remove(field);
                } else {
                    now.set(field, value);
                }
            }
        }

        private void validate() {
            FieldErrors errors = new FieldErrors();
            MetaRules.validateUpdate(
                    object, old, target.groupResource(), served.definition().custom(), strategy, errors);
            strategy.validateUpdate(object, old, errors);
            errors.warnings().forEach(options.warn());
            if (!errors.isEmpty()) {
                throw invalid(target, object, errors);
            }
        }

        private Outcome store() {
            ObjectNode stored = StoredJson.ordered(shape.workingToStored(object.deepCopy()));
            bytes = Json.bytes(stored);
            if (isUnchanged()) {
                unchanged = true;
                return new Outcome.Committed(current.revision());
            }
            if (options.dryRun()) {
                return new Outcome.Committed(current.revision());
            }
            if (!isFinished()) {
                requireStorable(bytes, MOST_STORED + ROOM_TO_GROW);
            }
            Outcome outcome = served.family()
                    .store()
                    .compareAndSet(current.key(), current.revision(), isFinished() ? null : bytes);
            if (outcome instanceof Outcome.Committed && isFinished()) {
                hooks.getOrDefault(target.groupResource(), Hook.NONE).deleted(object);
            }
            return outcome;
        }

        /** Whether the last finalizer of an object under deletion has just gone. */
        private boolean isFinished() {
            Meta meta = Meta.of(object);
            Long grace = meta.deletionGracePeriodSeconds();
            return meta.isTerminating()
                    && meta.finalizers().isEmpty()
                    && (grace == null || grace == 0)
                    && strategy.finishesByUpdate(object);
        }

        private boolean isUnchanged() {
            ObjectNode before = current.tree();
            Meta.of(before).resourceVersion("");
            boolean created = current.revision() == current.createRevision();
            if (created && served.strategy().isCompletedByFirstUpdate(before)) {
                return false;
            }
            return ManagedFields.differOnlyInTimes(before, Json.parseObject(bytes));
        }

        Written answer(long revision) {
            byte[] json;
            if (unchanged) {
                json = served.bytes(current);
            } else if (options.dryRun()) {
                json = Answers.unstored(served, object, bytes, Long.toString(revision));
            } else {
                // what an update has deleted keeps the version it was last stored with
                json = Answers.stored(served, object, bytes, isFinished() ? current.revision() : revision);
            }
            return new Written(json, false);
        }
    }

    private static void requireStorable(byte[] bytes, int most) {
        if (bytes.length > most) {
            throw new ApiException(
                    Reason.REQUEST_ENTITY_TOO_LARGE,
                    "Request entity too large: the object takes " + bytes.length
                            + " bytes with its defaults and managed fields, limit is " + most);
        }
    }
}
