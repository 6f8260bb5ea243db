package io.davit.schema;

import io.davit.model.error.ApiException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Drops from a custom object what its schema doesn't name, in place.
 *
 * <p>Where unknown fields are preserved, known ones are still pruned inside. The apiVersion, kind and metadata of the object are left
 * alone; those of embedded resources are kept, and their metadata is cut down to what metadata may hold.
 *
 * @see <a href="https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#field-pruning">Field pruning</a>
 */
public final class Pruner {

    private static final Set<String> META = Set.of("apiVersion", "kind", "metadata");

    private final Set<String> pruned = new TreeSet<>();

    private Pruner() {}

    /**
     * Prunes an object and names what went, such as {@code spec.list[0].x}, in alphabetical order. An embedded resource whose
     * apiVersion, kind or metadata have the wrong type is an {@link ApiException} with code 400.
     */
    public static List<String> prune(ObjectNode object, Schema schema) {
        EmbeddedResources embedded = new EmbeddedResources();
        embedded.coerce(object, schema);
        Pruner pruner = new Pruner();
        pruner.pruned.addAll(embedded.dropped());
        pruner.map(object, schema, "", true, false);
        return new ArrayList<>(pruner.pruned);
    }

    /** Prunes a value that is no object of its own, such as a default. */
    static List<String> pruneValue(JsonNode value, Schema schema) {
        Pruner pruner = new Pruner();
        pruner.value(value, schema, "", false);
        return new ArrayList<>(pruner.pruned);
    }

    /**
     * @param kept whether a list around it preserves unknown fields: then its elements do, though not what is within them
     */
    private void value(JsonNode value, @Nullable Schema schema, String path, boolean kept) {
        boolean keeps = kept || (schema != null && schema.preservesUnknownFields());
        if (value instanceof ObjectNode map) {
            map(map, schema, path, schema != null && schema.embeddedResource(), keeps);
        } else if (value instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                value(list.get(i), schema == null ? null : schema.items(), path + "[" + i + "]", keeps);
            }
        }
    }

    private void map(ObjectNode map, @Nullable Schema schema, String path, boolean embedded, boolean kept) {
        List<String> gone = new ArrayList<>();
        for (Map.Entry<String, JsonNode> member : map.properties()) {
            String name = member.getKey();
            String below = path.isEmpty() ? name : path + "." + name;
            if (embedded && META.contains(name)) {
                continue;
            }
            Schema property = schema == null ? null : schema.property(name);
            if (property != null) {
                value(member.getValue(), property, below, false);
            } else if (schema != null
                    && (schema.additionalProperties() != null || schema.additionalPropertiesAllowed() != null)) {
                value(member.getValue(), schema.additionalProperties(), below, false);
            } else if (!kept && (schema == null || !schema.preservesUnknownFields())) {
                gone.add(name);
                pruned.add(below);
            }
        }
        gone.forEach(map::remove);
    }
}
