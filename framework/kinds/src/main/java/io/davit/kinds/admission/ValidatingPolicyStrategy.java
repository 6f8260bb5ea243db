package io.davit.kinds.admission;

import io.davit.kinds.KindStrategy;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Fill;
import io.davit.kinds.reading.Rules;
import io.davit.model.error.FieldErrors;
import io.davit.model.json.Json;
import io.davit.model.meta.Meta;
import io.davit.model.name.Labels;
import io.davit.model.name.Names;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Validating admission policies. */
final class ValidatingPolicyStrategy extends KindStrategy {

    private static final String NOTHING = "validations or auditAnnotations must contain at least one item";
    private static final int MOST_ANNOTATIONS = 20;
    private static final int LONGEST_VALUE_EXPRESSION = 5 * 1024;

    ValidatingPolicyStrategy() {
        super(Names::dns1123Subdomain, Trait.STATUS, Trait.GENERATION, Trait.NEEDS_VERSION);
    }

    @Override
    public void defaults(ObjectNode object) {
        PolicyRules.defaults(Fill.object(object, "spec"));
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        validate(object, Field.of(Json.object()), errors);
    }

    @Override
    public void validateUpdate(ObjectNode object, ObjectNode old, FieldErrors errors) {
        validate(object, Field.of(old), errors);
    }

    private static void validate(ObjectNode object, Field old, FieldErrors errors) {
        Field spec = Field.of(object).get("spec");
        Rules rules = Rules.into(errors);
        PolicyExpressions expressions = PolicyExpressions.validating(
                spec.get("paramKind").isPresent(), spec.get("variables").size() > 0);
        PolicyRules.check(spec, old.get("spec"), expressions, rules);
        Field validations = spec.get("validations");
        Field annotations = spec.get("auditAnnotations");
        if (validations.size() + annotations.size() == 0) {
            rules.required(validations, NOTHING);
            rules.required(annotations, NOTHING);
            return;
        }
        validations.items().forEach(validation -> validation(validation, expressions, rules));
        if (annotations.size() > MOST_ANNOTATIONS) {
            rules.errors()
                    .invalid(
                            annotations.path(),
                            shown(annotations),
                            "must not have more than " + MOST_ANNOTATIONS + " auditAnnotations");
        }
        Set<String> keys = new HashSet<>();
        for (Field annotation : annotations.items()) {
            annotation(Meta.of(object).name(), annotation, expressions, rules);
            if (!keys.add(annotation.get("key").text())) {
                errors.duplicate(
                        annotation.get("key").path(), annotation.get("key").text());
            }
        }
    }

    /** In upstream's form of a list that no document has: the names of its fields are not those of JSON. */
    private static ArrayNode shown(Field annotations) {
        ArrayNode shown = Json.array();
        for (Field annotation : annotations.items()) {
            shown.addObject()
                    .put("Key", annotation.get("key").text())
                    .put("ValueExpression", annotation.get("valueExpression").text());
        }
        return shown;
    }

    private static void validation(Field validation, PolicyExpressions expressions, Rules rules) {
        Field expression = validation.get("expression");
        if (expression.text().isBlank()) {
            rules.required(expression, PolicyRules.NO_EXPRESSION);
        } else {
            MatchRules.check(expression, expression.text(), expressions.validation(expression.text()), rules);
        }
        Field computed = validation.get("messageExpression");
        notBlank(computed, rules);
        if (!computed.text().isBlank()) {
            MatchRules.check(computed, computed.text(), expressions.message(computed.text()), rules);
        }
        Field message = validation.get("message");
        notBlank(message, rules);
        if (message.text().strip().indexOf('\n') >= 0) {
            rules.invalid(message, "must not contain line breaks");
        }
        if (validation.get("reason").isPresent()) {
            rules.oneOf(validation.get("reason"), "Forbidden", "Invalid", "RequestEntityTooLarge");
        }
    }

    private static void notBlank(Field text, Rules rules) {
        if (!text.isZero() && text.text().isBlank()) {
            rules.invalid(text, "must be non-empty if specified");
        }
    }

    private static void annotation(String policy, Field annotation, PolicyExpressions expressions, Rules rules) {
        String key = policy + "/" + annotation.get("key").text();
        Labels.key(key)
                .forEach(wrong -> rules.errors().invalid(annotation.get("key").path(), key, wrong));
        Field value = annotation.get("valueExpression");
        String text = value.text().strip();
        if (text.isEmpty()) {
            rules.required(value, "valueExpression is not specified");
        } else if (text.getBytes(StandardCharsets.UTF_8).length > LONGEST_VALUE_EXPRESSION) {
            rules.required(value, "must not exceed " + LONGEST_VALUE_EXPRESSION + " bytes in length");
        } else {
            MatchRules.check(value, value.text(), expressions.auditAnnotation(text), rules);
        }
    }

    @Override
    protected void validateStatus(ObjectNode object, ObjectNode old, FieldErrors errors) {
        Rules rules = Rules.into(errors);
        Field status = Field.of(object).get("status");
        for (Field warning : status.get("typeChecking", "expressionWarnings").items()) {
            rules.needed(warning.get("warning"));
            rules.needed(warning.get("fieldRef"));
        }
        rules.conditions(status.get("conditions"));
    }
}
