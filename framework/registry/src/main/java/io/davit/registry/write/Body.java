package io.davit.registry.write;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A request body as a tree, and the paths of keys that came twice in its text. */
public record Body(ObjectNode object, List<String> duplicates) {

    public static Body of(ObjectNode object) {
        return new Body(object, List.of());
    }
}
