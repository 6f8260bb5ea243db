package io.davit.apiserver.request;

import io.davit.model.error.ApiException;
import io.davit.model.error.FieldErrors;
import io.davit.model.error.FieldPath;
import io.davit.model.json.Json;
import io.davit.model.selector.FieldSelector;
import io.davit.model.selector.LabelSelector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a list, a watch or a deletecollection asks for. Selectors are texts; empty ones select everything.
 *
 * @param limit 0 (or less) for no limit
 * @param continueToken empty for a first page
 * @param resourceVersion empty when unsaid
 * @param resourceVersionMatch {@code Exact}, {@code NotOlderThan} or empty
 * @param sendInitialEvents null when unsaid
 * @param timeoutSeconds null when unsaid
 * @see <a href="https://kubernetes.io/docs/reference/using-api/api-concepts/#semantics-for-get-and-list">API concepts, semantics for get and list</a>
 */
public record ListOptions(
        String labelSelector,
        String fieldSelector,
        boolean watch,
        boolean allowWatchBookmarks,
        String resourceVersion,
        String resourceVersionMatch,
        @Nullable Boolean sendInitialEvents,
        @Nullable Long timeoutSeconds,
        long limit,
        String continueToken) {

    private static final String KIND = "ListOptions";
    private static final FieldPath INITIAL_EVENTS = FieldPath.of("sendInitialEvents");

    /** Reads and validates the options of a request. {@code watchPath}: a deprecated {@code watch/} path, a watch whatever the query says. */
    public static ListOptions parse(Query query, boolean watchPath) {
        Long limit = query.number("limit");
        ListOptions options = new ListOptions(
                query.first("labelSelector"),
                query.first("fieldSelector"),
                watchPath || query.flag("watch"),
                query.flag("allowWatchBookmarks"),
                query.first("resourceVersion"),
                query.first("resourceVersionMatch"),
                query.optionalFlag("sendInitialEvents"),
                query.number("timeoutSeconds"),
                limit == null ? 0 : limit,
                query.first("continue"));
        // What cannot be read at all is told before what is not allowed.
        LabelSelector.parse(options.labelSelector());
        FieldSelector.parse(options.fieldSelector());
        FieldErrors errors = new FieldErrors();
        if (query.flag("watch")) {
            options.validateWatch(errors);
        } else {
            options.validateList(errors);
        }
        InvalidOptions.refuse(KIND, errors);
        return options;
    }

    public boolean exact() {
        return resourceVersionMatch.equals(VersionMatch.EXACT);
    }

    public boolean notOlderThan() {
        return resourceVersionMatch.equals(VersionMatch.NOT_OLDER_THAN);
    }

    /** The resourceVersion as a number; 0 when it is unsaid. A text that is none is refused as {@code list} refuses it. */
    public long listRevision() {
        String problem = revisionProblem();
        if (!problem.isEmpty()) {
            throw ApiException.badRequest("invalid resource version: resourceVersion: Invalid value: "
                    + Json.quote(resourceVersion) + ": " + problem);
        }
        return revision();
    }

    /** The resourceVersion as a number; 0 when it is unsaid. A text that is none is refused as {@code watch} refuses it. */
    public long watchRevision(String group, String resource) {
        String problem = revisionProblem();
        if (!problem.isEmpty()) {
            FieldErrors errors = new FieldErrors();
            errors.invalid(FieldPath.of("resourceVersion"), resourceVersion, problem);
            throw ApiException.invalid(group, resource, "", errors.causes());
        }
        return revision();
    }

    private String revisionProblem() {
        return resourceVersion.isEmpty() ? "" : GoNumber.unsignedProblem(resourceVersion);
    }

    /** Numbers beyond 63 bits are versions no store will ever reach; they all stand in a future that far away. */
    private long revision() {
        return GoNumber.clamped(resourceVersion);
    }

    private void validateList(FieldErrors errors) {
        VersionMatch.check(resourceVersionMatch, resourceVersion, !continueToken.isEmpty(), errors);
        if (sendInitialEvents != null) {
            errors.forbidden(INITIAL_EVENTS, "sendInitialEvents is forbidden for list");
        }
    }

    private void validateWatch(FieldErrors errors) {
        if (sendInitialEvents != null && !notOlderThan()) {
            errors.forbidden(
                    VersionMatch.FIELD,
                    "sendInitialEvents requires setting resourceVersionMatch to " + VersionMatch.NOT_OLDER_THAN);
        }
        if (!resourceVersionMatch.isEmpty()) {
            if (sendInitialEvents == null) {
                errors.forbidden(
                        VersionMatch.FIELD,
                        "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided");
            }
            if (!notOlderThan()) {
                errors.notSupported(VersionMatch.FIELD, resourceVersionMatch, List.of(VersionMatch.NOT_OLDER_THAN));
            }
        }
        if (!continueToken.isEmpty() && (!resourceVersionMatch.isEmpty() || beginsWithAll())) {
            errors.forbidden(VersionMatch.FIELD, "resourceVersionMatch is forbidden when continue is provided");
        }
    }

    /** A watch from nowhere, or from 0, is one with initial events, as though that and a match had been asked for. */
    private boolean beginsWithAll() {
        return sendInitialEvents == null && (resourceVersion.isEmpty() || resourceVersion.equals("0"));
    }
}
