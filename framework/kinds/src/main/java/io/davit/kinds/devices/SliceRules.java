package io.davit.kinds.devices;

import io.davit.kinds.pods.SchedulingRules;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import io.davit.model.name.Names;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What must hold for the spec of a slice.
 *
 * @see <a href="https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/resource-slice-v1/">ResourceSlice</a>
 */
final class SliceRules {

    private static final int MOST_DEVICES = 128;
    private static final int MOST_ADVANCED_DEVICES = 64;
    private static final int MOST_COUNTER_SETS = 8;
    private static final int MOST_COUNTERS = 32;
    private static final String ONE_PLACE =
            "exactly one of `nodeName`, `nodeSelector`, `allNodes`, `perDeviceNodeSelection` is required";

    private final Field spec;
    private final @Nullable Field old;
    private final Rules rules;

    SliceRules(Field spec, @Nullable Field old, Rules rules) {
        this.spec = spec;
        this.old = old;
        this.rules = rules;
    }

    void check() {
        DeviceRules.driver(spec.get("driver"), rules);
        pool(spec.get("pool"));
        if (old != null) {
            rules.immutableText(spec.get("pool", "name"), old.get("pool", "name"));
            rules.immutableText(spec.get("driver"), old.get("driver"));
            rules.immutable(spec.get("nodeName"), old.get("nodeName"));
        }
        place();
        Field devices = spec.get("devices");
        if (spec.get("sharedCounters").isPresent() && devices.isPresent()) {
            rules.errors().invalid(spec.path(), "", "only one of `sharedCounters` or `devices` is allowed");
        }
        boolean perDevice = spec.get("perDeviceNodeSelection").isTrue();
        int most = devices.items().stream().anyMatch(SliceRules::isAdvanced) ? MOST_ADVANCED_DEVICES : MOST_DEVICES;
        set(
                devices,
                most,
                "name",
                rules,
                device -> new SliceDeviceRules(device, before(device), perDevice, rules).check());
        set(spec.get("sharedCounters"), MOST_COUNTER_SETS, "name", rules, this::counterSet);
    }

    /** Checks each element of a list, and that no two have the same name; a list that is too long is not looked at. */
    static void set(Field list, int most, String key, Rules rules, Consumer<Field> check) {
        if (list.size() > most) {
            rules.errors().tooMany(list.path(), list.size(), most);
            return;
        }
        list.items().forEach(check);
        Set<String> seen = new HashSet<>();
        for (Field item : list.items()) {
            String name = key.isEmpty() ? item.text() : item.get(key).text();
            if (!seen.add(name)) {
                rules.errors().duplicate(item.path(), name);
            }
        }
    }

    private static boolean isAdvanced(Field device) {
        return device.get("taints").size() > 0 || device.get("consumesCounters").size() > 0;
    }

    private @Nullable Field before(Field device) {
        if (old == null) {
            return null;
        }
        String name = device.get("name").text();
        return old.get("devices").items().stream()
                .filter(each -> each.get("name").is(name))
                .findFirst()
                .orElse(null);
    }

    private void pool(Field pool) {
        Field name = pool.get("name");
        if (rules.needed(name)) {
            rules.tooLong(name, Names.SUBDOMAIN_MAX);
            for (String part : name.text().split("/", -1)) {
                Names.dns1123Subdomain(part).forEach(wrong -> rules.errors().invalid(name.path(), part, wrong));
            }
        }
        Field count = pool.get("resourceSliceCount");
        if (count.number() <= 0) {
            rules.errors().invalid(count.path(), count.number(), "must be greater than zero");
        }
        if (pool.get("generation").number() < 0) {
            rules.invalid(pool.get("generation"), "must be greater than or equal to zero");
        }
    }

    private void place() {
        List<String> given = new ArrayList<>();
        Field node = spec.get("nodeName");
        if (node.isPresent() && node.isZero()) {
            rules.invalidText(node, "must be either unset or set to a non-empty string");
        } else if (node.isPresent()) {
            given.add("`nodeName`");
            rules.text(node, Names::dns1123Subdomain);
        }
        Field selector = spec.get("nodeSelector");
        if (selector.isPresent()) {
            given.add("`nodeSelector`");
            SchedulingRules.nodeSelector(selector, rules);
            Field terms = selector.get("nodeSelectorTerms");
            if (terms.size() != 1) {
                rules.errors()
                        .invalid(terms.path(), DeviceRules.terms(terms), "must have exactly one node selector term");
            }
        }
        for (String flag : List.of("allNodes", "perDeviceNodeSelection")) {
            if (spec.get(flag).isTrue()) {
                given.add("`" + flag + "`");
            } else if (spec.get(flag).isPresent()) {
                rules.invalid(spec.get(flag), "must be either unset or set to true");
            }
        }
        if (given.isEmpty()) {
            rules.required(spec, ONE_PLACE);
        } else if (given.size() > 1) {
            rules.errors()
                    .invalid(
                            spec.path(),
                            "{" + String.join(", ", given) + "}",
                            ONE_PLACE + ", but multiple fields are set");
        }
    }

    private void counterSet(Field set) {
        rules.neededText(set.get("name"), Names::dns1123Label);
        counters(set.get("counters"), MOST_COUNTERS, rules);
    }

    static void counters(Field counters, int most, Rules rules) {
        if (counters.size() == 0) {
            rules.required(counters);
        } else if (counters.size() > most) {
            rules.errors().tooMany(counters.path(), counters.size(), most);
        } else {
            counters.entries()
                    .forEach(entry -> Names.dns1123Label(entry.key())
                            .forEach(wrong -> rules.errors().invalid(counters.path(), entry.key(), wrong)));
        }
    }
}
