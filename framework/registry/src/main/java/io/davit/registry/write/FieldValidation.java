package io.davit.registry.write;

/** What becomes of fields that nobody knows or that come twice: {@code fieldValidation} of a request. */
public enum FieldValidation {
    IGNORE,
    WARN,
    STRICT
}
