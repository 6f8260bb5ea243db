package io.davit.registry.policy;

import io.davit.model.selector.LabelSelector;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The objects that a binding gives to its policy as {@code params}.
 *
 * @param name one object's name; empty when there is a selector
 * @param namespace where they are; empty for the namespace of the request
 * @param selector selects them by their labels; null when there is a name
 * @param needed whether a request is refused when there are none
 */
record ParamReference(
        String name, String namespace, @Nullable LabelSelector selector, boolean needed) {

    static ParamReference of(JsonNode reference) {
        JsonNode selector = reference.get("selector");
        return new ParamReference(
                reference.path("name").asString(""),
                reference.path("namespace").asString(""),
                selector == null ? null : LabelSelector.of(selector),
                reference.path("parameterNotFoundAction").asString("").equals("Deny"));
    }
}
