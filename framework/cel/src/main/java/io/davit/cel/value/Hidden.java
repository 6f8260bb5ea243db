package io.davit.cel.value;

import io.davit.model.json.Json;
import tools.jackson.databind.JsonNode;

/** Kept data that no schema tells about: it can be compared as a part of a whole, and nothing else. */
record Hidden(JsonNode node) {

    @Override
    public boolean equals(Object other) {
        return other instanceof Hidden hidden && Json.same(node, hidden.node);
    }

    @Override
    public int hashCode() {
        return 1;
    }
}
