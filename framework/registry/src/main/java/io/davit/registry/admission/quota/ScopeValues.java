package io.davit.registry.admission.quota;

import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Which names a scope wants, as a label selector's requirement would say it. */
record ScopeValues(String operator, Set<String> values) {

    static ScopeValues of(JsonNode scope) {
        Set<String> values = new TreeSet<>();
        scope.path("values").forEach(value -> values.add(value.asString("")));
        return new ScopeValues(scope.path("operator").asString(""), values);
    }

    /** Whether one of an object's names is wanted, or having none is. */
    boolean match(Set<String> names) {
        return switch (operator) {
            case "Exists" -> !names.isEmpty();
            case "DoesNotExist" -> names.isEmpty();
            case "In" -> names.stream().anyMatch(values::contains);
            case "NotIn" -> names.isEmpty() || names.stream().anyMatch(name -> !values.contains(name));
            default -> false;
        };
    }
}
