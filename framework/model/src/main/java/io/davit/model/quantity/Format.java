package io.davit.model.quantity;

/** How a quantity's scale is written: {@code 12e6}, {@code 12Mi} or {@code 12M}. */
enum Format {
    EXPONENT,
    BINARY,
    DECIMAL
}
