package io.davit.model.error;

import io.davit.model.GroupResource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A request that cannot be served, in the words of the Kubernetes API.
 *
 * <p>It is thrown wherever a request is refused and becomes a {@code Status} in exactly one place, at the HTTP edge. It has no
 * stack trace: it tells a client what to do, not a developer where.
 */
public final class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final int code;
    private final transient Details details;

    public ApiException(Reason reason, int code, String message, Details details) {
        super(message, null, false, false);
        this.reason = reason;
        this.code = code;
        this.details = details;
    }

    public ApiException(Reason reason, String message, Details details) {
        this(reason, reason.code(), message, details);
    }

    public ApiException(Reason reason, String message) {
        this(reason, message, Details.NONE);
    }

    public Reason reason() {
        return reason;
    }

    /** The HTTP code of the answer. */
    public int code() {
        return code;
    }

    public Details details() {
        return details;
    }

    /** The text of {@code status.message}. */
    public String message() {
        String message = getMessage();
        return message == null ? "" : message;
    }

    public static ApiException badRequest(String message) {
        return new ApiException(Reason.BAD_REQUEST, message);
    }

    public static ApiException notFound(GroupResource resource, String name) {
        return new ApiException(
                Reason.NOT_FOUND,
                resource + " \"" + name + "\" not found",
                Details.of(name, resource.group(), resource.resource()));
    }

    public static ApiException alreadyExists(GroupResource resource, String name) {
        return new ApiException(
                Reason.ALREADY_EXISTS,
                resource + " \"" + name + "\" already exists",
                Details.of(name, resource.group(), resource.resource()));
    }

    public static ApiException conflict(GroupResource resource, String name, String why) {
        return new ApiException(
                Reason.CONFLICT,
                "Operation cannot be fulfilled on " + resource + " \"" + name + "\": " + why,
                Details.of(name, resource.group(), resource.resource()));
    }

    public static ApiException forbidden(GroupResource resource, String name, String why) {
        String what = name.isEmpty() ? resource.toString() : resource + " \"" + name + "\"";
        return new ApiException(
                Reason.FORBIDDEN,
                (resource.resource().isEmpty() ? "forbidden: " : what + " is forbidden: ") + why,
                Details.of(name, resource.group(), resource.resource()));
    }

    /** Everything that is wrong with an object, at once. {@code kind} is the kind's name, not its resource. */
    public static ApiException invalid(String group, String kind, String name, List<Cause> causes) {
        String what = group.isEmpty() ? kind : kind + "." + group;
        return new ApiException(
                Reason.INVALID,
                what + " \"" + name + "\" is invalid" + (causes.isEmpty() ? "" : ": " + joined(causes)),
                Details.of(name, group, kind).withCauses(causes));
    }

    /** Wrong fields that upstream hands on as they are, which its server answers as a failure of its own. */
    public static ApiException unexplained(List<Cause> causes) {
        return new ApiException(Reason.UNKNOWN, joined(causes));
    }

    public static ApiException methodNotSupported(GroupResource resource, String verb) {
        return new ApiException(
                Reason.METHOD_NOT_ALLOWED,
                verb + " is not supported on resources of kind \"" + resource + "\"",
                Details.of("", resource.group(), resource.resource()));
    }

    /** The history before {@code revision} is no longer kept: list again. */
    public static ApiException expired(String message) {
        return new ApiException(Reason.EXPIRED, message);
    }

    public static ApiException internal(String message) {
        return new ApiException(
                Reason.INTERNAL_ERROR,
                "Internal error occurred: " + message,
                Details.NONE.withCauses(List.of(new Cause("", message, ""))));
    }

    /** Texts of causes as upstream's aggregate prints them: one alone, several in brackets, equal texts once. */
    private static String joined(List<Cause> causes) {
        Set<String> texts = new LinkedHashSet<>();
        for (Cause cause : causes) {
            texts.add(cause.field().isEmpty() ? cause.message() : cause.field() + ": " + cause.message());
        }
        String text = String.join(", ", texts);
        return texts.size() == 1 ? text : "[" + text + "]";
    }
}
