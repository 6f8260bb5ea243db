package io.davit.apiserver.request;

import io.davit.model.error.ApiException;

/** The one name that the query of a list or watch asks for. */
final class SelectedName {

    private static final String FIELD = "metadata.name";

    private SelectedName() {}

    /** The name that {@code fieldSelector=metadata.name=x} requires; empty when none, or when the query as a whole cannot be read. */
    static String in(Query query) {
        String selector = query.first("fieldSelector");
        if (!selector.contains(FIELD) || !isReadable(query)) {
            return "";
        }
        for (String term : selector.split(",", -1)) {
            int equals = term.indexOf('=');
            if (equals > 0 && term.substring(0, equals).equals(FIELD)) {
                String value = term.substring(term.startsWith("==", equals) ? equals + 2 : equals + 1);
                return isPathSegment(value) ? value : "";
            }
        }
        return "";
    }

    private static boolean isReadable(Query query) {
        try {
            query.number("limit");
            query.number("timeoutSeconds");
            return true;
        } catch (ApiException e) {
            // The endpoint will refuse the query with this very error; authorization must not stumble over it.
            return false;
        }
    }

    private static boolean isPathSegment(String value) {
        return !value.isEmpty()
                && !value.equals(".")
                && !value.equals("..")
                && value.indexOf('/') < 0
                && value.indexOf('%') < 0
                && value.indexOf('\\') < 0;
    }
}
