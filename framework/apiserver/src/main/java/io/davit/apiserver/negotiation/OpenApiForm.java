package io.davit.apiserver.negotiation;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The two forms an OpenAPI document comes in. */
public enum OpenApiForm {
    JSON,
    PROTOBUF;

    /**
     * The form a client with that {@code Accept} header takes best; null when it takes neither.
     *
     * @param version {@code v2} or {@code v3}
     */
    public static @Nullable OpenApiForm of(String accept, String version) {
        if (accept.isEmpty()) {
            return JSON;
        }
        String name = "com.github.proto-openapi.spec." + version;
        Set<String> protobuf = Set.of(name + ".v1.0+protobuf", name + "@v1.0+protobuf");
        List<Accept> clauses = Accept.parse(accept);
        for (Accept clause : clauses) {
            if (clause.quality() > 0 && clause.matches(Encoding.JSON)) {
                return JSON;
            }
            if (clause.quality() > 0 && clause.type().equals("application") && protobuf.contains(clause.subtype())) {
                return PROTOBUF;
            }
        }
        return null;
    }

    /** What the answer says it is, whichever way it was asked for. */
    public String contentType(String version) {
        return this == JSON
                ? "application/json"
                : "application/com.github.proto-openapi.spec." + version + ".v1.0+protobuf";
    }
}
