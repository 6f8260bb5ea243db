package io.davit.kinds.policy;

import io.davit.kinds.KindStrategy;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Fill;
import io.davit.kinds.reading.Rules;
import io.davit.model.error.FieldErrors;
import io.davit.model.error.FieldPath;
import io.davit.model.meta.Meta;
import io.davit.model.name.Names;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Priority classes: values never change, and the highest are kept for the system. */
final class PriorityClassStrategy extends KindStrategy {

    private static final long HIGHEST = 1_000_000_000;
    private static final String SYSTEM = "system-";
    private static final Map<String, Long> SYSTEM_VALUES =
            Map.of("system-cluster-critical", 2 * HIGHEST, "system-node-critical", 2 * HIGHEST + 1000);

    PriorityClassStrategy() {
        super(Names::dns1123Subdomain);
    }

    @Override
    public void defaults(ObjectNode object) {
        Fill.pointer(object, "preemptionPolicy", "PreemptLowerPriority");
    }

    @Override
    protected void created(ObjectNode object) {
        Meta.of(object).generation(1);
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        Field priority = Field.of(object);
        long value = priority.get("value").number();
        String name = Meta.of(object).name();
        if (name.startsWith(SYSTEM)) {
            String wrong = ofSystem(name, value, priority.get("globalDefault").isTrue());
            if (!wrong.isEmpty()) {
                errors.forbidden(
                        FieldPath.of("metadata", "name"),
                        "priority class names with 'system-' prefix are reserved for system use only. error: " + wrong);
            }
        } else if (value > HIGHEST) {
            errors.forbidden(FieldPath.of("value"), "maximum allowed value of a user defined priority is " + HIGHEST);
        }
        Field policy = priority.get("preemptionPolicy");
        if (policy.isPresent() && Rules.into(errors).needed(policy)) {
            Rules.into(errors).oneOf(policy, "PreemptLowerPriority", "Never");
        }
    }

    private static String ofSystem(String name, long value, boolean globalDefault) {
        Long expected = SYSTEM_VALUES.get(name);
        if (expected == null) {
            return name + " is not a known system priority class";
        }
        if (value != expected) {
            return "value of " + name + " PriorityClass must be " + expected;
        }
        return globalDefault ? "globalDefault of " + name + " PriorityClass must be false" : "";
    }

    @Override
    public void validateUpdate(ObjectNode object, ObjectNode old, FieldErrors errors) {
        Field now = Field.of(object);
        Field before = Field.of(old);
        if (now.get("value").number() != before.get("value").number()) {
            errors.forbidden(FieldPath.of("value"), "may not be changed in an update.");
        }
        Rules.into(errors).immutable(now.get("preemptionPolicy"), before.get("preemptionPolicy"));
    }
}
