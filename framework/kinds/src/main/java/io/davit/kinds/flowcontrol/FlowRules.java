package io.davit.kinds.flowcontrol;

import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import io.davit.model.error.FieldErrors;
import io.davit.model.name.Names;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** What must hold for a rule of a flow schema: subjects, and what they ask for. */
final class FlowRules {

    private static final List<String> VERBS =
            List.of("create", "delete", "deletecollection", "get", "list", "patch", "proxy", "update", "watch");

    private FlowRules() {}

    static void check(Field rule, Rules rules) {
        Field subjects = rule.get("subjects");
        if (subjects.size() == 0) {
            rules.required(subjects, "subjects must contain at least one value");
        }
        subjects.items().forEach(subject -> subject(subject, rules));
        if (rule.get("resourceRules").size() + rule.get("nonResourceRules").size() == 0) {
            rules.required(rule, "at least one of resourceRules and nonResourceRules has to be non-empty");
        }
        rule.get("resourceRules").items().forEach(each -> resources(each, rules));
        rule.get("nonResourceRules").items().forEach(each -> paths(each, rules));
    }

    static void conditions(ObjectNode object, FieldErrors errors) {
        Set<String> types = new HashSet<>();
        for (Field condition : Field.of(object).get("status", "conditions").items()) {
            Field type = condition.get("type");
            if (!types.add(type.text())) {
                errors.duplicate(type.path(), type.text());
            }
            Rules.into(errors).needed(type);
        }
    }

    private static void subject(Field subject, Rules rules) {
        String kind = subject.get("kind").text();
        if (!rules.oneOf(subject.get("kind"), "Group", "ServiceAccount", "User")) {
            return;
        }
        String own = lower(kind);
        if (subject.get(own).isAbsent()) {
            rules.required(subject.get(own), own + " is required when subject kind is '" + kind + "'");
        } else {
            named(subject.get(own), kind, rules);
        }
        for (String other : List.of("ServiceAccount", "User", "Group")) {
            Field field = subject.get(lower(other));
            if (!other.equals(kind) && field.isPresent()) {
                rules.forbidden(field, lower(other) + " is forbidden when subject kind is not '" + other + "'");
            }
        }
    }

    private static String lower(String kind) {
        return kind.substring(0, 1).toLowerCase(Locale.ROOT) + kind.substring(1);
    }

    private static void named(Field subject, String kind, Rules rules) {
        Field name = subject.get("name");
        boolean there = rules.needed(name);
        if (!kind.equals("ServiceAccount")) {
            return;
        }
        if (there && !name.is("*")) {
            rules.text(name, Names::dns1123Subdomain);
        }
        Field namespace = subject.get("namespace");
        if (namespace.isZero()) {
            rules.required(namespace, "must specify namespace for service account");
        } else {
            rules.text(namespace, Names::dns1123Label);
        }
    }

    private static void verbs(Field verbs, Rules rules) {
        if (verbs.size() == 0) {
            rules.required(verbs, "verbs must contain at least one value");
        } else if (alone(verbs, "verbs", rules)
                && !verbs.texts().equals(List.of("*"))
                && !VERBS.containsAll(verbs.texts())) {
            rules.errors().notSupported(verbs.path(), verbs.value(), VERBS);
        }
    }

    private static boolean alone(Field list, String what, Rules rules) {
        boolean mixed = list.size() > 1 && list.texts().contains("*");
        if (mixed) {
            rules.invalid(list, "if '*' is present, must not specify other " + what);
        }
        return !mixed;
    }

    private static void resources(Field rule, Rules rules) {
        verbs(rule.get("verbs"), rules);
        if (rule.get("apiGroups").size() == 0) {
            rules.required(rule.get("apiGroups"), "resource rules must supply at least one api group");
        }
        alone(rule.get("apiGroups"), "api groups", rules);
        if (rule.get("resources").size() == 0) {
            rules.required(rule.get("resources"), "resource rules must supply at least one resource");
        }
        alone(rule.get("resources"), "resources", rules);
        Field namespaces = rule.get("namespaces");
        if (namespaces.size() == 0 && !rule.get("clusterScope").isTrue()) {
            rules.required(namespaces, "resource rules that are not cluster scoped must supply at least one namespace");
        } else if (alone(namespaces, "namespaces", rules)) {
            namespaces.items().stream()
                    .filter(namespace -> !namespace.is("*"))
                    .forEach(namespace -> namespace(namespace, rules));
        }
    }

    private static void namespace(Field namespace, Rules rules) {
        Names.dns1123Label(namespace.text())
                .forEach(wrong -> rules.invalidText(
                        namespace, "each member of this list must be '*' or a DNS-1123 label; " + wrong));
    }

    private static void paths(Field rule, Rules rules) {
        verbs(rule.get("verbs"), rules);
        Field urls = rule.get("nonResourceURLs");
        if (urls.size() == 0) {
            rules.required(urls, "nonResourceURLs must contain at least one value");
        } else if (alone(urls, "non-resource URLs", rules) && !urls.texts().equals(List.of("*"))) {
            urls.items().forEach(url -> path(url, rules));
        }
    }

    private static void path(Field url, Rules rules) {
        String text = url.text();
        if (text.isEmpty()) {
            rules.invalidText(url, "must not be empty");
            return;
        }
        if (text.equals("/")) {
            return;
        }
        if (!text.startsWith("/")) {
            rules.invalidText(url, "must start with slash");
        }
        if (text.contains(" ")) {
            rules.invalidText(url, "must not contain white-space");
        }
        if (text.contains("//")) {
            rules.invalidText(url, "must not contain double slash");
        }
        int star = text.indexOf('*');
        if (star >= 0 && (star != text.length() - 1 || !text.endsWith("/*"))) {
            rules.invalidText(url, "wildcard can only do suffix matching");
        }
    }
}
