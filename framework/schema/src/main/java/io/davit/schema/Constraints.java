package io.davit.schema;

import org.jspecify.annotations.Nullable;

/** What a schema asks of values beyond their type; null where it asks nothing. Lengths count characters. */
public record Constraints(
        @Nullable Double minimum,
        boolean exclusiveMinimum,
        @Nullable Double maximum,
        boolean exclusiveMaximum,
        @Nullable Double multipleOf,
        @Nullable Long minLength,
        @Nullable Long maxLength,
        @Nullable TextPattern pattern,
        @Nullable Long minItems,
        @Nullable Long maxItems,
        boolean uniqueItems,
        @Nullable Long minProperties,
        @Nullable Long maxProperties) {

    public static final Constraints NONE =
            new Constraints(null, false, null, false, null, null, null, null, null, null, false, null, null);
}
