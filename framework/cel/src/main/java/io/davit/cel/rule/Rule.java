package io.davit.cel.rule;

import io.davit.model.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A rule as it is written.
 *
 * @param rule the expression, which is true for what is right
 * @param reason the word of the error, or null
 * @param optionalOldSelf null when nothing is said
 */
record Rule(
        String rule,
        String message,
        String messageExpression,
        @Nullable String reason,
        String fieldPath,
        @Nullable Boolean optionalOldSelf) {

    /** Rules in the order in which a schema has them. */
    static List<Rule> of(JsonNode validations) {
        List<Rule> rules = new ArrayList<>();
        for (JsonNode each : validations) {
            JsonNode reason = each.path("reason");
            JsonNode optional = each.path("optionalOldSelf");
            rules.add(new Rule(
                    each.path("rule").asString(""),
                    each.path("message").asString(""),
                    each.path("messageExpression").asString(""),
                    reason.isString() ? reason.stringValue() : null,
                    each.path("fieldPath").asString(""),
                    optional.isBoolean() ? optional.booleanValue() : null));
        }
        return rules;
    }

    boolean isBlank() {
        return rule.isBlank();
    }

    boolean hasOptionalOldSelf() {
        return optionalOldSelf != null && optionalOldSelf;
    }

    /** What errors call it by: its message, or else its expression. */
    String name() {
        return (message.isEmpty() ? rule : message).strip();
    }

    /** What is told when it is false. */
    String failure() {
        return message.isEmpty() ? "failed rule: " + name() : message.strip();
    }

    /** As upstream prints the whole of it in messages: as its own structure, in JSON that may stand in a web page. */
    String shown() {
        ObjectNode fields = Json.object()
                .put("Rule", rule)
                .put("Message", message)
                .put("MessageExpression", messageExpression)
                .put("Reason", reason)
                .put("FieldPath", fieldPath)
                .put("OptionalOldSelf", optionalOldSelf);
        return fields.toString().replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
    }
}
