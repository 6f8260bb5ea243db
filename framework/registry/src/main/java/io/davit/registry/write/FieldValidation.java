package io.davit.registry.write;

/** What becomes of fields that nobody knows or that come twice: {@code fieldValidation} of a request. */
public enum FieldValidation {
    IGNORE,
    WARN,
    STRICT;

    /** What the query's text asks for; what is unsaid warns. */
    public static FieldValidation of(String text) {
        return switch (text) {
            case "Ignore" -> IGNORE;
            case "Strict" -> STRICT;
            default -> WARN;
        };
    }
}
