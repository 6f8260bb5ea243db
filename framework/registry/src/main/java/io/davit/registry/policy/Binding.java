package io.davit.registry.policy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where a policy holds, and with which parameters.
 *
 * @param params null when it gives none
 * @param actions what follows from a validation that fails: {@code Deny}, {@code Warn}, {@code Audit}
 */
record Binding(
        String name,
        String policy,
        Constraint constraint,
        @Nullable ParamReference params,
        List<String> actions) {

    static Binding of(ObjectNode object) {
        JsonNode spec = object.path("spec");
        JsonNode match = spec.get("matchResources");
        JsonNode reference = spec.get("paramRef");
        List<String> actions = new ArrayList<>();
        spec.path("validationActions").forEach(action -> actions.add(action.asString("")));
        return new Binding(
                object.path("metadata").path("name").asString(""),
                spec.path("policyName").asString(""),
                match == null ? Constraint.NONE : Constraint.of(match),
                reference == null ? null : ParamReference.of(reference),
                List.copyOf(actions));
    }
}
