package io.davit.apiserver.request;

import io.davit.model.error.FieldErrors;
import io.davit.model.error.FieldPath;
import java.util.List;

/**
 * The values of {@code resourceVersionMatch}, and what must come with them.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/api-concepts/#semantics-for-get-and-list">API concepts, semantics for get and list</a>
 */
final class VersionMatch {

    static final String EXACT = "Exact";
    static final String NOT_OLDER_THAN = "NotOlderThan";
    static final FieldPath FIELD = FieldPath.of("resourceVersionMatch");

    private VersionMatch() {}

    static void check(String match, String resourceVersion, boolean continued, FieldErrors errors) {
        if (match.isEmpty()) {
            return;
        }
        if (resourceVersion.isEmpty()) {
            errors.forbidden(FIELD, "resourceVersionMatch is forbidden unless resourceVersion is provided");
        }
        if (continued) {
            errors.forbidden(FIELD, "resourceVersionMatch is forbidden when continue is provided");
        }
        if (!match.equals(EXACT) && !match.equals(NOT_OLDER_THAN)) {
            errors.notSupported(FIELD, match, List.of(EXACT, NOT_OLDER_THAN, ""));
        }
        if (match.equals(EXACT) && resourceVersion.equals("0")) {
            errors.forbidden(FIELD, "resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\"");
        }
    }
}
