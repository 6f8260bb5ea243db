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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private final Map<String, Known> known = new HashMap<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("crd-life").daemon().factory());
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
        known.values().forEach(each -> each.family.close());
    }

    /** Brings the catalog to what the stored definitions say. A write to a definition calls it before it is answered. */
    public synchronized void refresh() {
        Map<String, Definition> now = new HashMap<>();
        for (CachedObject object :
                definitions.cache().list(definitions.prefix()).objects()) {
            now.put(object.name(), new Definition(object.tree()));
        }
        List<Known> gone = new ArrayList<>();
        List<Known> changed = new ArrayList<>();
        known.values().removeIf(each -> {
            Definition current = now.get(each.definition.name());
            boolean out = current == null || !current.uid().equals(each.definition.uid());
            if (out) {
                gone.add(each);
            }
            return out;
        });
        now.values().forEach(definition -> {
            Known before = known.get(definition.name());
            if (before == null ? definition.isEstablished() : !before.definition.servesAs(definition)) {
                Known next = new Known(definition, before == null ? family(definition) : before.family);
                known.put(definition.name(), next);
                changed.add(next);
            }
        });
        if (gone.isEmpty() && changed.isEmpty()) {
            return;
        }
        catalog.change(all -> {
            all.values()
                    .removeIf(served -> gone.stream().anyMatch(each -> each.family == served.family())
                            || changed.stream().anyMatch(each -> each.family == served.family()));
            changed.forEach(each -> each.addTo(all));
            return all;
        });
        gone.forEach(each -> each.family.close());
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
            boolean again = false;
            for (CachedObject object :
                    definitions.cache().list(definitions.prefix()).objects()) {
                again |= advance(object);
            }
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

    /** One step for one definition; true when there is something left to wait for. */
    private boolean advance(CachedObject object) {
        ObjectNode crd = object.tree();
        if (Meta.of(crd).isTerminating()) {
            return Meta.of(crd).finalizers().contains(CLEANUP) && cleanUp(object, crd);
        }
        ObjectNode next = crd.deepCopy();
        NamesDecision names = NamesDecision.of(crd, sameGroup(crd));
        status(next).set("acceptedNames", names.acceptedNames());
        set(next, names.namesAccepted());
        if (!Conditions.isTrue(crd, "Established")) {
            set(next, establishing(crd, names.established()));
        }
        ApprovalPolicy.condition(crd).ifPresent(condition -> set(next, condition));
        write(object, crd, next);
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

    private List<ObjectNode> sameGroup(ObjectNode crd) {
        String group = crd.path("spec").path("group").asString("");
        return definitions.cache().list(definitions.prefix()).objects().stream()
                .map(CachedObject::tree)
                .filter(other -> other.path("spec").path("group").asString("").equals(group))
                .toList();
    }

    /** Deletes the objects of a definition under deletion, and lets it go when none is left. */
    private boolean cleanUp(CachedObject object, ObjectNode crd) {
        ObjectNode next = crd.deepCopy();
        Served served = servedOf(crd);
        if (Conditions.find(crd, "Terminating").path("reason").asString("").equals("InstanceDeletionPending")) {
            Conditions.set(
                    next,
                    "Terminating",
                    true,
                    "InstanceDeletionInProgress",
                    "CustomResource deletion is in progress",
                    now());
            write(object, crd, next);
            return true;
        }
        if (served != null) {
            List<CachedObject> left =
                    served.family().cache().list(served.family().prefix()).objects();
            if (!left.isEmpty()) {
                deleter.deleteAll(Target.of(served, "", ""), left, Deletion.PLAIN, WriteOptions.system());
                left = served.family().cache().list(served.family().prefix()).objects();
            }
            if (!left.isEmpty()) {
                return true;
            }
        }
        Conditions.set(next, "Terminating", false, "InstanceDeletionCompleted", "removed all instances", now());
        List<String> finalizers = new ArrayList<>(Meta.of(next).finalizers());
        finalizers.remove(CLEANUP);
        Meta.of(next).finalizers(finalizers);
        if (finalizers.isEmpty()) {
            definitions.store().compareAndSet(object.key(), object.revision(), null);
        } else {
            write(object, crd, next);
        }
        return false;
    }

    private @Nullable Served servedOf(ObjectNode crd) {
        Definition definition = new Definition(crd);
        for (Definition.Version version : definition.versions()) {
            Served served =
                    catalog.find(new GroupVersionResource(definition.group(), version.name(), definition.plural()));
            if (served != null && served.definition().custom()) {
                return served;
            }
        }
        return null;
    }

    /** Writes if it differs; a lost race is settled by the next step, which the other write has caused. */
    private void write(CachedObject object, ObjectNode before, ObjectNode next) {
        if (!next.equals(before)) {
            byte[] bytes = Json.bytes(StoredJson.ordered(next));
            definitions.store().compareAndSet(object.key(), object.revision(), bytes);
        }
    }

    private static ObjectNode status(ObjectNode crd) {
        return crd.get("status") instanceof ObjectNode present ? present : crd.putObject("status");
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** A definition as it is served right now. */
    private record Known(Definition definition, Family family) {

        void addTo(Map<GroupVersionResource, Served> all) {
            if (!definition.isEstablished()) {
                return;
            }
            for (Definition.Version version : definition.versions()) {
                if (version.served()) {
                    ResourceDefinition resource = definition.resource(version);
                    CustomShape shape = new CustomShape(
                            resource,
                            !definition.preservesUnknownFields(),
                            definition.storageVersion(),
                            definition.storageSchema(),
                            Definition.scale(version));
                    all.put(resource.resource(), new Served(family, resource, shape));
                }
            }
        }
    }
}
