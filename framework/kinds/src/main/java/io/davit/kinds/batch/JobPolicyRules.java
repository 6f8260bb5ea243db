package io.davit.kinds.batch;

import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import io.davit.model.name.Labels;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * When a failed pod fails its job, and when some pods are enough.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-failure-policy">Pod failure policy</a>
 */
final class JobPolicyRules {

    private static final int RULES_MAX = 20;
    private static final int PATTERNS_MAX = 20;
    private static final int EXIT_CODES_MAX = 255;
    private static final int INDEXES_MAX = 64 * 1024;
    private static final List<String> ACTIONS = List.of("Count", "FailIndex", "FailJob", "Ignore");

    private JobPolicyRules() {}

    static void failure(Field spec, Rules rules) {
        Field policy = spec.get("podFailurePolicy");
        if (policy.isAbsent()) {
            return;
        }
        Field list = policy.get("rules");
        if (list.size() > RULES_MAX) {
            rules.errors().tooMany(list.path(), list.size(), RULES_MAX);
        }
        Set<String> containers = new HashSet<>();
        Field template = spec.get("template").get("spec");
        template.get("containers")
                .items()
                .forEach(each -> containers.add(each.get("name").text()));
        template.get("initContainers")
                .items()
                .forEach(each -> containers.add(each.get("name").text()));
        list.items().forEach(rule -> failureRule(spec, rule, containers, rules));
    }

    private static void failureRule(Field spec, Field rule, Set<String> containers, Rules rules) {
        Field action = rule.get("action");
        if (action.text().isEmpty()) {
            rules.required(action, valid(ACTIONS));
        } else if (action.is("FailIndex")) {
            if (spec.get("backoffLimitPerIndex").isAbsent()) {
                rules.invalid(action, "requires the backoffLimitPerIndex to be set");
            }
        } else {
            rules.oneOf(action, ACTIONS.toArray(String[]::new));
        }
        Field codes = rule.get("onExitCodes");
        Field conditions = rule.get("onPodConditions");
        if (codes.isPresent()) {
            exitCodes(codes, containers, rules);
        }
        if (conditions.size() > 0) {
            conditions(conditions, rules);
        }
        if (codes.isPresent() && conditions.size() > 0) {
            rules.errors().invalid(rule.path(), "specifying both OnExitCodes and OnPodConditions is not supported");
        }
        if (codes.isAbsent() && conditions.size() == 0) {
            rules.errors().invalid(rule.path(), "specifying one of OnExitCodes and OnPodConditions is required");
        }
    }

    private static String valid(List<String> values) {
        return "valid values: ["
                + String.join(
                        " ", values.stream().map(each -> "\"" + each + "\"").toList()) + "]";
    }

    private static void exitCodes(Field codes, Set<String> containers, Rules rules) {
        Field operator = codes.get("operator");
        if (operator.text().isEmpty()) {
            rules.required(operator, valid(List.of("In", "NotIn")));
        } else {
            rules.oneOf(operator, "In", "NotIn");
        }
        Field container = codes.get("containerName");
        if (container.isPresent() && !containers.contains(container.text())) {
            rules.invalid(container, "must be one of the container or initContainer names in the pod template");
        }
        Field values = codes.get("values");
        if (values.size() == 0) {
            rules.errors().invalid(values.path(), List.of(), "at least one value is required");
        } else if (values.size() > EXIT_CODES_MAX) {
            rules.errors().tooMany(values.path(), values.size(), EXIT_CODES_MAX);
        }
        boolean ordered = true;
        long before = Long.MIN_VALUE;
        Set<Long> seen = new HashSet<>();
        for (Field value : values.items()) {
            if (operator.is("In") && value.number() == 0) {
                rules.invalid(value, "must not be 0 for the In operator");
            }
            if (!seen.add(value.number())) {
                rules.errors().duplicate(value.path(), value.number());
            }
            ordered &= before <= value.number();
            before = value.number();
        }
        if (!ordered) {
            rules.invalid(values, "must be ordered");
        }
    }

    private static void conditions(Field conditions, Rules rules) {
        List<String> statuses = List.of("False", "True", "Unknown");
        if (conditions.size() > PATTERNS_MAX) {
            rules.errors().tooMany(conditions.path(), conditions.size(), PATTERNS_MAX);
        }
        for (Field pattern : conditions.items()) {
            rules.text(pattern.get("type"), Labels::key);
            Field status = pattern.get("status");
            if (status.text().isEmpty()) {
                rules.required(status, valid(statuses));
            } else {
                rules.oneOf(status, statuses.toArray(String[]::new));
            }
        }
    }

    static void success(Field spec, Rules rules) {
        Field list = spec.get("successPolicy").get("rules");
        if (list.size() == 0) {
            rules.required(list, "at least one rules must be specified when the successPolicy is specified");
        }
        if (list.size() > RULES_MAX) {
            rules.errors().tooMany(list.path(), list.size(), RULES_MAX);
        }
        list.items().forEach(rule -> successRule(spec.get("completions").number(), rule, rules));
    }

    private static void successRule(long completions, Field rule, Rules rules) {
        Field indexes = rule.get("succeededIndexes");
        Field count = rule.get("succeededCount");
        if (indexes.isAbsent() && count.isAbsent()) {
            rules.required(rule, "at least one of succeededCount or succeededIndexes must be specified");
        }
        long total = 0;
        if (indexes.isPresent()) {
            rules.tooLong(indexes, INDEXES_MAX);
            Indexes parsed = Indexes.parse(indexes.text(), completions);
            total = parsed.total();
            if (!parsed.problem().isEmpty()) {
                rules.invalid(indexes, "error parsing succeededIndexes: " + parsed.problem());
            }
        }
        if (count.isPresent()) {
            rules.notNegative(count);
            if (count.number() > completions) {
                rules.invalid(
                        count,
                        "must be less than or equal to " + completions + " (the number of specified completions)");
            }
            if (indexes.isPresent() && count.number() > total) {
                rules.invalid(
                        count,
                        "must be less than or equal to " + total
                                + " (the number of indexes in the specified succeededIndexes field)");
            }
        }
    }
}
