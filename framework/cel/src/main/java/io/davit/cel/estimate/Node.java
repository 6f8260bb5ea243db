package io.davit.cel.estimate;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of an expression as costs see it.
 *
 * @param path from a variable to the part: names of fields, {@code @items}, {@code @keys} and {@code @values}; null when it is not a part of one
 * @param size null when only its path or its type tells
 */
record Node(
        @Nullable List<String> path,
        CelType type,
        @Nullable CelExpr expr,
        @Nullable Range size) {}
