package io.davit.schema.crd;

import io.davit.model.error.FieldErrors;
import io.davit.model.error.FieldPath;
import io.davit.model.json.Json;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Groups of the Kubernetes community are protected: their definitions need an annotation that says where they were approved, or that
 * they were not.
 *
 * @see <a href="https://github.com/kubernetes/enhancements/tree/master/keps/sig-architecture/1111-api-approval">KEP 1111</a>
 */
public final class ApprovalPolicy {

    private static final String ANNOTATION = "api-approved.kubernetes.io";
    private static final FieldPath FIELD =
            FieldPath.of("metadata", "annotations").key(ANNOTATION);
    private static final String NEEDED = "protected groups must have approval annotation " + Json.quote(ANNOTATION);
    private static final String SEE = ", see https://github.com/kubernetes/enhancements/pull/1111";

    private enum State {
        APPROVED("True", "ApprovedAnnotation"),
        BYPASSED("False", "UnapprovedAnnotation"),
        INVALID("False", "InvalidAnnotation"),
        MISSING("False", "MissingAnnotation");

        private final String status;
        private final String reason;

        State(String status, String reason) {
            this.status = status;
            this.reason = reason;
        }
    }

    private ApprovalPolicy() {}

    /** The condition that tells about approval; none for groups that are not protected. */
    public static Optional<Condition> condition(ObjectNode crd) {
        if (!isProtected(crd)) {
            return Optional.empty();
        }
        State state = state(crd);
        return Optional.of(new Condition(Conditions.APPROVAL, state.status, state.reason, message(crd, state)));
    }

    static void validate(ObjectNode crd, @Nullable ObjectNode old, FieldErrors errors) {
        State state = state(crd);
        if (!isProtected(crd) || (old != null && state(old) == state)) {
            return;
        }
        switch (state) {
            case INVALID -> errors.invalid(FIELD, annotation(crd), message(crd, state));
            case MISSING -> errors.required(FIELD, message(crd, state));
            case APPROVED, BYPASSED -> {}
        }
    }

    private static String message(ObjectNode crd, State state) {
        return switch (state) {
            case APPROVED -> "approved in " + annotation(crd);
            case BYPASSED -> "not approved: " + Json.quote(annotation(crd));
            case INVALID -> NEEDED + " with either a URL or a reason starting with \"unapproved\"" + SEE;
            case MISSING -> NEEDED + SEE;
        };
    }

    private static boolean isProtected(ObjectNode crd) {
        String group = "." + crd.path("spec").path("group").asString("");
        return group.endsWith(".k8s.io") || group.endsWith(".kubernetes.io");
    }

    private static State state(ObjectNode crd) {
        String annotation = annotation(crd);
        if (annotation.isEmpty()) {
            return State.MISSING;
        }
        if (annotation.startsWith("unapproved")) {
            return State.BYPASSED;
        }
        try {
            URI uri = new URI(annotation);
            return uri.getScheme() != null && uri.getRawAuthority() != null ? State.APPROVED : State.INVALID;
        } catch (URISyntaxException e) {
            return State.INVALID;
        }
    }

    private static String annotation(ObjectNode crd) {
        return crd.path("metadata").path("annotations").path(ANNOTATION).asString("");
    }
}
