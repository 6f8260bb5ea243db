package io.davit.registry.admission;

import io.davit.model.GroupVersionResource;
import io.davit.model.error.ApiException;
import io.davit.model.meta.Meta;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Gives a pod the number that its priority class stands for, and keeps default classes from becoming several.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/">Pod priority and preemption</a>
 */
final class Priority implements AdmissionPlugin {

    private static final Set<String> SYSTEM = Set.of("system-cluster-critical", "system-node-critical");
    private static final GroupVersionResource CLASSES =
            new GroupVersionResource("scheduling.k8s.io", "v1", "priorityclasses");
    private static final String PREEMPT = "PreemptLowerPriority";

    private final Reads reads;

    Priority(Reads reads) {
        this.reads = reads;
    }

    @Override
    public String name() {
        return "Priority";
    }

    @Override
    public void admit(Attributes attributes) {
        ObjectNode pod = attributes.object();
        if (attributes.operation() == Operation.CREATE
                && attributes.isAbout("", "pods")
                && pod != null
                && pod.get("spec") instanceof ObjectNode spec) {
            prioritize(attributes, spec);
        }
        if (attributes.operation() == Operation.UPDATE
                && attributes.isAbout("", "pods")
                && pod != null
                && pod.get("spec") instanceof ObjectNode spec
                && attributes.old() instanceof ObjectNode old) {
            keep("priority", spec, old.path("spec"));
            keep("preemptionPolicy", spec, old.path("spec"));
        }
    }

    /** What was set on creation needs not be repeated. */
    private static void keep(String field, ObjectNode spec, JsonNode old) {
        if (!spec.hasNonNull(field) && old.hasNonNull(field)) {
            spec.set(field, old.path(field));
        }
    }

    @Override
    public void validate(Attributes attributes) {
        if (attributes.operation() == Operation.DELETE
                && attributes.isAbout("scheduling.k8s.io", "priorityclasses")
                && SYSTEM.contains(attributes.name())) {
            throw refuse(attributes, "this is a system priority class and cannot be deleted");
        }
        ObjectNode object = attributes.object();
        if (object == null
                || !attributes.isAbout("scheduling.k8s.io", "priorityclasses")
                || !object.path("globalDefault").asBoolean(false)) {
            return;
        }
        String name = Meta.of(object).name();
        for (ObjectNode other : defaults()) {
            if (!Meta.of(other).name().equals(name)) {
                throw refuse(
                        attributes,
                        "PriorityClass " + Meta.of(other).name()
                                + " is already marked as default. Only one default can exist");
            }
        }
    }

    private void prioritize(Attributes attributes, ObjectNode spec) {
        String className = spec.path("priorityClassName").asString("");
        ObjectNode priorityClass = className.isEmpty() ? lowestDefault() : reads.find(CLASSES, className);
        if (priorityClass == null && !className.isEmpty()) {
            throw refuse(attributes, "no PriorityClass with name " + className + " was found");
        }
        int priority = priorityClass == null ? 0 : priorityClass.path("value").asInt(0);
        String policy = priorityClass == null
                ? PREEMPT
                : priorityClass.path("preemptionPolicy").asString(PREEMPT);
        if (priorityClass != null && className.isEmpty()) {
            spec.put("priorityClassName", Meta.of(priorityClass).name());
        }
        JsonNode sent = spec.path("priority");
        if (sent.isNumber() && sent.asInt(0) != priority) {
            throw refuse(
                    attributes,
                    "the integer value of priority (" + sent.asInt(0) + ") must not be provided in pod spec;"
                            + " priority admission controller computed " + priority
                            + " from the given PriorityClass name");
        }
        spec.put("priority", priority);
        String sentPolicy = spec.path("preemptionPolicy").asString("");
        if (!sentPolicy.isEmpty() && !sentPolicy.equals(policy)) {
            throw refuse(
                    attributes,
                    "the string value of PreemptionPolicy (" + sentPolicy + ") must not be provided in pod spec;"
                            + " priority admission controller computed " + policy
                            + " from the given PriorityClass name");
        }
        spec.put("preemptionPolicy", policy);
    }

    private @Nullable ObjectNode lowestDefault() {
        ObjectNode lowest = null;
        for (ObjectNode each : defaults()) {
            if (lowest == null
                    || each.path("value").asInt(0) < lowest.path("value").asInt(0)) {
                lowest = each;
            }
        }
        return lowest;
    }

    private List<ObjectNode> defaults() {
        return reads.all(CLASSES).stream()
                .filter(each -> each.path("globalDefault").asBoolean(false))
                .toList();
    }

    private static ApiException refuse(Attributes attributes, String why) {
        return attributes.forbidden(why);
    }
}
