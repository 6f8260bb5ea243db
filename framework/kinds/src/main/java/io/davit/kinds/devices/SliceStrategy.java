package io.davit.kinds.devices;

import io.davit.kinds.KindStrategy;
import io.davit.kinds.pods.SchedulingRules;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Fill;
import io.davit.kinds.reading.Rules;
import io.davit.model.error.FieldErrors;
import io.davit.model.name.Labels;
import io.davit.model.name.Names;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** Slices of a pool of devices, which a driver publishes: who publishes what stays the same. */
final class SliceStrategy extends KindStrategy {

    private static final int MOST_DEVICES = 128;

    SliceStrategy() {
        super(Names::dns1123Subdomain, Trait.GENERATION, Trait.ANSWERS_WITH_DELETED);
    }

    @Override
    public void defaults(ObjectNode object) {
        ObjectNode spec = Fill.object(object, "spec");
        for (ObjectNode device : Fill.objects(spec, "devices")) {
            for (ObjectNode taint : Fill.objects(device, "taints")) {
                if (Field.of(taint).get("effect").isZero()) {
                    taint.remove("effect");
                }
            }
        }
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        Field spec = Field.of(object).get("spec");
        Rules rules = Rules.into(errors);
        DeviceRules.driver(spec.get("driver"), rules);
        pool(spec.get("pool"), rules);
        where(spec, rules);
        Field devices = spec.get("devices");
        if (devices.size() > MOST_DEVICES) {
            errors.tooMany(devices.path(), devices.size(), MOST_DEVICES);
        }
        Set<String> names = new HashSet<>();
        for (Field device : devices.items()) {
            Field name = device.get("name");
            rules.neededText(name, Names::dns1123Label);
            if (!name.isZero() && !names.add(name.text())) {
                errors.duplicate(name.path(), name.text());
            }
            device(device, rules);
        }
    }

    private static void pool(Field pool, Rules rules) {
        Field name = pool.get("name");
        if (rules.needed(name)) {
            rules.tooLong(name, Names.SUBDOMAIN_MAX);
            for (String part : name.text().split("/", -1)) {
                Names.dns1123Subdomain(part).forEach(wrong -> rules.errors().invalid(name.path(), part, wrong));
            }
        }
        if (pool.get("resourceSliceCount").number() <= 0) {
            rules.errors()
                    .invalid(
                            pool.get("resourceSliceCount").path(),
                            pool.get("resourceSliceCount").number(),
                            "must be greater than zero");
        }
        if (pool.get("generation").number() < 0) {
            rules.invalid(pool.get("generation"), "must be greater than or equal to zero");
        }
    }

    private static void where(Field spec, Rules rules) {
        List<Field> given = Stream.of("nodeName", "nodeSelector", "allNodes", "perDeviceNodeSelection")
                .map(spec::get)
                .filter(field -> !field.isAbsent() && (field.value().isObject() || !field.isZero()))
                .toList();
        String detail = "exactly one of `nodeName`, `nodeSelector`, `allNodes`, `perDeviceNodeSelection` is required";
        if (given.isEmpty()) {
            rules.required(spec, detail);
        } else if (given.size() > 1) {
            rules.errors()
                    .invalid(
                            spec.path(),
                            "{"
                                    + String.join(
                                            ", ",
                                            given.stream()
                                                    .map(SliceStrategy::lastName)
                                                    .toList()) + "}",
                            detail + ", but multiple fields are set");
        }
        if (!spec.get("nodeName").isZero()) {
            rules.text(spec.get("nodeName"), Names::dns1123Subdomain);
        }
        if (spec.get("nodeSelector").isPresent()) {
            SchedulingRules.nodeSelector(spec.get("nodeSelector"), rules);
            Field terms = spec.get("nodeSelector", "nodeSelectorTerms");
            if (terms.size() > 1) {
                rules.invalid(terms, "must have exactly one node selector term");
            }
        }
    }

    private static String lastName(Field field) {
        String path = field.path().toString();
        return "`" + path.substring(path.lastIndexOf('.') + 1) + "`";
    }

    private static void device(Field device, Rules rules) {
        for (Field.Entry attribute : device.get("attributes").entries()) {
            long values = Stream.of("int", "bool", "string", "version")
                    .filter(kind -> attribute.value().get(kind).isPresent())
                    .count();
            if (values == 0) {
                rules.required(attribute.value(), "exactly one value must be specified");
            } else if (values > 1) {
                rules.invalid(attribute.value(), "exactly one value must be specified");
            }
        }
        for (Field taint : device.get("taints").items()) {
            if (rules.needed(taint.get("key"))) {
                rules.qualifiedName(taint.get("key"));
            }
            rules.text(taint.get("value"), Labels::value);
            DeviceRules.effect(taint.get("effect"), true, rules);
        }
    }

    @Override
    public void validateUpdate(ObjectNode object, ObjectNode old, FieldErrors errors) {
        validate(object, errors);
        Field now = Field.of(object).get("spec");
        Field before = Field.of(old).get("spec");
        Rules rules = Rules.into(errors);
        rules.immutable(now.get("driver"), before.get("driver"));
        rules.immutable(now.get("pool", "name"), before.get("pool", "name"));
        rules.immutable(now.get("nodeName"), before.get("nodeName"));
    }
}
