package io.davit.kinds.openapi;

import io.davit.model.GroupVersionKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one method does at one path, before it is written for v2 or v3.
 *
 * @param method in lower case
 * @param action {@code x-kubernetes-action}; empty for discovery
 * @param kind what it is about; null for discovery
 * @param parameters of query and path
 * @param body null when it takes none
 * @param answers what it may answer with
 * @param consumes media types of the body
 * @param produces media types of the answers
 */
record Operation(
        String method,
        String id,
        String description,
        String action,
        @Nullable GroupVersionKind kind,
        List<Parameter> parameters,
        @Nullable Body body,
        List<Answer> answers,
        List<String> consumes,
        List<String> produces) {

    /** {@code in}: {@code query} or {@code path}. */
    record Parameter(String name, String in, String type, String description) {

        static Parameter query(String name, String type, String description) {
            return new Parameter(name, "query", type, description);
        }

        static Parameter path(String name, String description) {
            return new Parameter(name, "path", "string", description);
        }
    }

    record Body(String definition, boolean required) {}

    /** {@code definition}: what it carries; empty for nothing, {@code string} for a text. */
    record Answer(String code, String description, String definition) {}
}
