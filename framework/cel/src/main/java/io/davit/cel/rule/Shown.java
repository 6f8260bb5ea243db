package io.davit.cel.rule;

import io.davit.model.json.Json;
import io.davit.schema.GoNumber;
import tools.jackson.databind.JsonNode;

/** Values the way messages show them. */
final class Shown {

    private Shown() {}

    static String of(JsonNode value) {
        return value.isNumber() ? GoNumber.text(value) : Json.text(value);
    }
}
