package io.davit.apiserver.status;

import io.davit.model.error.ApiException;
import io.davit.model.error.Cause;
import io.davit.model.error.Details;
import io.davit.model.error.Reason;
import io.davit.model.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Refusals and successes as {@code Status} objects: the one place where an {@link ApiException} gets its outer form.
 *
 * @see <a href="https://github.com/kubernetes/community/blob/master/contributors/devel/sig-architecture/api-conventions.md#response-status-kind">API conventions, response status kind</a>
 */
public final class Statuses {

    /** The text of paths that nothing answers, sent as {@code text/plain; charset=utf-8}. */
    public static final String PAGE_NOT_FOUND = "404 page not found\n";

    private Statuses() {}

    /** A failure. {@code details} are left out only when there never were any ({@link Details#NONE}). */
    @SuppressWarnings(
            "ReferenceEquality") // NONE means that there are none; details that say nothing are something else
    public static ObjectNode of(ApiException refusal) {
        ObjectNode status = status("Failure");
        status.put("message", refusal.message());
        if (!refusal.reason().word().isEmpty()) {
            status.put("reason", refusal.reason().word());
        }
        if (refusal.details() != Details.NONE) {
            status.set("details", details(refusal.details()));
        }
        status.put("code", refusal.code());
        return status;
    }

    /** Any failure: a refusal as it stands, everything else as an internal error that tells no more than its text. */
    public static ApiException refusal(Throwable failure) {
        if (failure instanceof ApiException refusal) {
            return refusal;
        }
        String message = failure.getMessage();
        return ApiException.internal(message == null ? failure.getClass().getSimpleName() : message);
    }

    /** A success, such as a deletion's. */
    public static ObjectNode success(@Nullable Details details) {
        ObjectNode status = status("Success");
        if (details != null) {
            status.set("details", details(details));
        }
        return status;
    }

    /** A path below an API that no resource has. */
    public static ApiException noSuchPath() {
        return new ApiException(
                Reason.NOT_FOUND, "the server could not find the requested resource", Details.of("", "", ""));
    }

    /** A path that is there, but not for this method. */
    public static ApiException noSuchMethod() {
        return new ApiException(
                Reason.METHOD_NOT_ALLOWED,
                "the server does not allow this method on the requested resource",
                Details.of("", "", ""));
    }

    public static ApiException unauthorized() {
        return new ApiException(Reason.UNAUTHORIZED, "Unauthorized");
    }

    private static ObjectNode status(String outcome) {
        ObjectNode status = Json.object();
        status.put("kind", "Status");
        status.put("apiVersion", "v1");
        status.set("metadata", Json.object());
        status.put("status", outcome);
        return status;
    }

    private static ObjectNode details(Details details) {
        ObjectNode node = Json.object();
        put(node, "name", details.name());
        put(node, "group", details.group());
        put(node, "kind", details.kind());
        put(node, "uid", details.uid());
        if (!details.causes().isEmpty()) {
            node.set("causes", causes(details.causes()));
        }
        if (details.retryAfterSeconds() != 0) {
            node.put("retryAfterSeconds", details.retryAfterSeconds());
        }
        return node;
    }

    private static ArrayNode causes(List<Cause> causes) {
        ArrayNode list = Json.array();
        for (Cause cause : causes) {
            ObjectNode node = list.addObject();
            put(node, "reason", cause.reason());
            put(node, "message", cause.message());
            put(node, "field", cause.field());
        }
        return list;
    }

    private static void put(ObjectNode node, String field, String value) {
        if (!value.isEmpty()) {
            node.put(field, value);
        }
    }
}
