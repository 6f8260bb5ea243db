package io.davit.cel;

import org.jspecify.annotations.Nullable;

/** An object whose fields are made when an expression asks for them, such as a policy's {@code variables}. */
@FunctionalInterface
public interface Fields {

    /**
     * The field, or null where there is none: JSON, a {@link Value}, an {@link Outcome} (whose failure is then the field's), or anything
     * else that may be a variable. Asked for every time an expression meets it.
     */
    @Nullable
    Object field(String name);
}
