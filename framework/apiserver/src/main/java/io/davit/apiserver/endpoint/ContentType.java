package io.davit.apiserver.endpoint;

import io.davit.model.error.ApiException;
import io.davit.model.error.Reason;
import io.davit.registry.family.Body;
import io.davit.registry.family.Served;

/** What request bodies may be written in. */
final class ContentType {

    private ContentType() {}

    /** The format that a media type names; JSON when there is none. */
    static Body.Format of(String mediaType, Served served) {
        return switch (mediaType) {
            case "", "application/json" -> Body.Format.JSON;
            case "application/yaml" -> Body.Format.YAML;
            case "application/vnd.kubernetes.protobuf" -> {
                if (served.definition().custom()) {
                    throw unsupported(served);
                }
                yield Body.Format.PROTOBUF;
            }
            default -> throw unsupported(served);
        };
    }

    private static ApiException unsupported(Served served) {
        String types = served.definition().custom()
                ? "application/json, application/yaml"
                : "application/json, application/yaml, application/vnd.kubernetes.protobuf";
        return new ApiException(
                Reason.UNSUPPORTED_MEDIA_TYPE,
                "the body of the request was in an unknown format - accepted media types include: " + types);
    }
}
