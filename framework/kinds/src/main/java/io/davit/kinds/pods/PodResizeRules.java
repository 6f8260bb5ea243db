package io.davit.kinds.pods;

import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Fill;
import io.davit.kinds.reading.Rules;
import io.davit.kinds.reading.Same;
import io.davit.model.error.FieldPath;
import io.davit.model.json.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Changing the cpu and memory of a running pod.
 *
 * @see <a href="https://kubernetes.io/docs/tasks/configure-pod-container/resize-container-resources/">Resize CPU and memory</a>
 */
final class PodResizeRules {

    private static final List<String> LISTS = List.of("requests", "limits");

    private PodResizeRules() {}

    /** Whether a resize of this pod is out of the question; says why. */
    static boolean impossible(Field old, Rules rules) {
        String why = "";
        if (old.get("metadata")
                .get("annotations")
                .key(PodAnnotationRules.MIRROR)
                .isPresent()) {
            why = "static pods cannot be resized";
        } else if (old.get("spec").get("os").get("name").is("windows")) {
            why = "windows pods cannot be resized";
        }
        if (!why.isEmpty()) {
            rules.errors().forbidden(FieldPath.of(""), why);
        }
        return !why.isEmpty();
    }

    static void check(Field spec, Field oldPod, Rules rules) {
        Field old = oldPod.get("spec");
        String before = oldPod.get("status").get("qosClass").text();
        String kept = before.isEmpty() ? Qos.of(old) : before;
        if (!kept.equals(Qos.of(spec))) {
            rules.errors().invalid(spec.path(), kept, "Pod QOS Class may not change as a result of resizing");
        }
        if (!nodeKnowsResize(oldPod)) {
            rules.forbidden(spec, "Pod running on node without support for resize");
        }
        int found = rules.errors().causes().size();
        initContainers(spec, old, rules);
        List<Field> containers = spec.get("containers").items();
        for (int i = 0; i < containers.size(); i++) {
            resized(containers.get(i), old.get("containers").items().get(i), rules);
        }
        onlyCpuAndMemory(spec, old, rules);
        if (rules.errors().causes().size() == found && !sameButResources(spec, old)) {
            rules.forbidden(spec, "only cpu and memory resources are mutable");
        }
    }

    private static void initContainers(Field spec, Field old, Rules rules) {
        List<Field> containers = spec.get("initContainers").items();
        for (int i = 0; i < containers.size(); i++) {
            Field before = old.get("initContainers").items().get(i);
            if (Containers.isSidecar(before)) {
                resized(containers.get(i), before, rules);
            }
        }
    }

    private static boolean nodeKnowsResize(Field pod) {
        for (Field status : pod.get("status").get("containerStatuses").items()) {
            if (status.get("state").get("running").isPresent()) {
                return status.get("resources").isPresent();
            }
        }
        return true;
    }

    private static void resized(Field container, Field old, Rules rules) {
        Field now = container.get("resources");
        Field before = old.get("resources");
        if (removed(now.get("requests"), before.get("requests"))) {
            rules.forbidden(now.get("requests"), "resource requests cannot be removed");
        }
        if (removed(now.get("limits"), before.get("limits"))) {
            rules.forbidden(now.get("limits"), "resource limits cannot be removed");
        }
    }

    private static boolean removed(Field now, Field before) {
        return before.entries().stream().anyMatch(entry -> now.get(entry.key()).isAbsent());
    }

    private static void onlyCpuAndMemory(Field spec, Field old, Rules rules) {
        for (String list : List.of("containers", "initContainers")) {
            List<Field> containers = spec.get(list).items();
            for (int i = 0; i < containers.size(); i++) {
                Field before = old.get(list).items().get(i);
                boolean init = list.equals("initContainers");
                if (init && !Containers.isSidecar(before)) {
                    if (!containers.get(i).same(before)) {
                        rules.forbidden(spec, "resources for non-sidecar init containers are immutable");
                    }
                } else if (!Same.same(undone(containers.get(i), before), before.value())) {
                    String of = init ? " for sidecar containers" : "";
                    rules.forbidden(spec, "only cpu and memory resources" + of + " are mutable");
                }
            }
        }
    }

    private static boolean sameButResources(Field spec, Field old) {
        ObjectNode now = copy(spec);
        ObjectNode before = copy(old);
        for (String list : List.of("containers", "initContainers")) {
            now.remove(list);
            before.remove(list);
        }
        return Same.same(now, before);
    }

    /** The container with its old cpu and memory. */
    private static ObjectNode undone(Field container, Field old) {
        ObjectNode copy = copy(container);
        ObjectNode resources = Fill.object(copy, "resources");
        for (String list : LISTS) {
            JsonNode before = old.get("resources").get(list).value();
            if (!before.isObject()) {
                resources.remove(list);
                continue;
            }
            ObjectNode now = Fill.object(resources, list);
            for (String name : List.of("cpu", "memory")) {
                JsonNode value = before.get(name);
                if (value == null) {
                    now.remove(name);
                } else {
                    now.set(name, value);
                }
            }
            if (now.isEmpty()) {
                resources.remove(list);
            }
        }
        return copy;
    }

    private static ObjectNode copy(Field field) {
        ObjectNode object = field.object();
        return object == null ? Json.object() : object.deepCopy();
    }
}
