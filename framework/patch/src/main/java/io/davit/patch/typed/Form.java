package io.davit.patch.typed;

/** How a value is looked at: by its fields, by its elements, or as one. */
enum Form {
    MAP,
    LIST,
    SCALAR
}
