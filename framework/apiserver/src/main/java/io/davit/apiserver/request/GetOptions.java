package io.davit.apiserver.request;

import io.davit.model.error.ApiException;
import io.davit.model.error.Details;
import io.davit.model.error.FieldErrors;
import io.davit.model.error.Reason;
import io.davit.model.json.Json;

/**
 * What a read of one object asks for: a version it must not be older than, or exactly the state at that version. Empty when any will do.
 *
 * <p>That {@code resourceVersionMatch} counts here is Davit's own: upstream reads it of lists only. It means what it means there.
 */
public record GetOptions(String resourceVersion, String resourceVersionMatch) {

    /** Reads and validates the options of a request; options that don't fit each other are a bad request with a cause for each. */
    public static GetOptions parse(Query query) {
        GetOptions options = new GetOptions(query.first("resourceVersion"), query.first("resourceVersionMatch"));
        FieldErrors errors = new FieldErrors();
        VersionMatch.check(options.resourceVersionMatch, options.resourceVersion, false, errors);
        if (!errors.isEmpty()) {
            ApiException invalid = ApiException.invalid(InvalidOptions.GROUP, "GetOptions", "", errors.causes());
            throw new ApiException(Reason.BAD_REQUEST, invalid.message(), Details.NONE.withCauses(errors.causes()));
        }
        return options;
    }

    /** Whether the state at that very version is wanted, not one at least as new. */
    public boolean exact() {
        return resourceVersionMatch.equals(VersionMatch.EXACT);
    }

    /** The resourceVersion as a number, 0 when it is unsaid. */
    public long revision() {
        String problem = resourceVersion.isEmpty() ? "" : GoNumber.unsignedProblem(resourceVersion);
        if (!problem.isEmpty()) {
            throw ApiException.badRequest("invalid resource version: resourceVersion: Invalid value: "
                    + Json.quote(resourceVersion) + ": " + problem);
        }
        return GoNumber.clamped(resourceVersion);
    }
}
