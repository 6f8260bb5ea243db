package io.davit.cel.value;

import org.jspecify.annotations.Nullable;

/** A value of a library: a quantity, an address, a URL. Equality is Java's. */
public interface Opaque {

    /** As CEL's type is called, such as {@code kubernetes.Quantity}. */
    String typeName();

    /** What it counts as where costs go by size; 1 unless it has one. */
    default long size() {
        return 1;
    }

    /** What {@code string(x)} makes of it; null when it has no text. */
    default @Nullable String text() {
        return null;
    }
}
