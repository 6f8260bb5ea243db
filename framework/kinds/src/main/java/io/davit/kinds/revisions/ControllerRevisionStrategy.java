package io.davit.kinds.revisions;

import io.davit.kinds.KindStrategy;
import io.davit.kinds.Strategy;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import io.davit.model.GroupResource;
import io.davit.model.error.FieldErrors;
import io.davit.model.name.Names;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Controller revisions: data that never changes, with a number that does. */
public final class ControllerRevisionStrategy extends KindStrategy {

    private ControllerRevisionStrategy() {
        super(Names::dns1123Subdomain);
    }

    public static Map<GroupResource, Strategy> all() {
        return Map.of(new GroupResource("apps", "controllerrevisions"), new ControllerRevisionStrategy());
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        Field data = Field.of(object).get("data");
        Rules.into(errors).notNegative(Field.of(object).get("revision"));
        if (data.isAbsent()) {
            errors.required(data.path(), "data is mandatory");
        } else if (!data.value().isObject()) {
            errors.required(data.path(), "data must be a valid JSON object");
        }
    }

    @Override
    public void validateUpdate(ObjectNode object, ObjectNode old, FieldErrors errors) {
        Rules.into(errors).notNegative(Field.of(object).get("revision"));
        Rules.into(errors).immutable(Field.of(object).get("data"), Field.of(old).get("data"));
    }
}
