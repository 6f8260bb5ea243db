package io.davit.apiserver.request;

/** What happens to unknown and repeated fields of a request's body. */
public enum FieldValidation {
    IGNORE,
    WARN,
    STRICT;

    static FieldValidation of(String text) {
        return switch (text) {
            case "Ignore" -> IGNORE;
            case "Strict" -> STRICT;
            default -> WARN;
        };
    }
}
