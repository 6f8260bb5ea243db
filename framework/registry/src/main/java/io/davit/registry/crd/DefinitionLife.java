package io.davit.registry.crd;

import io.davit.kinds.ResourceDefinition;
import io.davit.model.GroupVersion;
import io.davit.model.GroupVersionResource;
import io.davit.model.error.ApiException;
import io.davit.model.error.Reason;
import io.davit.model.json.Json;
import io.davit.model.meta.Meta;
import io.davit.patch.fields.FieldSet;
import io.davit.patch.managed.ManagedFields;
import io.davit.patch.managed.Manager;
import io.davit.patch.managed.SingleVersion;
import io.davit.registry.Target;
import io.davit.registry.cache.CachedObject;
import io.davit.registry.cache.ObjectCache;
import io.davit.registry.cache.Renderings;
import io.davit.registry.cache.StoredJson;
import io.davit.registry.cache.Watcher;
import io.davit.registry.family.Catalog;
import io.davit.registry.family.Family;
import io.davit.registry.family.Served;
import io.davit.registry.pace.Pacer;
import io.davit.registry.webhook.WebhookClient;
import io.davit.registry.write.Deleter;
import io.davit.registry.write.Deletion;
import io.davit.registry.write.WriteOptions;
import io.davit.registry.write.Writer;
import io.davit.schema.crd.ApprovalPolicy;
import io.davit.schema.crd.Condition;
import io.davit.schema.crd.NamesDecision;
import io.davit.storage.Store;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The life of CustomResourceDefinitions: names are accepted, the resource is established and served, a changed schema takes effect,
 * its versions have their APIServices, and a deleted definition takes its objects with it.
 *
 * <p>It follows the definitions' own watch, one step at a time on one thread; each step starts from what is stored, so a step
 * that was lost is made again.
 *
 * @see <a href="https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/">Custom resources</a>
 */
public final class DefinitionLife implements AutoCloseable {

    private static final Logger LOG = System.getLogger(DefinitionLife.class.getName());
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    static final String CLEANUP = "customresourcecleanup.apiextensions.k8s.io";
    static final GroupVersionResource DEFINITIONS =
            new GroupVersionResource("apiextensions.k8s.io", "v1", "customresourcedefinitions");

    /** Who writes the status of definitions. */
    private static final Manager MANAGER =
            Manager.updater("kube-apiserver", DEFINITIONS.groupVersion().toString(), "status");

    private final Store store;
    private final Catalog catalog;
    private final Deleter deleter;
    private final Clock clock;
    private final Family definitions;
    private final WebhookClient webhooks;
    private final Renderings renderings = Renderings.create();
    private final Pacer pacer = new Pacer("crd-life", this::step, SHORTEST_WAIT, LONGEST_WAIT);
    private final SingleVersion written;

    /** The revisions at which the last steps were made; for the one thread that makes them. */
    private final Map<String, Long> done = new HashMap<>();

    /** What deletions wait for: changes of the objects of definitions under deletion; for the one thread that makes steps. */
    private final List<Watcher> awaited = new ArrayList<>();

    private final ChangeSignal changes;
    private final ApiServices apiServices;
    private volatile Map<String, Known> known = Map.of();

    public DefinitionLife(
            Store store, Catalog catalog, Writer writer, Deleter deleter, WebhookClient webhooks, Clock clock) {
        Served served = catalog.find(DEFINITIONS);
        if (served == null) {
            throw new IllegalStateException("CustomResourceDefinitions are not served");
        }
        this.store = store;
        this.catalog = catalog;
        this.deleter = deleter;
        this.webhooks = webhooks;
        this.clock = clock;
        this.definitions = served.family();
        this.changes = new ChangeSignal(definitions.cache(), pacer::wake);
        this.apiServices = new ApiServices(catalog, writer, deleter, pacer::wake);
        this.written = new SingleVersion(MANAGER.apiVersion(), served.shape().type(), FieldSet.ofFields("spec"));
    }

    /** Serves what is established, and follows what changes. */
    public void start() {
        refresh();
        pacer.wake();
    }

    @Override
    public void close() {
        pacer.close();
        changes.close();
        apiServices.close();
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
        come.forEach(each -> each.family().serve(each));
        if (!gone.isEmpty() || !come.isEmpty()) {
            catalog.change(all -> {
                all.values().removeIf(gone::contains);
                come.forEach(each -> all.put(each.definition().resource(), each));
                return all;
            });
        }
        left.forEach(Family::close);
        gone.stream()
                .filter(each -> catalog.find(each.definition().resource()) == null)
                .map(Served::family)
                .filter(family -> !left.contains(family))
                .distinct()
                .forEach(family -> family.cache().endWatches());
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
        boolean broken = definition.isBroken();
        if (!definition.isServed() && !broken) {
            return new Known(outline, present, List.of());
        }
        Family family = present == null ? family(definition) : present;
        return new Known(outline, family, served(definition, family, broken));
    }

    /** A broken definition has its paths, but they allow nothing. */
    private List<Served> served(Definition definition, Family family, boolean broken) {
        Versions versions = definition.conversions(webhooks);
        List<Served> all = new ArrayList<>();
        for (Definition.Version version : definition.versions()) {
            if (version.served()) {
                ResourceDefinition resource = definition.resource(version, broken);
                CustomShape shape = new CustomShape(resource, versions, Definition.scale(version), renderings);
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

    private boolean step() {
        awaited.forEach(Watcher::close);
        awaited.clear();
        changes.seen();
        refresh();
        boolean again = advanceAll();
        refresh();
        return again | keepApiServices();
    }

    private boolean keepApiServices() {
        Set<GroupVersion> served = new HashSet<>();
        known.values().forEach(each -> served.addAll(each.outline.served()));
        return apiServices.keep(served);
    }

    private boolean advanceAll() {
        Map<String, Known> all = known;
        boolean again = false;
        for (Map.Entry<String, Known> each : all.entrySet()) {
            Outline outline = each.getValue().outline;
            long revision = outline.state().revision();
            if (!outline.isSettled() || done.getOrDefault(each.getKey(), 0L) != revision) {
                again |= tryToAdvance(each.getKey(), each.getValue(), all.values());
                done.put(each.getKey(), revision);
            }
        }
        done.keySet().retainAll(all.keySet());
        return again;
    }

    /** What fails for one definition holds up no other. */
    private boolean tryToAdvance(String name, Known one, Collection<Known> all) {
        try {
            return advance(one, all);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "a step in the life of " + name + " failed and will be made again", e);
            return true;
        }
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
        Family family = one.family;
        if (family != null) {
            String problem = deleteAll(one, family);
            if (!problem.isEmpty()) {
                Conditions.set(
                        crd,
                        "Terminating",
                        true,
                        "InstanceDeletionFailed",
                        "could not issue all deletes: " + problem,
                        now());
                if (!crd.equals(state.tree())) {
                    write(state, crd);
                }
            }
            if (!isEmpty(family)) {
                return true;
            }
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

    /**
     * Deletes what is not under deletion yet, as it is stored: a webhook that no longer converts must not keep it. Answers what went
     * wrong.
     */
    private String deleteAll(Known one, Family family) {
        ObjectCache cache = family.cache();
        awaited.add(cache.watch(cache.revision(), pacer::wake));
        Served stored = new Definition(one.outline.state().tree()).asStored(family, renderings);
        Set<String> problems = new LinkedHashSet<>();
        for (CachedObject object : cache.list(family.prefix()).objects()) {
            Target target = Target.of(stored, family.namespaceOf(object.key()), object.name());
            try {
                deleter.delete(target, Deletion.PLAIN, WriteOptions.system());
            } catch (ApiException e) {
                if (e.reason() != Reason.NOT_FOUND) {
                    problems.add(e.message());
                }
            }
        }
        String all = String.join(", ", problems);
        return problems.size() > 1 ? "[" + all + "]" : all;
    }

    private static boolean isEmpty(Family family) {
        return family.cache().list(family.prefix()).objects().isEmpty();
    }

    /** A lost race is settled by the next step, which the other write has caused. */
    private void write(CachedObject state, ObjectNode next) {
        ManagedFields.update(state.tree(), next, written, MANAGER, now());
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
