package io.davit.registry.subresource;

import io.davit.model.error.ApiException;
import io.davit.model.json.Json;
import io.davit.model.meta.Meta;
import io.davit.model.selector.LabelSelector;
import io.davit.registry.family.ScalePaths;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The {@code autoscaling/v1} Scale of an object: its replicas, found where its kind has them. */
final class Scale {

    private Scale() {}

    /**
     * @param strict whether a missing number of replicas is an error, as it is for a custom resource that is read
     */
    static ObjectNode of(ObjectNode object, ScalePaths paths, boolean strict) {
        ObjectNode scale = Json.object().put("kind", "Scale").put("apiVersion", "autoscaling/v1");
        ObjectNode metadata = scale.putObject("metadata");
        for (String field : List.of("name", "namespace", "uid", "resourceVersion", "creationTimestamp")) {
            JsonNode value = object.path("metadata").get(field);
            if (value != null) {
                metadata.set(field, value);
            }
        }
        JsonNode wanted = at(object, paths.specReplicas());
        if (strict && !wanted.isNumber()) {
            throw ApiException.internal(
                    "the spec replicas field \"." + String.join(".", paths.specReplicas()) + "\" does not exist");
        }
        ObjectNode spec = scale.putObject("spec");
        if (wanted.asInt(0) != 0) {
            spec.put("replicas", wanted.asInt(0));
        }
        ObjectNode status = scale.putObject("status");
        status.put("replicas", at(object, paths.statusReplicas()).asInt(0));
        String selector = paths.selector().isEmpty() ? "" : selector(at(object, paths.selector()));
        if (!selector.isEmpty()) {
            status.put("selector", selector);
        }
        return scale;
    }

    /** Writes the wanted number where the kind has it. */
    static void set(ObjectNode object, ScalePaths paths, int replicas) {
        ObjectNode at = object;
        List<String> path = paths.specReplicas();
        for (String name : path.subList(0, path.size() - 1)) {
            at = at.get(name) instanceof ObjectNode present ? present : at.putObject(name);
        }
        at.put(path.getLast(), replicas);
    }

    static int replicas(ObjectNode scale) {
        return scale.path("spec").path("replicas").asInt(0);
    }

    /** A selector as text: a custom resource has it so, a workload as an object, a replication controller as labels. */
    private static String selector(JsonNode selector) {
        if (selector.isString()) {
            return selector.stringValue();
        }
        if (selector.has("matchLabels") || selector.has("matchExpressions")) {
            return LabelSelector.of(selector).toString();
        }
        Map<String, String> labels = new HashMap<>();
        selector.properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asString("")));
        return LabelSelector.ofLabels(labels).toString();
    }

    static JsonNode at(JsonNode object, List<String> path) {
        JsonNode at = object;
        for (String name : path) {
            at = at.path(name);
        }
        return at;
    }

    static boolean changesUid(ObjectNode scale, ObjectNode object) {
        String uid = Meta.of(scale).uid();
        return !uid.isEmpty() && !uid.equals(Meta.of(object).uid());
    }
}
