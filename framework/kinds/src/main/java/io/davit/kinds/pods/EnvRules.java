package io.davit.kinds.pods;

import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import io.davit.model.name.Names;
import java.util.List;
import java.util.Map;

/** Environment variables and where their values come from. */
final class EnvRules {

    private static final List<String> SOURCES =
            List.of("fieldRef", "resourceFieldRef", "configMapKeyRef", "secretKeyRef", "fileKeyRef");

    private EnvRules() {}

    static void check(Field env, Map<String, Field> volumes, Rules rules) {
        for (Field variable : env.items()) {
            rules.neededText(variable.get("name"), Names::relaxedEnvVarName);
            Field from = variable.get("valueFrom");
            if (from.isPresent()) {
                source(variable, from, volumes, rules);
            }
        }
    }

    private static void source(Field variable, Field from, Map<String, Field> volumes, Rules rules) {
        if (from.get("fieldRef").isPresent()) {
            FieldSelectorRules.field(from.get("fieldRef"), FieldSelectorRules.IN_ENV, rules);
        }
        if (from.get("resourceFieldRef").isPresent()) {
            FieldSelectorRules.resource(from.get("resourceFieldRef"), false, rules);
        }
        for (String kind : List.of("configMapKeyRef", "secretKeyRef")) {
            if (from.get(kind).isPresent()) {
                key(from.get(kind), rules);
            }
        }
        if (from.get("fileKeyRef").isPresent()) {
            fileKey(from.get("fileKeyRef"), volumes, rules);
        }
        long sources =
                SOURCES.stream().filter(kind -> from.get(kind).isPresent()).count();
        if (sources == 0) {
            rules.errors()
                    .invalid(
                            from.path(),
                            "",
                            "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or"
                                    + " `fileKeyRef`");
        } else if (!variable.get("value").text().isEmpty()) {
            rules.errors().invalid(from.path(), "", "may not be specified when `value` is not empty");
        } else if (sources > 1) {
            rules.errors().invalid(from.path(), "", "may not have more than one field specified at a time");
        }
    }

    private static void key(Field selector, Rules rules) {
        rules.text(selector.get("name"), Names::dns1123Subdomain);
        rules.neededText(selector.get("key"), Names::configMapKey);
    }

    private static void fileKey(Field selector, Map<String, Field> volumes, Rules rules) {
        rules.neededText(selector.get("key"), Names::relaxedEnvVarName);
        Field volume = selector.get("volumeName");
        rules.needed(volume);
        if (rules.needed(selector.get("path"))) {
            Checks.relativeAndNotReserved(selector.get("path"), rules);
        }
        Field source = volumes.get(volume.text());
        if (source == null) {
            rules.errors().notFound(volume.path(), volume.text());
        } else if (source.get("emptyDir").isAbsent()) {
            rules.invalidText(volume, "referenced volume must be of type emptyDir");
        }
    }

    static void checkFrom(Field envFrom, Rules rules) {
        for (Field each : envFrom.items()) {
            if (!each.get("prefix").text().isEmpty()) {
                rules.text(each.get("prefix"), Names::relaxedEnvVarName);
            }
            int sources = 0;
            for (String kind : List.of("configMapRef", "secretRef")) {
                if (each.get(kind).isPresent()) {
                    sources++;
                    rules.neededText(each.get(kind).get("name"), Names::dns1123Subdomain);
                }
            }
            if (sources == 0) {
                rules.errors().invalid(envFrom.path(), "", "must specify one of: `configMapRef` or `secretRef`");
            } else if (sources > 1) {
                rules.errors().invalid(envFrom.path(), "", "may not have more than one field specified at a time");
            }
        }
    }
}
