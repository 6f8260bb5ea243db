package io.davit.kinds.nodes;

import io.davit.kinds.KindStrategy;
import io.davit.kinds.limits.ResourceNames;
import io.davit.kinds.pods.SchedulingRules;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import io.davit.kinds.shown.Shown;
import io.davit.model.error.FieldErrors;
import io.davit.model.error.FieldPath;
import io.davit.model.name.Names;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Runtime classes: the handler of a class never changes. */
final class RuntimeClassStrategy extends KindStrategy {

    RuntimeClassStrategy() {
        super(Names::dns1123Subdomain, Trait.NEEDS_VERSION);
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        Rules rules = Rules.into(errors);
        Field runtimeClass = Field.of(object);
        rules.neededText(runtimeClass.get("handler"), Names::dns1123Label);
        for (Field.Entry amount : runtimeClass.get("overhead", "podFixed").entries()) {
            FieldPath path = FieldPath.of("overhead", "limits").key(amount.key());
            ResourceNames.checkOfContainer(path, amount.key(), rules);
            ResourceNames.checkAmount(amount.key(), amount.value().as(path), rules);
        }
        Field scheduling = runtimeClass.get("scheduling");
        rules.labels(scheduling.get("nodeSelector"));
        SchedulingRules.tolerations(scheduling.get("tolerations"), rules);
        unique(scheduling.get("tolerations"), errors);
    }

    private static void unique(Field tolerations, FieldErrors errors) {
        List<Field> all = tolerations.items();
        for (int i = 1; i < all.size(); i++) {
            Field each = all.get(i);
            if (all.subList(0, i).stream().anyMatch(each::same)) {
                errors.duplicate(each.path(), Shown.of("Toleration", each.value()));
            }
        }
    }

    @Override
    public void validateUpdate(ObjectNode object, ObjectNode old, FieldErrors errors) {
        validate(object, errors);
        Rules.into(errors)
                .immutable(Field.of(object).get("handler"), Field.of(old).get("handler"));
    }
}
