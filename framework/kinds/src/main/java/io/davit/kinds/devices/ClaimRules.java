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
        atMost(requests, MOST);
        Set<String> seen = new HashSet<>();
        for (Field request : requests.items()) {
            Field name = request.get("name");
            rules.neededText(name, Names::dns1123Label);
            if (!name.isZero() && !seen.add(name.text())) {
                rules.errors().duplicate(name.path(), name.text());
            }
            names.add(name.text());
            request(request);
        }
        constraints(devices.get("constraints"));
        Field configurations = devices.get("config");
        atMost(configurations, MOST);
        for (Field configuration : configurations.items()) {
            requestNames(configuration.get("requests"));
            DeviceRules.configuration(configuration, rules);
        }
    }

    private void request(Field request) {
        Field exactly = request.get("exactly");
        Field alternatives = request.get("firstAvailable");
        boolean several = alternatives.size() > 0;
        if (exactly.isPresent() == several) {
            String detail = "exactly one of `exactly` or `firstAvailable` is required";
            if (several) {
                rules.invalid(request, detail + ", but multiple fields are set");
            } else {
                rules.required(request, detail);
            }
            return;
        }
        if (exactly.isPresent()) {
            content(exactly);
            return;
        }
        atMost(alternatives, MOST_ALTERNATIVES);
        Set<String> seen = new HashSet<>();
        for (Field alternative : alternatives.items()) {
            Field name = alternative.get("name");
            rules.neededText(name, Names::dns1123Label);
            if (!name.isZero() && !seen.add(name.text())) {
                rules.errors().duplicate(name.path(), name.text());
            }
            names.add(request.get("name").text() + "/" + name.text());
            content(alternative);
        }
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
            if (operator.is("Equal") && key.isZero()) {
                rules.required(key);
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
            if (match.isZero() && distinct.isZero()) {
                rules.required(match);
            }
            if (!match.isZero()) {
                DeviceRules.fullName(match, rules);
            }
            if (!distinct.isZero()) {
                DeviceRules.fullName(distinct, rules);
            }
        }
    }

    private void requestNames(Field requests) {
        atMost(requests, MOST);
        rules.noDuplicates(requests.items());
        for (Field request : requests.items()) {
            if (!names.contains(request.text())) {
                rules.invalidText(
                        request,
                        "must be the name of a request in the claim or the name of a request and a subrequest"
                                + " separated by '/'");
            }
        }
    }

    private void atMost(Field list, int most) {
        if (list.size() > most) {
            rules.errors().tooMany(list.path(), list.size(), most);
        }
    }
}
