package io.davit.cel.evaluate;

import io.davit.cel.Escaping;
import io.davit.cel.value.Failure;
import io.davit.cel.value.ListValue;
import io.davit.cel.value.MapValue;
import io.davit.cel.value.Numeric;
import io.davit.cel.value.TypeName;
import io.davit.cel.value.Unsigned;
import org.jspecify.annotations.Nullable;

/** One step from a value to a part of it: {@code .name}, {@code [index]}, or their optional forms. Costs 1. */
abstract class Qualifier {

    private final boolean optional;

    Qualifier(boolean optional) {
        this.optional = optional;
    }

    boolean optional() {
        return optional;
    }

    /** The part, or null when it is absent; a failure when it cannot be told. */
    abstract @Nullable Object find(Evaluation evaluation, Object value);

    /** What is missing where nothing was found. */
    abstract Failure missing(Evaluation evaluation, Object value);

    /** A name that the expression spells out. */
    static final class Name extends Qualifier {

        private final String name;
        private final @Nullable String unescaped;

        Name(String name, boolean optional) {
            super(optional);
            this.name = name;
            this.unescaped = Escaping.unescape(name);
        }

        @Override
        @Nullable
        Object find(Evaluation evaluation, Object value) {
            return value instanceof MapValue map ? map.field(name, unescaped) : part(value, name);
        }

        @Override
        Failure missing(Evaluation evaluation, Object value) {
            return absent(value, name);
        }
    }

    /** A key or an index that the expression spells out. */
    static final class Fixed extends Qualifier {

        private final Object key;

        Fixed(Object key, boolean optional) {
            super(optional);
            this.key = key;
        }

        @Override
        @Nullable
        Object find(Evaluation evaluation, Object value) {
            return part(value, key);
        }

        @Override
        Failure missing(Evaluation evaluation, Object value) {
            return absent(value, key);
        }
    }

    /** A key or an index that is computed. */
    static final class Computed extends Qualifier {

        private final Step step;

        Computed(Step step, boolean optional) {
            super(optional);
            this.step = step;
        }

        @Override
        @Nullable
        Object find(Evaluation evaluation, Object value) {
            Object key = step instanceof Attribute attribute ? attribute.resolve(evaluation) : step.eval(evaluation);
            if (key instanceof Failure) {
                return key;
            }
            Object found = part(value, key);
            // the key is gone by the time somebody asks what is missing, unless the part is optional and nobody does
            return found == null && !optional() ? absent(value, key) : found;
        }

        @Override
        Failure missing(Evaluation evaluation, Object value) {
            return new Failure("no such key");
        }
    }

    private static @Nullable Object part(Object value, Object key) {
        if (value instanceof MapValue map) {
            return map.find(key);
        }
        if (value instanceof ListValue list) {
            return element(list, key);
        }
        return null;
    }

    private static @Nullable Object element(ListValue list, Object key) {
        Long index = Numeric.exactInt(key);
        if (index == null) {
            return key instanceof Double || key instanceof Unsigned
                    ? new Failure("unsupported index value " + key + " in list")
                    : new Failure("unsupported index type '" + TypeName.of(key).name() + "' in list");
        }
        return index >= 0 && index < list.size() ? list.get((int) (long) index) : null;
    }

    private static Failure absent(Object value, Object key) {
        return value instanceof ListValue ? Failure.outOfBounds(key) : Failure.noSuchKey(key);
    }
}
