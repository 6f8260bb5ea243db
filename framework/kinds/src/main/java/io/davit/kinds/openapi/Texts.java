package io.davit.kinds.openapi;

import io.davit.kinds.type.Field;
import io.davit.kinds.type.GoType;
import io.davit.kinds.type.StructType;

/** Descriptions that the published models don't carry: parameters, types with a form of their own, metadata. */
final class Texts {

    private static final String CONVENTIONS =
            "https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md";

    static final String API_VERSION = "APIVersion defines the versioned schema of this representation of an object."
            + " Servers should convert recognized schemas to the latest internal value, and may reject unrecognized"
            + " values. More info: " + CONVENTIONS + "#resources";
    static final String KIND =
            "Kind is a string value representing the REST resource this object represents. Servers may"
                    + " infer this from the endpoint the client submits requests to. Cannot be updated. In CamelCase. More info: "
                    + CONVENTIONS + "#types-kinds";
    static final String METADATA = "Standard object's metadata. More info: " + CONVENTIONS + "#metadata";
    static final String LIST_METADATA = "Standard list metadata. More info: " + CONVENTIONS + "#types-kinds";
    static final String PATCH = "The change of an object, in the form that the request's media type names.";

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

    /** For an object field, whose text the models don't carry; empty when nothing is known. */
    static String ofObjectField(Field field) {
        GoType type = field.type() instanceof GoType.Pointer pointer ? pointer.target() : field.type();
        if (field.name().equals("metadata") && type instanceof StructType struct) {
            return switch (struct.simpleName()) {
                case "ObjectMeta" -> METADATA;
                case "ListMeta" -> LIST_METADATA;
                default -> "";
            };
        }
        return "";
    }

    static String ofParameter(String name) {
        return switch (name) {
            case "allowWatchBookmarks" -> "Asks for BOOKMARK events in a watch.";
            case "continue" -> "The token of an earlier answer, to go on with the next page.";
            case "dryRun" -> "All: do everything but store the change.";
            case "fieldManager" -> "The name under which changed fields are recorded.";
            case "fieldSelector" -> "Selects objects by their fields.";
            case "fieldValidation" -> "What to do with unknown and repeated fields: Ignore, Warn or Strict.";
            case "force" -> "Takes fields over from other appliers. For apply requests only.";
            case "gracePeriodSeconds" -> "How long the object may take to end; 0 deletes it at once.";
            case "ignoreStoreReadErrorWithClusterBreakingPotential" -> "Deletes an object that can no longer be read.";
            case "labelSelector" -> "Selects objects by their labels.";
            case "limit" -> "The most objects a page may have.";
            case "orphanDependents" -> "Deprecated: use propagationPolicy.";
            case "propagationPolicy" -> "What happens to dependents: Orphan, Background or Foreground.";
            case "pretty" -> "true: the answer is indented.";
            case "resourceVersion" -> "The state to read or to watch from.";
            case "resourceVersionMatch" -> "How resourceVersion counts in a list: NotOlderThan or Exact.";
            case "sendInitialEvents" -> "Begins a watch with events of what is there already.";
            case "shardSelector" -> "Selects a part of all objects by a hash of their identity.";
            case "timeoutSeconds" -> "Ends the request after that time, whatever it does.";
            case "watch" -> "Answers with a stream of changes instead of a list.";
            case "namespace" -> "object name and auth scope, such as for teams and projects";
            case "path" -> "The rest of the path, for the one connected to.";
            default -> "";
        };
    }
}
