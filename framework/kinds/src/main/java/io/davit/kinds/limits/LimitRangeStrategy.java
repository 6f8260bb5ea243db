package io.davit.kinds.limits;

import io.davit.kinds.KindStrategy;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Fill;
import io.davit.kinds.reading.Rules;
import io.davit.model.error.FieldErrors;
import io.davit.model.meta.Meta;
import io.davit.model.name.Labels;
import io.davit.model.name.Names;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Limit ranges: the least, the most and the usual amounts for containers, pods and claims. */
final class LimitRangeStrategy extends KindStrategy {

    LimitRangeStrategy() {
        super(Names::dns1123Subdomain, Trait.CREATES_ON_PUT);
    }

    @Override
    public void defaults(ObjectNode object) {
        ObjectNode spec = Fill.object(object, "spec");
        for (ObjectNode limit : Fill.objects(spec, "limits")) {
            if (Field.of(limit).get("type").is("Container")) {
                copy(limit, "max", "default");
                copy(limit, "default", "defaultRequest");
                copy(limit, "min", "defaultRequest");
                // none and no entries are the same here: there is always a map to fill
                limit.removeIf(amounts -> amounts.isObject() && amounts.isEmpty() && isDefault(limit, amounts));
            }
        }
    }

    private static boolean isDefault(ObjectNode limit, JsonNode amounts) {
        return limit.get("default") == amounts || limit.get("defaultRequest") == amounts;
    }

    /** A nameless range gets a name that nobody asked for. */
    @Override
    protected void created(ObjectNode object) {
        if (Meta.of(object).name().isEmpty()) {
            Meta.of(object).name(UUID.randomUUID().toString());
        }
    }

    /** Amounts that are not given yet. */
    private static void copy(ObjectNode limit, String from, String to) {
        if (limit.get(from) instanceof ObjectNode amounts && !amounts.isEmpty()) {
            ObjectNode target = Fill.object(limit, to);
            amounts.properties().forEach(amount -> {
                if (!target.has(amount.getKey())) {
                    target.set(amount.getKey(), amount.getValue());
                }
            });
        }
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        Rules rules = Rules.into(errors);
        Set<String> types = new HashSet<>();
        for (Field limit : Field.of(object).get("spec", "limits").items()) {
            Field type = limit.get("type");
            type(type, rules);
            if (!types.add(type.text())) {
                errors.duplicate(type.path(), type.text());
            }
            new LimitRules(limit, rules).check();
        }
    }

    private static void type(Field type, Rules rules) {
        boolean standard = List.of("Pod", "Container", "PersistentVolumeClaim").contains(type.text());
        if (rules.text(type, Labels::key) && !type.text().contains("/") && !standard) {
            rules.invalidText(type, "must be a standard limit type or fully qualified");
        }
    }
}
