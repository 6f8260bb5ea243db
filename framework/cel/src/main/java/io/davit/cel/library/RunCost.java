package io.davit.cel.library;

import io.davit.cel.value.Bytes;
import io.davit.cel.value.ListValue;
import io.davit.cel.value.MapValue;
import io.davit.cel.value.Opaque;
import io.davit.cel.value.StructValue;
import io.davit.cel.value.Texts;
import java.util.Optional;

/** What a call cost, once it is done: by the sizes of what it met. */
@FunctionalInterface
public interface RunCost {

    /** Never negative. */
    long of(Object[] arguments, Object result);

    RunCost ONE = (_, _) -> 1;

    /** What going over a text or bytes costs, by character. */
    double TRAVERSAL = 0.1;

    double PATTERN_LENGTH = 0.25;

    /**
     * @param overload empty when it is only known as values come
     */
    static RunCost of(String function, String overload) {
        RunCost known = RunCosts.of(function, overload);
        return known == null ? ONE : known;
    }

    /** As {@code size()} tells it; 1 for what has no size. */
    static long size(Object value) {
        return switch (value) {
            case String text -> Texts.length(text);
            case StructValue _ -> 1;
            case ListValue list -> list.size();
            case MapValue map -> map.size();
            case Bytes bytes -> bytes.size();
            case Opaque opaque -> opaque.size();
            default -> 1;
        };
    }

    /** As {@link #size}, and for what may be in an optional the size of that. */
    static long sizeWithin(Object value) {
        return value instanceof Optional<?> optional && optional.isPresent() ? sizeWithin(optional.get()) : size(value);
    }

    static long traversal(long size) {
        return (long) Math.ceil(size * TRAVERSAL);
    }
}
