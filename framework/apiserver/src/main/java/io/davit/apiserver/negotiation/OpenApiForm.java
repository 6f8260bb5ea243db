package io.davit.apiserver.negotiation;

import org.jspecify.annotations.Nullable;

/** How an OpenAPI document is sent. */
public enum OpenApiForm {
    JSON,
    PROTOBUF;

    /**
     * The first form that an {@code Accept} header takes; null when it takes none.
     *
     * @param version {@code v2} or {@code v3}
     */
    public static @Nullable OpenApiForm of(String accept, String version) {
        if (accept.isEmpty()) {
            return JSON;
        }
        String present = "com.github.proto-openapi.spec." + version + ".v1.0+protobuf";
        String old = "com.github.proto-openapi.spec." + version + "@v1.0+protobuf";
        for (Accept clause : Accept.parse(accept)) {
            if (clause.matches(Encoding.JSON)) {
                return JSON;
            }
            boolean protobuf =
                    clause.subtype().equals(present) || clause.subtype().equals(old);
            if (protobuf && clause.type().equals("application")) {
                return PROTOBUF;
            }
        }
        return null;
    }

    /** The type that the form is sent as, also to clients that ask by its old name. */
    public String contentType(String version) {
        return switch (this) {
            case JSON -> "application/json";
            case PROTOBUF -> "application/com.github.proto-openapi.spec." + version + ".v1.0+protobuf";
        };
    }
}
