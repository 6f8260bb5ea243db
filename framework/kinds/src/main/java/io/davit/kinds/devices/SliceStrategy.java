package io.davit.kinds.devices;

import io.davit.kinds.KindStrategy;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Fill;
import io.davit.kinds.reading.Rules;
import io.davit.model.error.FieldErrors;
import io.davit.model.name.Names;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Slices of a pool of devices, which a driver publishes: who publishes what stays the same. */
final class SliceStrategy extends KindStrategy {

    private static final List<String> LISTS = List.of("ints", "bools", "strings", "versions");

    private final Clock clock;

    SliceStrategy(Clock clock) {
        super(Names::dns1123Subdomain, Trait.GENERATION, Trait.ANSWERS_WITH_DELETED);
        this.clock = clock;
    }

    @Override
    public void defaults(ObjectNode object) {
        ObjectNode spec = Fill.object(object, "spec");
        for (ObjectNode device : Fill.objects(spec, "devices")) {
            for (ObjectNode taint : Fill.objects(device, "taints")) {
                if (Field.of(taint).get("effect").isZero()) {
                    taint.remove("effect");
                }
                Fill.pointer(
                        taint,
                        "timeAdded",
                        clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
            }
        }
    }

    @Override
    protected void created(ObjectNode object) {
        dropUnready(object);
    }

    @Override
    protected void updated(ObjectNode object, ObjectNode old) {
        dropUnready(object);
    }

    /** Attributes with several values, and devices that are resources of their node, are not on offer yet. */
    private static void dropUnready(ObjectNode object) {
        for (ObjectNode device : Fill.objects(Fill.existing(object, "spec"), "devices")) {
            device.remove("nodeAllocatableResourceMappings");
            if (device.get("attributes") instanceof ObjectNode attributes) {
                attributes.values().forEach(attribute -> {
                    if (attribute instanceof ObjectNode values) {
                        values.remove(LISTS);
                    }
                });
            }
        }
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        new SliceRules(Field.of(object).get("spec"), null, Rules.into(errors)).check();
    }

    @Override
    public void validateUpdate(ObjectNode object, ObjectNode old, FieldErrors errors) {
        new SliceRules(Field.of(object).get("spec"), Field.of(old).get("spec"), Rules.into(errors)).check();
    }
}
