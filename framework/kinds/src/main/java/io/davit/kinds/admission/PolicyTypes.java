package io.davit.kinds.admission;

import io.davit.cel.Declarations;
import io.davit.cel.Type;
import java.util.Map;

/** What expressions see of a request and of its namespace, as types. */
final class PolicyTypes {

    private static final Type TEXTS = Type.list(Type.STRING);
    private static final Type TEXT_BY_NAME = Type.map(Type.STRING, Type.STRING);

    private static final Type KIND = Type.object(
            "kubernetes.GroupVersionKind", Map.of("group", Type.STRING, "version", Type.STRING, "kind", Type.STRING));

    private static final Type RESOURCE = Type.object(
            "kubernetes.GroupVersionResource",
            Map.of("group", Type.STRING, "version", Type.STRING, "resource", Type.STRING));

    private static final Type USER = Type.object(
            "kubernetes.UserInfo",
            Map.of(
                    "username",
                    Type.STRING,
                    "uid",
                    Type.STRING,
                    "groups",
                    TEXTS,
                    "extra",
                    Type.map(Type.STRING, TEXTS)));

    /** {@code request}: an AdmissionRequest without its objects, which have names of their own, and without a uid. */
    static final Type REQUEST = Type.object(
            "kubernetes.AdmissionRequest",
            Map.ofEntries(
                    Map.entry("kind", KIND),
                    Map.entry("resource", RESOURCE),
                    Map.entry("subResource", Type.STRING),
                    Map.entry("requestKind", KIND),
                    Map.entry("requestResource", RESOURCE),
                    Map.entry("requestSubResource", Type.STRING),
                    Map.entry("name", Type.STRING),
                    Map.entry("namespace", Type.STRING),
                    Map.entry("operation", Type.STRING),
                    Map.entry("userInfo", USER),
                    Map.entry("dryRun", Type.BOOL),
                    Map.entry("options", Type.DYN)));

    private static final Type CONDITION = Type.object(
            "kubernetes.NamespaceCondition",
            Map.of(
                    "status",
                    Type.STRING,
                    "type",
                    Type.STRING,
                    "lastTransitionTime",
                    Type.TIMESTAMP,
                    "message",
                    Type.STRING,
                    "reason",
                    Type.STRING));

    private static final Type METADATA = Type.object(
            "kubernetes.NamespaceMetadata",
            Map.ofEntries(
                    Map.entry("name", Type.STRING),
                    Map.entry("generateName", Type.STRING),
                    Map.entry("namespace", Type.STRING),
                    Map.entry("labels", TEXT_BY_NAME),
                    Map.entry("annotations", TEXT_BY_NAME),
                    Map.entry("UID", Type.STRING),
                    Map.entry("creationTimestamp", Type.TIMESTAMP),
                    Map.entry("deletionGracePeriodSeconds", Type.INT),
                    Map.entry("deletionTimestamp", Type.TIMESTAMP),
                    Map.entry("generation", Type.INT),
                    Map.entry("resourceVersion", Type.STRING),
                    Map.entry("finalizers", TEXTS)));

    /** {@code namespaceObject}: a Namespace with a part of its metadata. */
    static final Type NAMESPACE = Type.object(
            "kubernetes.Namespace",
            Map.of(
                    "metadata",
                    METADATA,
                    "spec",
                    Type.object("kubernetes.NamespaceSpec", Map.of("finalizers", TEXTS)),
                    "status",
                    Type.object(
                            "kubernetes.NamespaceStatus",
                            Map.of("conditions", Type.list(CONDITION), "phase", Type.STRING))));

    private PolicyTypes() {}

    /** These names and {@code variables}, which are now these. */
    static Declarations with(Declarations names, Map<String, Type> variables) {
        return names.with("variables", Type.object("kubernetes.variables", variables));
    }

    /** What is neither a scalar nor made of scalars loses its type as a variable. */
    static Type ofVariable(Type type) {
        return switch (type.kind()) {
            case BOOL, BYTES, DOUBLE, DURATION, INT, NULL, STRING, TIMESTAMP, UINT -> type;
            case LIST -> Type.list(element(type));
            case MAP -> Type.map(type.key() == null ? Type.DYN : ofVariable(type.key()), element(type));
            case DYN, INT_OR_STRING, DATE, OBJECT, OPTIONAL, OPAQUE, HIDDEN -> Type.DYN;
        };
    }

    private static Type element(Type type) {
        Type element = type.element();
        return element == null ? Type.DYN : ofVariable(element);
    }
}
