package io.davit.kinds;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A field that field selectors may name beyond {@code metadata.name} and {@code metadata.namespace}.
 *
 * @param label what a selector says, such as {@code spec.nodeName}
 * @param path the names to walk, such as {@code [spec, nodeName]}
 * @param absent what an object without the field is taken to have, such as {@code false} for {@code spec.unschedulable}
 */
public record SelectableField(String label, List<String> path, String absent) {

    public SelectableField {
        path = List.copyOf(path);
    }

    /** The field whose label is its path. */
    public static SelectableField of(String label) {
        return new SelectableField(label, List.of(label.split("\\.")), "");
    }

    /** The value as selectors compare it. */
    public String value(JsonNode object) {
        JsonNode at = object;
        for (String name : path) {
            at = at.path(name);
        }
        return at.isValueNode() ? at.asString(absent) : absent;
    }
}
