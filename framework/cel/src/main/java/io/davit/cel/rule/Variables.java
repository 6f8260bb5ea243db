package io.davit.cel.rule;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the expressions of a rule may ask for.
 *
 * @param optional whether the old value is an optional
 */
record Variables(JsonNode self, @Nullable JsonNode old, boolean optional) {

    @Nullable
    Object get(String name) {
        return switch (name) {
            case CompiledRule.SELF -> self;
            case CompiledRule.OLD_SELF -> optional ? Optional.ofNullable(old) : old;
            default -> null;
        };
    }
}
