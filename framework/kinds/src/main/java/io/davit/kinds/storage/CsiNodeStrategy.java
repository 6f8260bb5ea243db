package io.davit.kinds.storage;

import io.davit.kinds.KindStrategy;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import io.davit.kinds.shown.Shown;
import io.davit.model.error.FieldErrors;
import io.davit.model.name.Labels;
import io.davit.model.name.Names;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** The drivers on a node: one may come or go, but once listed only its count changes. */
final class CsiNodeStrategy extends KindStrategy {

    private static final int LONGEST_NODE_ID = 192;

    CsiNodeStrategy() {
        super(Names::dns1123Subdomain, Trait.NEEDS_VERSION, Trait.ANSWERS_WITH_DELETED);
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        Rules rules = Rules.into(errors);
        Set<String> names = new HashSet<>();
        for (Field driver : Field.of(object).get("spec", "drivers").items()) {
            StorageRules.driverName(driver.get("name"), rules);
            Field nodeId = driver.get("nodeID");
            if (rules.needed(nodeId) && nodeId.text().length() > LONGEST_NODE_ID) {
                rules.invalid(nodeId, "must be " + LONGEST_NODE_ID + " characters or less");
            }
            rules.notNegative(driver.get("allocatable", "count"));
            if (!names.add(driver.get("name").text())) {
                errors.duplicate(driver.get("name").path(), driver.get("name").text());
            }
            topologyKeys(driver, rules);
        }
    }

    private static void topologyKeys(Field driver, Rules rules) {
        Set<String> seen = new HashSet<>();
        for (String key : driver.get("topologyKeys").texts()) {
            if (key.isEmpty()) {
                rules.required(driver);
            }
            if (!seen.add(key)) {
                rules.errors().duplicate(driver.path(), key);
            }
            Labels.key(key).forEach(wrong -> rules.errors().invalid(driver.path(), key, wrong));
        }
    }

    @Override
    public void validateUpdate(ObjectNode object, ObjectNode old, FieldErrors errors) {
        validate(object, errors);
        Field drivers = Field.of(object).get("spec", "drivers");
        for (Field before : Field.of(old).get("spec", "drivers").items()) {
            for (Field now : drivers.items()) {
                boolean same = now.get("name").text().equals(before.get("name").text());
                boolean kept = List.of("nodeID", "topologyKeys").stream()
                        .allMatch(field -> now.get(field).same(before.get(field)));
                if (same && !kept) {
                    errors.invalid(drivers.path(), Shown.of("CSINodeDriver", now.value()), "field is immutable");
                }
            }
        }
    }
}
