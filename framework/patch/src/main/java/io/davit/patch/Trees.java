package io.davit.patch;

import io.davit.model.json.Json;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What patches ask of trees: keys, size, depth. */
final class Trees {

    private Trees() {}

    /** A scalar as something that can be a key: equal exactly for scalars of the same type and text. */
    static Object scalar(JsonNode node) {
        return node.isNumber() ? node.numberValue().toString() : node;
    }

    /** {@code so} many bytes and those of a tree, roughly as JSON; more than {@code max}, or too deep a tree, is refused. */
    static int measure(JsonNode node, int so, int max) {
        return measure(node, so, max, 0);
    }

    /** The tree, unless it is nested deeper than any document may be. */
    static ObjectNode withinDepth(ObjectNode tree) {
        measure(tree, 0, Integer.MAX_VALUE, 0);
        return tree;
    }

    private static int measure(JsonNode node, int so, int max, int depth) {
        if (depth > Json.MAX_DEPTH) {
            throw Refusals.unfit();
        }
        long bytes = so;
        switch (node) {
            case ObjectNode object -> {
                bytes += 2;
                for (Map.Entry<String, JsonNode> member : object.properties()) {
                    bytes += member.getKey().length() + 4L;
                    bytes = measure(member.getValue(), checked(bytes, max), max, depth + 1);
                }
            }
            case ArrayNode array -> {
                bytes += 2;
                for (JsonNode element : array) {
                    bytes = measure(element, checked(bytes + 1, max), max, depth + 1);
                }
            }
            default -> bytes += node.isString() ? node.stringValue().length() + 2L : 5;
        }
        return checked(bytes, max);
    }

    private static int checked(long bytes, int max) {
        if (bytes > max) {
            throw Refusals.unfit();
        }
        return (int) bytes;
    }
}
