package io.davit.registry.crd;

import io.davit.kinds.ResourceDefinition;
import io.davit.model.GroupVersionResource;
import io.davit.model.json.Json;
import io.davit.model.meta.Meta;
import io.davit.registry.Target;
import io.davit.registry.cache.CachedObject;
import io.davit.registry.cache.ObjectCache;
import io.davit.registry.cache.StoredJson;
import io.davit.registry.cache.Watcher;
import io.davit.registry.family.Catalog;
import io.davit.registry.family.Family;
import io.davit.registry.family.Served;
import io.davit.registry.write.Deleter;
import io.davit.registry.write.Deletion;
import io.davit.registry.write.WriteOptions;
import io.davit.schema.crd.ApprovalPolicy;
import io.davit.schema.crd.Condition;
import io.davit.schema.crd.NamesDecision;
import io.davit.storage.Store;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The life of CustomResourceDefinitions: names are accepted, the resource is established and served, a changed schema takes effect,
 * and a deleted definition takes its objects with it.
 *
 * <p>It follows the definitions' own watch, one step at a time on one thread; each step starts from what is stored, so a step
 * that was lost is made again.
 *
 * @see <a href="https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/">Custom resources</a>
 */
public final class DefinitionLife implements AutoCloseable {

    private static final Logger LOG = System.getLogger(DefinitionLife.class.getName());
    private static final long RETRY_MILLIS = 100;
    static final String CLEANUP = "customresourcecleanup.apiextensions.k8s.io";
    static final GroupVersionResource DEFINITIONS =
            new GroupVersionResource("apiextensions.k8s.io", "v1", "customresourcedefinitions");

    private final Store store;
    private final Catalog catalog;
    private final Deleter deleter;
    private final Clock clock;
    private final Family definitions;
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("crd-life").daemon().factory());

    /** The revisions at which the last steps were made; for the one thread that makes them. */
    private final Map<String, Long> done = new HashMap<>();

    private volatile Map<String, Known> known = Map.of();
    private @Nullable Watcher watcher;

    public DefinitionLife(Store store, Catalog catalog, Deleter deleter, Clock clock) {
        Served served = catalog.find(DEFINITIONS);
        if (served == null) {
            throw new IllegalStateException("CustomResourceDefinitions are not served");
        }
        this.store = store;
        this.catalog = catalog;
        this.deleter = deleter;
        this.clock = clock;
        this.definitions = served.family();
    }

    /** Serves what is established, and follows what changes. */
    public void start() {
        ObjectCache cache = definitions.cache();
        watcher = cache.watch(cache.revision(), this::wake);
        refresh();
        wake();
    }

    @Override
    public void close() {
        thread.shutdownNow();
        if (watcher != null) {
            watcher.close();
        }
        families(known).forEach(Family::close);
    }

    /** Brings the catalog to what the stored definitions say. A write to a definition calls it before it is answered. */
    public synchronized void refresh() {
        Map<String, Known> now = new HashMap<>();
        for (CachedObject state : definitions.cache().list(definitions.prefix()).objects()) {
            Known before = known.get(state.name());
            boolean unread = before == null || before.outline.state().revision() != state.revision();
            now.put(state.name(), unread ? read(state, before) : before);
        }
        Set<Served> gone = served(known);
        Set<Served> come = served(now);
        Set<Family> left = families(known);
        gone.removeAll(served(now));
        come.removeAll(served(known));
        left.removeAll(families(now));
        known = Map.copyOf(now);
        if (!gone.isEmpty() || !come.isEmpty()) {
            catalog.change(all -> {
                all.values().removeIf(gone::contains);
                come.forEach(each -> all.put(each.definition().resource(), each));
                return all;
            });
        }
        left.forEach(Family::close);
    }

    /** Reads what is new or has changed. What is served stays the same as long as nothing about it changed. */
    private Known read(CachedObject state, @Nullable Known before) {
        ObjectNode crd = state.tree();
        Outline outline = Outline.of(state, crd);
        if (before == null || !before.outline.uid().equals(outline.uid())) {
            return serve(outline, new Definition(crd), null);
        }
        return before.outline.servesAs(outline)
                ? new Known(outline, before.family, before.served)
                : serve(outline, new Definition(crd), before.family);
    }

    private Known serve(Outline outline, Definition definition, @Nullable Family present) {
        if (!definition.isEstablished()) {
            return new Known(outline, present, List.of());
        }
        Family family = present == null ? family(definition) : present;
        return new Known(outline, family, served(definition, family));
    }

    private static List<Served> served(Definition definition, Family family) {
        List<Served> all = new ArrayList<>();
        for (Definition.Version version : definition.versions()) {
            if (version.served()) {
                ResourceDefinition resource = definition.resource(version);
                CustomShape shape = new CustomShape(
                        resource,
                        !definition.preservesUnknownFields(),
                        definition.storageVersion(),
                        definition.storageSchema(),
                        Definition.scale(version));
                all.add(new Served(family, resource, shape));
            }
        }
        return all;
    }

    private static Set<Served> served(Map<String, Known> known) {
        Set<Served> all = Collections.newSetFromMap(new IdentityHashMap<>());
        known.values().forEach(each -> all.addAll(each.served));
        return all;
    }

    private static Set<Family> families(Map<String, Known> known) {
        Set<Family> all = Collections.newSetFromMap(new IdentityHashMap<>());
        known.values().stream().map(Known::family).filter(Objects::nonNull).forEach(all::add);
        return all;
    }

    private Family family(Definition definition) {
        String prefix = "/registry/" + definition.group() + "/" + definition.plural() + "/";
        return new Family(store, prefix, definition.namespaced());
    }

    private void wake() {
        if (scheduled.compareAndSet(false, true)) {
            submit(0);
        }
    }

    private void submit(long millis) {
        try {
            thread.schedule(this::step, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "no more steps: closed");
        }
    }

    private void step() {
        scheduled.set(false);
        try {
            Watcher open = watcher;
            while (open != null && open.next() != null) {
                // Only that something changed counts: each step looks at all that is stored.
            }
            refresh();
            boolean again = advanceAll();
            refresh();
            if (again && scheduled.compareAndSet(false, true)) {
                submit(RETRY_MILLIS);
            }
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "a step in the life of CustomResourceDefinitions failed and will be made again", e);
            if (scheduled.compareAndSet(false, true)) {
                submit(10 * RETRY_MILLIS);
            }
        }
    }

    private boolean advanceAll() {
        Map<String, Known> all = known;
        boolean again = false;
        for (Map.Entry<String, Known> each : all.entrySet()) {
            Outline outline = each.getValue().outline;
            long revision = outline.state().revision();
            if (!outline.isSettled() || done.getOrDefault(each.getKey(), 0L) != revision) {
                again |= advance(each.getValue(), all.values());
                done.put(each.getKey(), revision);
            }
        }
        done.keySet().retainAll(all.keySet());
        return again;
    }

    /** One step for one definition; true when there is something left to wait for. */
    private boolean advance(Known one, Collection<Known> all) {
        Outline outline = one.outline;
        ObjectNode crd = outline.crd();
        if (outline.isTerminating()) {
            return Meta.of(crd).finalizers().contains(CLEANUP) && cleanUp(one);
        }
        List<ObjectNode> sameGroup = all.stream()
                .map(Known::outline)
                .filter(outline::inGroupOf)
                .map(Outline::crd)
                .toList();
        NamesDecision names = NamesDecision.of(crd, sameGroup);
        ObjectNode next = crd.deepCopy();
        status(next).set("acceptedNames", names.acceptedNames());
        set(next, names.namesAccepted());
        if (!Conditions.isTrue(crd, "Established")) {
            set(next, establishing(crd, names.established()));
        }
        ApprovalPolicy.condition(crd).ifPresent(condition -> set(next, condition));
        if (!next.equals(crd)) {
            ObjectNode whole = outline.state().tree();
            whole.set("status", next.get("status"));
            write(outline.state(), whole);
        }
        return false;
    }

    /** A resource is established one step after its names were accepted. */
    private static Condition establishing(ObjectNode crd, Condition wanted) {
        boolean installing =
                Conditions.find(crd, "Established").path("reason").asString("").equals("Installing");
        return installing || !wanted.status().equals("True")
                ? wanted
                : new Condition(wanted.type(), "False", "Installing", wanted.message());
    }

    private void set(ObjectNode crd, Condition condition) {
        boolean value = condition.status().equals("True");
        Conditions.set(crd, condition.type(), value, condition.reason(), condition.message(), now());
    }

    /** Deletes the objects of a definition under deletion, and lets it go when none is left. */
    private boolean cleanUp(Known one) {
        CachedObject state = one.outline.state();
        ObjectNode crd = state.tree();
        if (Conditions.find(crd, "Terminating").path("reason").asString("").equals("InstanceDeletionPending")) {
            Conditions.set(
                    crd,
                    "Terminating",
                    true,
                    "InstanceDeletionInProgress",
                    "CustomResource deletion is in progress",
                    now());
            write(state, crd);
            return true;
        }
        if (!one.served.isEmpty() && !deleteAll(one.served.getFirst())) {
            return true;
        }
        Conditions.set(crd, "Terminating", false, "InstanceDeletionCompleted", "removed all instances", now());
        List<String> finalizers = new ArrayList<>(Meta.of(crd).finalizers());
        finalizers.remove(CLEANUP);
        Meta.of(crd).finalizers(finalizers);
        if (finalizers.isEmpty()) {
            definitions.store().compareAndSet(state.key(), state.revision(), null);
        } else {
            write(state, crd);
        }
        return false;
    }

    /** True when none is left. */
    private boolean deleteAll(Served served) {
        List<CachedObject> left =
                served.family().cache().list(served.family().prefix()).objects();
        if (left.isEmpty()) {
            return true;
        }
        deleter.deleteAll(Target.of(served, "", ""), left, Deletion.PLAIN, WriteOptions.system());
        return served.family().cache().list(served.family().prefix()).objects().isEmpty();
    }

    /** A lost race is settled by the next step, which the other write has caused. */
    private void write(CachedObject state, ObjectNode next) {
        definitions.store().compareAndSet(state.key(), state.revision(), Json.bytes(StoredJson.ordered(next)));
    }

    private static ObjectNode status(ObjectNode crd) {
        return crd.get("status") instanceof ObjectNode present ? present : crd.putObject("status");
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** What was last seen of a definition, and what is served of it. */
    private record Known(Outline outline, @Nullable Family family, List<Served> served) {}
}
