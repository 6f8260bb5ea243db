package io.davit.kinds.openapi;

/** Which OpenAPI a schema is written for. */
enum Dialect {
    V2("#/definitions/"),
    V3("#/components/schemas/");

    private final String references;

    Dialect(String references) {
        this.references = references;
    }

    /** What {@code $ref} says for a definition. */
    String reference(String definition) {
        return references + definition;
    }
}
