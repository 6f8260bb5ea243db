package io.davit.kinds.devices;

import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import io.davit.kinds.shown.Shown;
import io.davit.model.error.FieldPath;
import io.davit.model.json.Json;
import io.davit.model.name.Names;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** What classes, claims and slices share. */
final class DeviceRules {

    private static final int MOST_SELECTORS = 32;
    private static final int LONGEST_PARAMETERS = 10 * 1024;
    private static final int LONGEST_EXPRESSION = 10 * 1024;

    private DeviceRules() {}

    static void selectors(Field selectors, Rules rules) {
        if (selectors.size() > MOST_SELECTORS) {
            rules.errors().tooMany(selectors.path(), selectors.size(), MOST_SELECTORS);
        }
        for (Field selector : selectors.items()) {
            Field cel = selector.get("cel");
            if (cel.isAbsent()) {
                rules.required(cel);
            } else {
                expression(cel.get("expression"), rules);
            }
        }
    }

    /** What is too long is not even compiled. */
    private static void expression(Field expression, Rules rules) {
        if (expression.text().length() > LONGEST_EXPRESSION) {
            rules.tooLong(expression, LONGEST_EXPRESSION);
        } else {
            DeviceExpressions.check(expression, rules);
        }
    }

    static void configuration(Field configuration, Rules rules) {
        Field opaque = configuration.get("opaque");
        if (opaque.isAbsent()) {
            rules.required(opaque);
            return;
        }
        driver(opaque.get("driver"), rules);
        Field parameters = opaque.get("parameters");
        if (parameters.isAbsent()) {
            rules.required(parameters);
        } else if (!parameters.value().isObject()) {
            rules.errors().invalid(parameters.path(), "<value omitted>", "must be a valid JSON object");
        } else if (Json.text(parameters.value()).length() > LONGEST_PARAMETERS) {
            rules.errors().tooLong(parameters.path(), LONGEST_PARAMETERS);
        }
    }

    static void driver(Field driver, Rules rules) {
        if (rules.needed(driver)) {
            rules.tooLong(driver, Names.LABEL_MAX);
            Names.dns1123Subdomain(driver.text().toLowerCase(Locale.ROOT))
                    .forEach(wrong -> rules.invalid(driver, wrong));
        }
    }

    static void effect(Field effect, boolean needed, Rules rules) {
        if (effect.isZero()) {
            if (needed) {
                rules.required(effect);
            }
        } else {
            rules.oneOf(effect, "NoExecute", "NoSchedule", "None");
        }
    }

    /** The terms of a node selector, as messages show them. */
    static JsonNode terms(Field terms) {
        return Shown.listOf("NodeSelectorTerm", terms.value());
    }

    /** A domain and an identifier. */
    static void fullName(Field name, Rules rules) {
        qualifiedName(name.text(), name.path(), rules);
        if (name.text().indexOf('/') < 0) {
            rules.invalidText(name, "a fully qualified name must be a domain and a name separated by a slash");
        }
    }

    /** An identifier, perhaps in a domain. A name with more than one slash is let through, as it always was. */
    static void qualifiedName(String name, FieldPath path, Rules rules) {
        String[] parts = name.split("/", -1);
        if (parts.length == 1) {
            identifier(parts[0], path, rules);
        } else if (parts.length == 2) {
            if (parts[0].isEmpty()) {
                rules.errors().invalid(path, "", "the domain must not be empty");
            } else {
                driver(Field.of(StringNode.valueOf(parts[0]), path), rules);
            }
            if (parts[1].isEmpty()) {
                rules.errors().invalid(path, "", "the name must not be empty");
            } else {
                identifier(parts[1], path, rules);
            }
        }
    }

    private static void identifier(String identifier, FieldPath path, Rules rules) {
        if (identifier.length() > 32) {
            rules.errors().tooLong(path, 32);
        }
        Names.cIdentifier(identifier).forEach(wrong -> rules.errors().invalid(path, identifier, wrong));
    }
}
