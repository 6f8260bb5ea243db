package io.davit.registry.bootstrap;

import io.davit.model.GroupVersion;
import io.davit.model.GroupVersionResource;
import io.davit.model.error.ApiException;
import io.davit.model.error.Reason;
import io.davit.model.json.Json;
import io.davit.model.meta.Meta;
import io.davit.registry.Target;
import io.davit.registry.family.Body;
import io.davit.registry.family.Catalog;
import io.davit.registry.family.Decoded;
import io.davit.registry.family.Served;
import io.davit.registry.write.Change;
import io.davit.registry.write.Precondition;
import io.davit.registry.write.WriteOptions;
import io.davit.registry.write.Writer;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes the objects that a cluster cannot be without, where they are missing. */
public final class Bootstrap {

    private static final List<String> NAMESPACES = List.of("kube-system", "kube-public", "kube-node-lease", "default");

    private static final List<PriorityClass> PRIORITY_CLASSES = List.of(
            new PriorityClass(
                    "system-cluster-critical",
                    2_000_000_000,
                    "Used for system critical pods that must run in the cluster, but can be moved to another node if"
                            + " necessary."),
            new PriorityClass(
                    "system-node-critical",
                    2_000_001_000,
                    "Used for system critical pods that must not be moved from their current node."));

    /** Where Services get their addresses, and the first of them. */
    private static final String SERVICE_RANGE = "10.0.0.0/16";

    private static final String SERVICE_ADDRESS = "10.0.0.1";

    private final Catalog catalog;
    private final Writer writer;
    private final Clock clock;

    public Bootstrap(Catalog catalog, Writer writer, Clock clock) {
        this.catalog = catalog;
        this.writer = writer;
        this.clock = clock;
    }

    public void run() {
        NAMESPACES.forEach(this::namespace);
        PRIORITY_CLASSES.forEach(this::priorityClass);
        serviceRange();
        kubernetesService();
        startObjects();
    }

    /** Side by side: a durable store commits many writers at once. */
    private void startObjects() {
        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> made = StartObjects.all().stream()
                    .map(each -> writers.submit(() -> startObject(each)))
                    .toList();
            for (Future<Boolean> each : made) {
                each.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while making the first objects", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot make the first objects: " + e.getCause(), e.getCause());
        }
    }

    private boolean startObject(ObjectNode object) {
        GroupVersion groupVersion = GroupVersion.parse(object.path("apiVersion").asString());
        String plural = object.path("kind").asString().toLowerCase(Locale.ROOT) + "s";
        Meta meta = Meta.of(object);
        GroupVersionResource resource = groupVersion.resource(plural);
        boolean made = ensure(resource, meta.namespace(), meta.name(), object);
        if (made && object.has("status")) {
            writeStatus(resource, meta.name(), object.get("status"));
        }
        return made;
    }

    private void writeStatus(GroupVersionResource resource, String name, JsonNode status) {
        Change now = present -> {
            present.set("status", status.deepCopy());
            for (JsonNode condition : present.path("status").path("conditions")) {
                ((ObjectNode) condition).put("lastTransitionTime", now());
            }
            return Decoded.clean(present);
        };
        writer.update(
                new Target(served(resource), "", name, "status"), now, Precondition.NONE, false, WriteOptions.system());
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private void priorityClass(PriorityClass priority) {
        ObjectNode object = object("scheduling.k8s.io/v1", "PriorityClass", priority.name())
                .put("value", priority.value())
                .put("description", priority.description())
                .put("preemptionPolicy", "PreemptLowerPriority");
        ensure(new GroupVersionResource("scheduling.k8s.io", "v1", "priorityclasses"), "", priority.name(), object);
    }

    /** The range that Services get their addresses from; nothing but the server makes it ready. */
    private void serviceRange() {
        ObjectNode range = object("networking.k8s.io/v1", "ServiceCIDR", "kubernetes");
        range.putObject("spec").putArray("cidrs").add(SERVICE_RANGE);
        GroupVersionResource resource = new GroupVersionResource("networking.k8s.io", "v1", "servicecidrs");
        if (ensure(resource, "", "kubernetes", range)) {
            Served served = served(resource);
            Target status = new Target(served, "", "kubernetes", "status");
            writer.update(status, this::ready, Precondition.NONE, false, WriteOptions.system());
        }
    }

    private Decoded ready(ObjectNode range) {
        range.putObject("status")
                .putArray("conditions")
                .addObject()
                .put("type", "Ready")
                .put("status", "True")
                .put("lastTransitionTime", now())
                .put("reason", "")
                .put("message", "Kubernetes default Service CIDR is ready");
        return Decoded.clean(range);
    }

    private void kubernetesService() {
        ObjectNode service = object("v1", "Service", "kubernetes");
        Meta.of(service).label("component", "apiserver");
        Meta.of(service).label("provider", "kubernetes");
        ObjectNode spec =
                service.putObject("spec").put("clusterIP", SERVICE_ADDRESS).put("sessionAffinity", "None");
        spec.putArray("ports")
                .addObject()
                .put("name", "https")
                .put("protocol", "TCP")
                .put("port", 443)
                .put("targetPort", 6443);
        ensure(new GroupVersionResource("", "v1", "services"), "default", "kubernetes", service);
    }

    private static ObjectNode object(String apiVersion, String kind, String name) {
        ObjectNode object = Json.object().put("apiVersion", apiVersion).put("kind", kind);
        object.putObject("metadata").put("name", name);
        return object;
    }

    private record PriorityClass(String name, int value, String description) {}

    private void namespace(String name) {
        ensure(new GroupVersionResource("", "v1", "namespaces"), "", name, object("v1", "Namespace", name));
    }

    /** Creates the object unless one of its name exists; true when it did. */
    private boolean ensure(GroupVersionResource resource, String namespace, String name, ObjectNode object) {
        Served served = served(resource);
        if (served.family().cache().get(served.family().key(namespace, name)) != null) {
            return false;
        }
        try {
            writer.create(Target.of(served, namespace, name), Body.of(object), WriteOptions.system());
            return true;
        } catch (ApiException e) {
            if (e.reason() != Reason.ALREADY_EXISTS) {
                throw e;
            }
            return false;
        }
    }

    private Served served(GroupVersionResource resource) {
        Served served = catalog.find(resource);
        if (served == null) {
            throw new IllegalStateException(resource + " is not served");
        }
        return served;
    }
}
