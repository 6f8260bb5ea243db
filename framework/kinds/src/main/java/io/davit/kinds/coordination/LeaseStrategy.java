package io.davit.kinds.coordination;

import io.davit.kinds.KindStrategy;
import io.davit.kinds.Strategy;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Fill;
import io.davit.kinds.reading.Rules;
import io.davit.model.GroupResource;
import io.davit.model.error.FieldErrors;
import io.davit.model.name.Names;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Leases: who holds something, for how long. */
public final class LeaseStrategy extends KindStrategy {

    private LeaseStrategy() {
        super(Names::dns1123Subdomain, Trait.CREATES_ON_PUT, Trait.NEEDS_VERSION);
    }

    public static Map<GroupResource, Strategy> all() {
        return Map.of(new GroupResource("coordination.k8s.io", "leases"), new LeaseStrategy());
    }

    @Override
    protected void created(ObjectNode object) {
        dropCoordinated(object);
    }

    @Override
    protected void updated(ObjectNode object, ObjectNode old) {
        dropCoordinated(object);
    }

    /** Coordinated leader election is not switched on. */
    private static void dropCoordinated(ObjectNode object) {
        Fill.object(object, "spec").remove(List.of("strategy", "preferredHolder"));
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        Rules rules = Rules.into(errors);
        Field duration = Field.of(object).get("spec", "leaseDurationSeconds");
        if (duration.isPresent() && duration.number() <= 0) {
            rules.invalid(duration, "must be greater than 0");
        }
        rules.notNegative(Field.of(object).get("spec", "leaseTransitions"));
    }
}
