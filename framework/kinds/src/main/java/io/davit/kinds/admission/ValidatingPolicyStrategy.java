package io.davit.kinds.admission;

import io.davit.kinds.KindStrategy;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Fill;
import io.davit.kinds.reading.Rules;
import io.davit.model.error.FieldErrors;
import io.davit.model.meta.Meta;
import io.davit.model.name.Labels;
import io.davit.model.name.Names;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Validating admission policies, but for what their expressions mean. */
final class ValidatingPolicyStrategy extends KindStrategy {

    private static final String NOTHING = "validations or auditAnnotations must contain at least one item";
    private static final int MOST_ANNOTATIONS = 20;

    ValidatingPolicyStrategy() {
        super(Names::dns1123Subdomain, Trait.STATUS, Trait.GENERATION, Trait.NEEDS_VERSION);
    }

    @Override
    public void defaults(ObjectNode object) {
        PolicyRules.defaults(Fill.object(object, "spec"));
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        Field spec = Field.of(object).get("spec");
        Rules rules = Rules.into(errors);
        PolicyRules.check(spec, rules);
        Field validations = spec.get("validations");
        Field annotations = spec.get("auditAnnotations");
        if (validations.size() + annotations.size() == 0) {
            rules.required(validations, NOTHING);
            rules.required(annotations, NOTHING);
            return;
        }
        validations.items().forEach(validation -> validation(validation, rules));
        if (annotations.size() > MOST_ANNOTATIONS) {
            errors.tooMany(annotations.path(), annotations.size(), MOST_ANNOTATIONS);
        }
        Set<String> keys = new HashSet<>();
        for (Field annotation : annotations.items()) {
            annotation(Meta.of(object).name(), annotation, rules);
            if (!keys.add(annotation.get("key").text())) {
                errors.duplicate(
                        annotation.get("key").path(), annotation.get("key").text());
            }
        }
    }

    private static void validation(Field validation, Rules rules) {
        PolicyRules.expression(validation.get("expression"), PolicyRules.NO_EXPRESSION, rules);
        Field message = validation.get("message");
        notBlank(message, rules);
        if (message.text().strip().indexOf('\n') >= 0) {
            rules.invalid(message, "must not contain line breaks");
        }
        notBlank(validation.get("messageExpression"), rules);
        if (validation.get("reason").isPresent()) {
            rules.oneOf(validation.get("reason"), "Forbidden", "Invalid", "RequestEntityTooLarge");
        }
    }

    private static void notBlank(Field text, Rules rules) {
        if (!text.isZero() && text.text().isBlank()) {
            rules.invalid(text, "must be non-empty if specified");
        }
    }

    private static void annotation(String policy, Field annotation, Rules rules) {
        String key = policy + "/" + annotation.get("key").text();
        Labels.key(key)
                .forEach(wrong -> rules.errors().invalid(annotation.get("key").path(), key, wrong));
        PolicyRules.expression(annotation.get("valueExpression"), "valueExpression is not specified", rules);
    }

    @Override
    public void validateUpdate(ObjectNode object, ObjectNode old, FieldErrors errors) {
        validate(object, errors);
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
