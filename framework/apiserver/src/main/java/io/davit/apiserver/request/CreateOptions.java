package io.davit.apiserver.request;

import io.davit.model.error.FieldErrors;
import io.davit.registry.write.FieldValidation;

/** How an object is to be created. {@code fieldManager} is empty when unsaid. */
public record CreateOptions(boolean dryRun, String fieldManager, FieldValidation fieldValidation) {

    /** Reads and validates the options of a request. */
    public static CreateOptions parse(Query query) {
        FieldErrors errors = new FieldErrors();
        InvalidOptions.checkFieldManager(query.first("fieldManager"), errors);
        InvalidOptions.checkDryRun(query.all("dryRun"), errors);
        InvalidOptions.checkFieldValidation(query.first("fieldValidation"), errors);
        InvalidOptions.refuse("CreateOptions", errors);
        return new CreateOptions(
                query.has("dryRun"), query.first("fieldManager"), FieldValidation.of(query.first("fieldValidation")));
    }
}
