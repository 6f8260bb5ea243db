package io.davit.kinds.devices;

import io.davit.kinds.pods.SchedulingRules;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import io.davit.kinds.shown.Shown;
import io.davit.model.name.Labels;
import io.davit.model.name.Names;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What must hold for a device of a slice. */
final class SliceDeviceRules {

    private static final int MOST_FACTS = 32;
    private static final int MOST_VALUES = 48;
    private static final int MOST_TAINTS = 16;
    private static final int MOST_CONSUMPTIONS = 2;
    private static final int MOST_COUNTERS = 32;
    private static final int MOST_CONDITIONS = 4;
    private static final int LONGEST_VALUE = 64;
    private static final int LONGEST_KEY = 63 + 1 + 32;
    private static final Pattern VERSION = Pattern.compile("(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)"
            + "(-(0|[1-9]\\d*|\\d*[a-zA-Z-][a-zA-Z0-9-]*)(\\.(0|[1-9]\\d*|\\d*[a-zA-Z-][a-zA-Z0-9-]*))*)?"
            + "(\\+[a-zA-Z0-9-]+(\\.[a-zA-Z0-9-]+)*)?");
    private static final String ONE_PLACE = "exactly one of `nodeName`, `nodeSelector`, or `allNodes` is required when"
            + " `perDeviceNodeSelection` is set to true in the ResourceSlice spec";

    private final Field device;
    private final @Nullable Field old;
    private final boolean placed;
    private final Rules rules;

    /** @param placed whether devices, and not the slice, say which nodes reach them */
    SliceDeviceRules(Field device, @Nullable Field old, boolean placed, Rules rules) {
        this.device = device;
        this.old = old;
        this.placed = placed;
        this.rules = rules;
    }

    void check() {
        rules.text(device.get("name"), Names::dns1123Label);
        Field attributes = device.get("attributes");
        int facts = attributes.size() + device.get("capacity").size();
        if (facts > MOST_FACTS) {
            invalidCount(facts, "the total number of attributes and capacities must not exceed " + MOST_FACTS);
        }
        if (attributes.size() > MOST_VALUES) {
            invalidCount(attributes.size(), "the total number of attribute values must not exceed " + MOST_VALUES);
        }
        for (Field.Entry attribute : attributes.entries()) {
            DeviceRules.qualifiedName(attribute.key(), attributes.path(), rules);
            attribute(attribute.value().as(attributes.path().key(shortened(attribute.key()))));
        }
        capacities(device.get("capacity"));
        if (old == null || !old.get("taints").same(device.get("taints"))) {
            taints(device.get("taints"));
        }
        SliceRules.set(device.get("consumesCounters"), MOST_CONSUMPTIONS, "counterSet", rules, consumption -> {
            rules.neededText(consumption.get("counterSet"), Names::dns1123Label);
            SliceRules.counters(consumption.get("counters"), MOST_COUNTERS, rules);
        });
        place();
        conditions();
    }

    private void invalidCount(int count, String detail) {
        rules.errors().invalid(device.path(), count, detail);
    }

    /** Keys are shown with their middle left out when they are too long. */
    private static String shortened(String key) {
        int rest = LONGEST_KEY - 3;
        return key.length() <= LONGEST_KEY
                ? key
                : key.substring(0, (rest + 1) / 2) + "..." + key.substring(key.length() - rest / 2);
    }

    private void attribute(Field attribute) {
        Field text = attribute.get("string");
        Field version = attribute.get("version");
        if (text.isPresent()) {
            rules.tooLong(text, LONGEST_VALUE);
        }
        if (version.isPresent()) {
            if (!VERSION.matcher(version.text()).matches()) {
                rules.invalidText(version, "must be a string compatible with semver.org spec 2.0.0");
            }
            rules.tooLong(version, LONGEST_VALUE);
        }
        long values = List.of("int", "bool", "string", "version").stream()
                .filter(kind -> attribute.get(kind).isPresent())
                .count();
        if (values != 1) {
            Object shown = values == 0 ? "" : Shown.of("DeviceAttribute", attribute.value());
            rules.errors().invalid(attribute.path(), shown, "exactly one value must be specified");
        }
    }

    private void capacities(Field capacities) {
        boolean shared = device.get("allowMultipleAllocations").isTrue();
        for (Field.Entry entry : capacities.entries()) {
            DeviceRules.qualifiedName(entry.key(), capacities.path(), rules);
            Field capacity = entry.value().as(capacities.path().key(shortened(entry.key())));
            Field policy = capacity.get("requestPolicy");
            if (policy.isPresent() && shared) {
                new CapacityRules(capacity.get("value").quantity(), policy, rules).check();
            } else if (policy.isPresent()) {
                rules.forbidden(policy, "allowMultipleAllocations must be true");
            }
        }
    }

    private void taints(Field taints) {
        if (taints.size() > MOST_TAINTS) {
            rules.errors().tooMany(taints.path(), taints.size(), MOST_TAINTS);
            return;
        }
        for (Field taint : taints.items()) {
            rules.text(taint.get("key"), Labels::key);
            rules.text(taint.get("value"), Labels::value);
            DeviceRules.effect(taint.get("effect"), true, rules);
        }
    }

    private void place() {
        Field node = device.get("nodeName");
        Field selector = device.get("nodeSelector");
        Field all = device.get("allNodes");
        if (!placed) {
            if (node.isPresent() || selector.isPresent() || all.isPresent()) {
                rules.errors()
                        .invalid(
                                device.path(),
                                null,
                                "`nodeName`, `nodeSelector` and `allNodes` can only be set if"
                                        + " `perDeviceNodeSelection` is set to true in the ResourceSlice spec");
            }
            return;
        }
        List<String> given = new ArrayList<>();
        if (node.isPresent() && node.isZero()) {
            rules.invalidText(node, "must not be empty");
        } else if (node.isPresent()) {
            given.add("`nodeName`");
            rules.text(node, Names::dns1123Subdomain);
        }
        if (selector.isPresent()) {
            given.add("`nodeSelector`");
            SchedulingRules.nodeSelector(selector, rules);
        }
        if (all.isTrue()) {
            given.add("`allNodes`");
        } else if (all.isPresent()) {
            rules.invalid(all, "must be either unset or set to true");
        }
        if (given.isEmpty()) {
            rules.required(device, ONE_PLACE);
        } else if (given.size() > 1) {
            rules.errors().invalid(device.path(), "{" + String.join(", ", given) + "}", ONE_PLACE);
        }
    }

    private void conditions() {
        Field binding = device.get("bindingConditions");
        Field failing = device.get("bindingFailureConditions");
        names(binding);
        names(failing);
        rules.noDuplicates(binding.items());
        Set<String> seen = new HashSet<>();
        for (Field condition : failing.items()) {
            if (!seen.add(condition.text())) {
                rules.errors().duplicate(condition.path(), condition.text());
            }
            if (binding.texts().contains(condition.text())) {
                rules.invalidText(condition, "bindingFailureConditions must not overlap with bindingConditions");
            }
        }
        if (binding.size() == 0 && failing.size() > 0) {
            rules.invalid(binding, "bindingConditions are required to use bindingFailureConditions");
        }
        if (failing.size() == 0 && binding.size() > 0) {
            rules.invalid(failing, "bindingFailureConditions are required to use bindingConditions");
        }
    }

    private void names(Field conditions) {
        if (conditions.size() > MOST_CONDITIONS) {
            rules.errors().tooMany(conditions.path(), conditions.size(), MOST_CONDITIONS);
        } else {
            conditions.items().forEach(rules::qualifiedName);
        }
    }
}
