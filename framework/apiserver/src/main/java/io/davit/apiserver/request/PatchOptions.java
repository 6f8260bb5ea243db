package io.davit.apiserver.request;

import io.davit.model.error.FieldErrors;
import io.davit.model.error.FieldPath;
import io.davit.registry.write.FieldValidation;

/** How an object is to be patched. {@code fieldManager} is empty when unsaid; {@code force} is for server-side apply only. */
public record PatchOptions(boolean dryRun, boolean force, String fieldManager, FieldValidation fieldValidation) {

    /** Reads and validates the options of a request; {@code apply} says whether the patch is a server-side apply. */
    public static PatchOptions parse(Query query, boolean apply) {
        String manager = query.first("fieldManager");
        FieldErrors errors = new FieldErrors();
        if (apply && manager.isEmpty()) {
            errors.required(FieldPath.of("fieldManager"), "is required for apply patch");
        }
        if (!apply && query.has("force")) {
            errors.forbidden(FieldPath.of("force"), "may not be specified for non-apply patch");
        }
        InvalidOptions.checkFieldManager(manager, errors);
        InvalidOptions.checkDryRun(query.all("dryRun"), errors);
        InvalidOptions.checkFieldValidation(query.first("fieldValidation"), errors);
        InvalidOptions.refuse("PatchOptions", errors);
        return new PatchOptions(
                query.has("dryRun"), query.flag("force"), manager, FieldValidation.of(query.first("fieldValidation")));
    }
}
