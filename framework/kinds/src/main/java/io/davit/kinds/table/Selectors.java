package io.davit.kinds.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Label selectors in the words of {@code kubectl -l}: {@code app=web,tier in (a,b),!old}. */
final class Selectors {

    private Selectors() {}

    /** The selector; {@code <none>} when it selects by nothing, {@code <error>} when it makes no sense. */
    static String orNone(JsonNode selector) {
        List<Requirement> all = requirements(selector);
        if (all.stream().anyMatch(each -> each.text.isEmpty())) {
            return "<error>";
        }
        return all.isEmpty() ? Read.NONE : joined(all);
    }

    /** The selector; empty when it selects by nothing or makes no sense. */
    static String orEmpty(JsonNode selector) {
        List<Requirement> all = requirements(selector);
        return all.stream().anyMatch(each -> each.text.isEmpty()) ? "" : joined(all);
    }

    private static List<Requirement> requirements(JsonNode selector) {
        List<Requirement> all = new ArrayList<>();
        selector.path("matchLabels")
                .properties()
                .forEach(e -> all.add(new Requirement(
                        e.getKey(), e.getKey() + "=" + e.getValue().asString(""))));
        selector.path("matchExpressions").forEach(e -> all.add(expression(e)));
        all.sort(Comparator.comparing(Requirement::key));
        return all;
    }

    private static Requirement expression(JsonNode expression) {
        String key = Read.text(expression, "key");
        String values = "(" + String.join(",", new TreeSet<>(Read.texts(expression.path("values")))) + ")";
        return new Requirement(
                key,
                switch (Read.text(expression, "operator")) {
                    case "In" -> key + " in " + values;
                    case "NotIn" -> key + " notin " + values;
                    case "Exists" -> key;
                    case "DoesNotExist" -> "!" + key;
                    default -> "";
                });
    }

    private static String joined(List<Requirement> all) {
        return String.join(",", all.stream().map(Requirement::text).toList());
    }

    private record Requirement(String key, String text) {}
}
