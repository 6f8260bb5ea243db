package io.davit.registry.admission;

import io.davit.model.GroupVersionResource;
import io.davit.model.error.ApiException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A pod of a runtime class gets what the class costs and where it may run.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/containers/runtime-class/">Runtime class</a>
 */
final class RuntimeClass implements AdmissionPlugin {

    private static final GroupVersionResource CLASSES = new GroupVersionResource("node.k8s.io", "v1", "runtimeclasses");

    private final Reads reads;

    RuntimeClass(Reads reads) {
        this.reads = reads;
    }

    @Override
    public String name() {
        return "RuntimeClass";
    }

    @Override
    public void admit(Attributes attributes) {
        ObjectNode spec = podSpec(attributes);
        if (spec == null) {
            return;
        }
        ObjectNode runtime = runtimeClass(attributes, spec);
        if (runtime == null) {
            return;
        }
        if (runtime.path("overhead").path("podFixed") instanceof ObjectNode cost) {
            JsonNode sent = spec.get("overhead");
            if (sent != null && !sent.equals(cost)) {
                throw refuse(attributes, "pod rejected: Pod's Overhead doesn't match RuntimeClass's defined Overhead");
            }
            spec.set("overhead", cost.deepCopy());
        }
        if (runtime.path("scheduling") instanceof ObjectNode scheduling) {
            place(attributes, spec, scheduling);
        }
    }

    @Override
    public void validate(Attributes attributes) {
        ObjectNode spec = podSpec(attributes);
        if (spec == null || !spec.has("overhead")) {
            return;
        }
        ObjectNode runtime = runtimeClass(attributes, spec);
        if (runtime == null || !runtime.path("overhead").has("podFixed")) {
            throw refuse(
                    attributes, "pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead");
        }
    }

    private static @Nullable ObjectNode podSpec(Attributes attributes) {
        ObjectNode pod = attributes.object();
        return attributes.operation() == Operation.CREATE
                        && pod != null
                        && attributes.isAbout("", "pods")
                        && pod.get("spec") instanceof ObjectNode spec
                ? spec
                : null;
    }

    private @Nullable ObjectNode runtimeClass(Attributes attributes, ObjectNode spec) {
        String name = spec.path("runtimeClassName").asString("");
        if (name.isEmpty()) {
            return null;
        }
        ObjectNode found = reads.find(CLASSES, name);
        if (found == null) {
            throw refuse(attributes, "pod rejected: RuntimeClass \"" + name + "\" not found");
        }
        return found;
    }

    private static void place(Attributes attributes, ObjectNode spec, ObjectNode scheduling) {
        if (scheduling.path("nodeSelector") instanceof ObjectNode wanted) {
            ObjectNode selector =
                    spec.get("nodeSelector") instanceof ObjectNode present ? present : spec.putObject("nodeSelector");
            wanted.properties().forEach(label -> {
                JsonNode own = selector.get(label.getKey());
                if (own != null && !own.equals(label.getValue())) {
                    throw refuse(
                            attributes,
                            "conflict: runtimeClass.scheduling.nodeSelector[" + label.getKey() + "] = "
                                    + label.getValue().asString("") + "; pod.spec.nodeSelector[" + label.getKey()
                                    + "] = " + own.asString(""));
                }
                selector.set(label.getKey(), label.getValue());
            });
        }
        if (scheduling.path("tolerations") instanceof ArrayNode wanted) {
            ArrayNode tolerations =
                    spec.get("tolerations") instanceof ArrayNode present ? present : spec.putArray("tolerations");
            Set<JsonNode> there = new HashSet<>(tolerations.values());
            wanted.forEach(toleration -> {
                if (there.add(toleration)) {
                    tolerations.add(toleration.deepCopy());
                }
            });
        }
    }

    private static ApiException refuse(Attributes attributes, String why) {
        return attributes.forbidden(why);
    }
}
