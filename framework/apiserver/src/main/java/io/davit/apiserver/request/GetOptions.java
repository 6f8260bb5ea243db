package io.davit.apiserver.request;

import io.davit.model.error.ApiException;
import io.davit.model.json.Json;

/** What a read of one object asks for: a version it must not be older than, empty when any will do. */
public record GetOptions(String resourceVersion) {

    public static GetOptions parse(Query query) {
        return new GetOptions(query.first("resourceVersion"));
    }

    /** The resourceVersion as a number, 0 when it is unsaid. */
    public long revision() {
        String problem = resourceVersion.isEmpty() ? "" : GoNumber.unsignedProblem(resourceVersion);
        if (!problem.isEmpty()) {
            throw ApiException.badRequest("invalid resource version: resourceVersion: Invalid value: "
                    + Json.quote(resourceVersion) + ": " + problem);
        }
        return GoNumber.clamped(resourceVersion);
    }
}
