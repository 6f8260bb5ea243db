package io.davit.kinds.openapi;

import io.davit.kinds.type.GoType;

/** Descriptions that the published models don't carry. */
final class Texts {

    static final String CONVENTIONS =
            "https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md";

    static final String API_VERSION = "APIVersion defines the versioned schema of this representation of an object."
            + " Servers should convert recognized schemas to the latest internal value, and may reject unrecognized"
            + " values. More info: " + CONVENTIONS + "#resources";
    static final String KIND =
            "Kind is a string value representing the REST resource this object represents. Servers may"
                    + " infer this from the endpoint the client submits requests to. Cannot be updated. In CamelCase. More info: "
                    + CONVENTIONS + "#types-kinds";
    static final String LIST_METADATA = "Standard list metadata. More info: " + CONVENTIONS + "#types-kinds";
    static final String PATCH =
            "Patch is provided to give a concrete name and type to the Kubernetes PATCH request body.";
    static final String PRETTY =
            "If 'true', then the output is pretty printed. Defaults to 'false' unless the user-agent indicates a"
                    + " browser or command-line HTTP tool (curl and wget).";
    static final String NAMESPACE = "object name and auth scope, such as for teams and projects";
    static final String PATH = "path to the resource";

    private Texts() {}

    static String of(GoType.Form form) {
        return switch (form) {
            case TIME -> "A point in time in RFC 3339 form, with whole seconds.";
            case MICRO_TIME -> "A point in time in RFC 3339 form, with six digits of a second.";
            case QUANTITY ->
                "An amount: a decimal number, perhaps with a suffix (m, k, M, G, T, P, E, or Ki, Mi, Gi, Ti, Pi, Ei) or an"
                        + " exponent. It is answered in canonical form: without a fraction, with the greatest suffix that fits.";
            case INT_OR_STRING -> "A whole number or a text.";
            case RAW_EXTENSION -> "Any object.";
            case FIELDS_V1 ->
                "A set of fields: f:<name> is a field, k:<keys> a list's element by its keys, v:<value> by its value,"
                        + " i:<index> by its place; a dot is the thing itself.";
            case JSON -> "Any JSON value.";
            case SCHEMA_OR_ARRAY -> "A schema, or a list of schemas.";
            case SCHEMA_OR_BOOL -> "A schema, or true or false.";
            case SCHEMA_OR_STRINGS -> "A schema, or a list of texts.";
        };
    }
}
