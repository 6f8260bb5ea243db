package io.davit.kinds.devices;

import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import io.davit.model.json.Json;
import io.davit.model.name.Names;
import java.util.Locale;

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
                rules.tooLong(cel.get("expression"), LONGEST_EXPRESSION);
            }
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
            rules.oneOf(effect, "NoExecute", "NoSchedule");
        }
    }

    /** A domain and an identifier. */
    static void fullName(Field name, Rules rules) {
        String[] parts = name.text().split("/", 2);
        if (parts.length == 1) {
            rules.invalidText(name, "must include a domain");
            return;
        }
        Names.dns1123Subdomain(parts[0]).forEach(wrong -> rules.invalidText(name, wrong));
        identifier(name, parts[1], rules);
    }

    static void identifier(Field at, String identifier, Rules rules) {
        Names.cIdentifier(identifier).forEach(wrong -> rules.errors().invalid(at.path(), identifier, wrong));
        if (identifier.length() > 32) {
            rules.errors().tooLong(at.path(), 32);
        }
    }
}
