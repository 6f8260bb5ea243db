package io.davit.registry.subresource;

import io.davit.kinds.codec.KindCodec;
import io.davit.model.GroupVersionKind;
import io.davit.model.GroupVersionResource;
import io.davit.model.error.ApiException;
import io.davit.model.error.Cause;
import io.davit.model.error.Details;
import io.davit.model.error.Reason;
import io.davit.model.json.Json;
import io.davit.model.meta.Meta;
import io.davit.model.selector.LabelSelector;
import io.davit.registry.Target;
import io.davit.registry.admission.AdmissionChain;
import io.davit.registry.admission.Attributes;
import io.davit.registry.admission.Operation;
import io.davit.registry.cache.CachedObject;
import io.davit.registry.family.Body;
import io.davit.registry.family.Catalog;
import io.davit.registry.family.Decoded;
import io.davit.registry.family.Served;
import io.davit.registry.write.Deleter;
import io.davit.registry.write.Deletion;
import io.davit.registry.write.Precondition;
import io.davit.registry.write.Strictness;
import io.davit.registry.write.WriteOptions;
import io.davit.registry.write.Writer;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Deletes a pod, if its disruption budget has room for that.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/scheduling-eviction/api-eviction/">API-initiated eviction</a>
 */
public final class Eviction {

    private static final GroupVersionKind KIND = new GroupVersionKind("policy", "v1", "Eviction");
    private static final GroupVersionResource BUDGETS =
            new GroupVersionResource("policy", "v1", "poddisruptionbudgets");
    private static final String REFUSED = "Cannot evict pod as it would violate the pod's disruption budget.";
    private static final Set<String> OVER = Set.of("Succeeded", "Failed", "Pending");

    private final AdmissionChain admission;
    private final Writer writer;
    private final Writer admittedWriter;
    private final Deleter admittedDeleter;
    private final Catalog catalog;
    private final Clock clock;

    /**
     * @param admission sees the Eviction
     * @param writer writes budgets
     * @param admittedWriter writes pods, which admission has nothing more to say about
     * @param admittedDeleter deletes them
     */
    public Eviction(
            AdmissionChain admission,
            Writer writer,
            Writer admittedWriter,
            Deleter admittedDeleter,
            Catalog catalog,
            Clock clock) {
        this.admission = admission;
        this.writer = writer;
        this.admittedWriter = admittedWriter;
        this.admittedDeleter = admittedDeleter;
        this.catalog = catalog;
        this.clock = clock;
    }

    /** Evicts a pod, or refuses with 429. */
    public void evict(Target pod, Body body, WriteOptions options) {
        var decoded = body.read(codec());
        Strictness.apply(KIND, new Decoded(decoded.object(), decoded.warnings(), decoded.strictError()), options);
        ObjectNode eviction = decoded.object();
        Attributes attributes = options.attributes(Operation.CREATE, pod, eviction, null);
        admission.admit(attributes);
        if (!Meta.of(eviction).name().equals(pod.name())) {
            throw ApiException.badRequest("name in URL does not match name in Eviction object");
        }
        admission.validate(attributes);
        JsonNode asked = eviction.path("deleteOptions");
        boolean dryRun = options.dryRun() || asked.path("dryRun").size() > 0;
        WriteOptions as = options.unmanaged().dryRun(dryRun);
        Target main = Target.of(pod.served(), pod.namespace(), pod.name());
        CachedObject found = main.served().family().cache().get(main.key());
        if (found == null) {
            throw ApiException.notFound(pod.groupResource(), pod.name());
        }
        ObjectNode present = found.tree();
        deletion(asked).precondition().check(present, pod.served().definition().kind(), pod.name());
        if (!mayGoFreely(present)) {
            disrupt(main, present, as);
        }
        if (!dryRun) {
            Target status = new Target(main.served(), main.namespace(), main.name(), "status");
            admittedWriter.update(status, now -> Decoded.clean(disrupted(now)), Precondition.NONE, false, as);
        }
        admittedDeleter.delete(main, deletion(asked), as);
    }

    /** Pods that are over, not yet running or already going disrupt nobody. */
    private static boolean mayGoFreely(ObjectNode pod) {
        return Meta.of(pod).isTerminating()
                || OVER.contains(pod.path("status").path("phase").asString(""));
    }

    private void disrupt(Target pod, ObjectNode present, WriteOptions options) {
        Served budgets = catalog.find(BUDGETS);
        if (budgets == null) {
            return;
        }
        List<CachedObject> matching = new ArrayList<>();
        for (CachedObject budget : budgets.family()
                .cache()
                .list(budgets.family().under(pod.namespace()))
                .objects()) {
            LabelSelector selector = LabelSelector.of(budget.tree().path("spec").get("selector"));
            if (selector.matches(Meta.of(present).labels())) {
                matching.add(budget);
            }
        }
        if (matching.size() > 1) {
            throw ApiException.badRequest(
                    "This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.");
        }
        if (matching.isEmpty()) {
            return;
        }
        String name = matching.getFirst().name();
        Target budget = new Target(budgets, pod.namespace(), name, "status");
        if (isUnhealthy(present) && alwaysAllowsUnhealthy(matching.getFirst().tree())) {
            return;
        }
        writer.update(budget, now -> Decoded.clean(reduced(now, pod.name())), Precondition.NONE, false, options);
    }

    private static boolean isUnhealthy(ObjectNode pod) {
        for (JsonNode condition : pod.path("status").path("conditions")) {
            if (condition.path("type").asString("").equals("Ready")) {
                return !condition.path("status").asString("").equals("True");
            }
        }
        return true;
    }

    /** Unhealthy pods may go when the policy says always, or when enough others are healthy. */
    private static boolean alwaysAllowsUnhealthy(ObjectNode budget) {
        if (budget.path("spec").path("unhealthyPodEvictionPolicy").asString("").equals("AlwaysAllow")) {
            return true;
        }
        JsonNode status = budget.path("status");
        int desired = status.path("desiredHealthy").asInt(0);
        return desired > 0 && status.path("currentHealthy").asInt(0) >= desired;
    }

    /** The budget's status with one disruption less to give. */
    private ObjectNode reduced(ObjectNode budget, String pod) {
        String name = Meta.of(budget).name();
        JsonNode before = budget.path("status");
        if (before.path("observedGeneration").asLong(0) < Meta.of(budget).generation()) {
            throw refusal("The disruption budget " + name + " is still being processed by the server.", 10);
        }
        int allowed = before.path("disruptionsAllowed").asInt(0);
        if (allowed <= 0) {
            throw refusal(
                    "The disruption budget " + name + " needs "
                            + before.path("desiredHealthy").asInt(0) + " healthy pods and has "
                            + before.path("currentHealthy").asInt(0) + " currently",
                    0);
        }
        ObjectNode status = budget.get("status") instanceof ObjectNode there ? there : budget.putObject("status");
        status.put("disruptionsAllowed", allowed - 1);
        ObjectNode disrupted =
                status.get("disruptedPods") instanceof ObjectNode there ? there : status.putObject("disruptedPods");
        disrupted.put(pod, now());
        if (allowed == 1) {
            ArrayNode conditions = status.putArray("conditions");
            conditions
                    .addObject()
                    .put("type", "DisruptionAllowed")
                    .put("status", "False")
                    .put("observedGeneration", before.path("observedGeneration").asLong(0))
                    .put("lastTransitionTime", now())
                    .put("reason", "InsufficientPods")
                    .put("message", "");
        }
        return budget;
    }

    private ObjectNode disrupted(ObjectNode pod) {
        ObjectNode status = pod.get("status") instanceof ObjectNode there ? there : pod.putObject("status");
        ArrayNode conditions =
                status.get("conditions") instanceof ArrayNode there ? there : status.putArray("conditions");
        ObjectNode condition = Json.object()
                .put("type", "DisruptionTarget")
                .put("status", "True")
                .put("lastTransitionTime", now())
                .put("reason", "EvictionByEvictionAPI")
                .put("message", "Eviction API: evicting");
        conditions.add(condition);
        return pod;
    }

    private static Deletion deletion(JsonNode asked) {
        JsonNode grace = asked.path("gracePeriodSeconds");
        String policy = asked.path("propagationPolicy").asString("");
        JsonNode preconditions = asked.path("preconditions");
        return new Deletion(
                grace.isNumber() ? grace.longValue() : null,
                policy.isEmpty() ? null : Deletion.Propagation.valueOf(policy.toUpperCase(Locale.ROOT)),
                new Precondition(
                        preconditions.path("uid").asString(""),
                        preconditions.path("resourceVersion").asString("")));
    }

    private static ApiException refusal(String why, int retryAfter) {
        Details details = Details.NONE
                .withCauses(List.of(new Cause("DisruptionBudget", why, "")))
                .withRetryAfter(retryAfter);
        return new ApiException(Reason.TOO_MANY_REQUESTS, REFUSED, details);
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static KindCodec codec() {
        KindCodec codec = KindCodec.of(KIND);
        if (codec == null) {
            throw new IllegalStateException("no types for " + KIND);
        }
        return codec;
    }
}
