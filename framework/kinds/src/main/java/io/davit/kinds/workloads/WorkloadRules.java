package io.davit.kinds.workloads;

import io.davit.kinds.pods.PodTemplateRules;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import io.davit.model.error.ApiException;
import io.davit.model.json.Json;
import io.davit.model.meta.Meta;
import io.davit.model.name.Names;
import io.davit.model.selector.LabelSelector;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What workloads have in common: a selector that matches the labels of a template, and numbers or percentages of pods. */
final class WorkloadRules {

    private WorkloadRules() {}

    /** A selector that is there, valid and not empty; {@code kind} is named in the message. */
    static void neededSelector(Field selector, String kind, Rules rules) {
        if (selector.isAbsent()) {
            rules.required(selector);
            return;
        }
        rules.labelSelector(selector);
        notEmpty(selector, kind, rules);
    }

    static void notEmpty(Field selector, String kind, Rules rules) {
        if (selector.get("matchLabels").size()
                        + selector.get("matchExpressions").size()
                == 0) {
            rules.invalid(selector, "empty selector is invalid for " + kind);
        }
    }

    /** The selector for matching; null when it cannot be understood. */
    static @Nullable LabelSelector parsed(Field selector) {
        try {
            return LabelSelector.of(selector.value());
        } catch (ApiException notValid) {
            return null;
        }
    }

    /** The template of a workload whose pods live on. */
    static void template(Field spec, String kind, Rules rules) {
        Field template = spec.get("template");
        LabelSelector selector = parsed(spec.get("selector"));
        if (selector == null) {
            rules.invalid(spec.get("selector"), "invalid label selector");
            return;
        }
        if (!selector.isEverything()) {
            matches(selector, template, rules);
        }
        PodTemplateRules.check(template, rules.errors());
        PodTemplateRules.restartsAlways(template, kind, rules);
    }

    static void matches(LabelSelector selector, Field template, Rules rules) {
        Field labels = template.get("metadata").get("labels");
        if (!selector.matches(texts(labels))) {
            rules.invalid(labels, "`selector` does not match template `labels`");
        }
    }

    static TreeMap<String, String> texts(Field map) {
        TreeMap<String, String> all = new TreeMap<>();
        map.entries().forEach(entry -> all.put(entry.key(), entry.value().text()));
        return all;
    }

    /** A number that is not negative, or a percentage. */
    static void amount(Field amount, Rules rules) {
        if (amount.value().isString()) {
            rules.text(amount, Names::percent);
        } else {
            rules.notNegative(amount);
        }
    }

    static void atMostAll(Field amount, Rules rules) {
        if (amount.value().isString() && isPercent(amount) && percent(amount) > 100) {
            rules.invalid(amount, "must not be greater than 100%");
        }
    }

    /** The number, also when written as text, or the percentage as one; 0 for what is neither. */
    static long amountOf(Field amount) {
        if (!amount.value().isString()) {
            return amount.number();
        }
        if (isPercent(amount)) {
            return percent(amount);
        }
        return amount.text().matches("[-+]?[0-9]{1,18}") ? Long.parseLong(amount.text()) : 0;
    }

    private static boolean isPercent(Field amount) {
        return Names.percent(amount.text()).isEmpty();
    }

    private static long percent(Field amount) {
        String digits = amount.text().substring(0, amount.text().length() - 1);
        return digits.length() > 9 ? Long.MAX_VALUE : Long.parseLong(digits);
    }

    static void immutable(String field, Field spec, Field old, Rules rules) {
        rules.immutable(spec.get(field), old.get(field));
    }

    /** Names of these workloads begin the names of their pods. */
    static void warnOfName(ObjectNode object, Consumer<String> warn) {
        List<String> wrong = Names.dns1123Label(Meta.of(object).name());
        if (!wrong.isEmpty()) {
            warn.accept(
                    "metadata.name: this is used in Pod names and hostnames, which can result in surprising behavior; a DNS"
                            + " label is recommended: [" + String.join(" ", wrong) + "]");
        }
    }

    static ObjectNode status(String... zeros) {
        ObjectNode status = Json.object();
        for (String field : zeros) {
            status.put(field, 0);
        }
        return status;
    }

    /** The generation moved, so the spec is not what clients were told about before. */
    static boolean isNews(ObjectNode object, @Nullable ObjectNode old) {
        return old == null || Meta.of(object).generation() != Meta.of(old).generation();
    }

    static boolean isSet(@Nullable JsonNode node) {
        return node != null && !node.isNull();
    }
}
