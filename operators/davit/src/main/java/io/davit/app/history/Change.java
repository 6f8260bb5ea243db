package io.davit.app.history;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A field that is not as it was.
 *
 * @param before null when the field was not there
 * @param after null when it is no longer there
 * @param secret whether the values must not be shown
 */
record Change(
        List<Step> path,
        @Nullable JsonNode before,
        @Nullable JsonNode after,
        boolean secret) {

    Change {
        path = List.copyOf(path);
    }

    Change kept() {
        return new Change(path, before, after, true);
    }
}
