package io.davit.kinds.devices;

import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import io.davit.model.name.Labels;
import io.davit.model.name.Names;
import java.util.HashSet;
import java.util.Set;

/**
 * What must hold for the spec of a claim.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/scheduling-eviction/dynamic-resource-allocation/">Dynamic Resource
 *     Allocation</a>
 */
final class ClaimRules {

    private static final int MOST = 32;
    private static final int MOST_ALTERNATIVES = 8;

    private final Rules rules;
    private final Set<String> names = new HashSet<>();

    private ClaimRules(Rules rules) {
        this.rules = rules;
    }

    static void check(Field spec, Rules rules) {
        new ClaimRules(rules).devices(spec.get("devices"));
    }

    private void devices(Field devices) {
        Field requests = devices.get("requests");
        requests.items().forEach(this::gather);
        SliceRules.set(requests, MOST, "name", rules, this::request);
        constraints(devices.get("constraints"));
        Field configurations = devices.get("config");
        atMost(configurations, MOST);
        for (Field configuration : configurations.items()) {
            requestNames(configuration.get("requests"));
            DeviceRules.configuration(configuration, rules);
        }
    }

    private void gather(Field request) {
        String name = request.get("name").text();
        names.add(name);
        request.get("firstAvailable")
                .items()
                .forEach(part -> names.add(name + "/" + part.get("name").text()));
    }

    private void request(Field request) {
        rules.text(request.get("name"), Names::dns1123Label);
        Field exactly = request.get("exactly");
        Field alternatives = request.get("firstAvailable");
        boolean several = alternatives.size() > 0;
        if (exactly.isPresent() == several) {
            String detail = "exactly one of `exactly` or `firstAvailable` is required";
            if (several) {
                rules.errors().invalid(request.path(), null, detail + ", but multiple fields are set");
            } else {
                rules.required(request, detail);
            }
            return;
        }
        if (exactly.isPresent()) {
            content(exactly);
            return;
        }
        SliceRules.set(alternatives, MOST_ALTERNATIVES, "name", rules, alternative -> {
            rules.text(alternative.get("name"), Names::dns1123Label);
            content(alternative);
        });
    }

    private void content(Field request) {
        rules.neededText(request.get("deviceClassName"), Names::dns1123Subdomain);
        DeviceRules.selectors(request.get("selectors"), rules);
        Field count = request.get("count");
        switch (request.get("allocationMode").text()) {
            case "All" -> {
                if (count.number() != 0) {
                    rules.invalid(count, "must not be specified when allocationMode is 'All'");
                }
            }
            case "ExactCount" -> {
                if (count.number() <= 0) {
                    rules.invalid(count, "must be greater than zero");
                }
            }
            default -> rules.oneOf(request.get("allocationMode"), "All", "ExactCount");
        }
        for (Field toleration : request.get("tolerations").items()) {
            toleration(toleration);
        }
    }

    private void toleration(Field toleration) {
        Field key = toleration.get("key");
        Field operator = toleration.get("operator");
        if (!key.isZero()) {
            rules.qualifiedName(key);
        }
        if (rules.needed(operator) && rules.oneOf(operator, "Equal", "Exists")) {
            if (operator.is("Exists") && !toleration.get("value").isZero()) {
                rules.invalidText(toleration.get("value"), "must be empty for operator `Exists`");
            } else if (operator.is("Equal")) {
                rules.text(toleration.get("value"), Labels::value);
            }
        }
        DeviceRules.effect(toleration.get("effect"), false, rules);
    }

    private void constraints(Field constraints) {
        atMost(constraints, MOST);
        for (Field constraint : constraints.items()) {
            requestNames(constraint.get("requests"));
            Field match = constraint.get("matchAttribute");
            Field distinct = constraint.get("distinctAttribute");
            if (match.isPresent()) {
                DeviceRules.fullName(match, rules);
            } else if (distinct.isPresent()) {
                DeviceRules.fullName(distinct, rules);
            } else {
                rules.required(
                        constraint,
                        "exactly one of \"matchAttribute\" or \"distinctAttribute\" is required, but multiple fields are"
                                + " set");
            }
        }
    }

    private void requestNames(Field requests) {
        SliceRules.set(requests, MOST, "", rules, this::requestName);
    }

    private void requestName(Field request) {
        String[] parts = request.text().split("/", -1);
        if (parts.length <= 2) {
            for (String part : parts) {
                Names.dns1123Label(part).forEach(wrong -> rules.errors().invalid(request.path(), part, wrong));
            }
        }
        if (parts.length > 2 || !names.contains(request.text())) {
            rules.invalidText(
                    request,
                    "must be the name of a request in the claim or the name of a request and a subrequest separated by"
                            + " '/'");
        }
    }

    private void atMost(Field list, int most) {
        if (list.size() > most) {
            rules.errors().tooMany(list.path(), list.size(), most);
        }
    }
}
