package io.davit.cel.rule;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the expressions of a rule may ask for.
 *
 * @param optional whether the old value is an optional
 * @param transition whether some rule beside asks for the old value
 */
record Variables(JsonNode self, @Nullable JsonNode old, boolean optional, boolean transition) {

    /**
     * For the message. Upstream has an old value for it only where some rule asks for one, too, and never as an optional; without one
     * the expression fails, and the rule's own message is told.
     */
    @Nullable
    Object forMessage(String name) {
        return name.equals(CompiledRule.OLD_SELF) && (optional || !transition) ? null : get(name);
    }

    @Nullable
    Object get(String name) {
        return switch (name) {
            case CompiledRule.SELF -> self;
            case CompiledRule.OLD_SELF -> optional ? Optional.ofNullable(old) : old;
            default -> null;
        };
    }
}
