package io.davit.registry.policy;

import io.davit.kinds.admission.PolicyExpression;
import io.davit.kinds.admission.PolicyExpressions;
import io.davit.model.error.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What objects must be like, in expressions.
 *
 * @see <a href="https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/">Validating Admission Policy</a>
 */
record ValidatingPolicy(
        String name,
        Constraint constraint,
        @Nullable ParamKind params,
        boolean ignoresFailures,
        Map<String, PolicyExpression> variables,
        List<PolicyExpression> conditions,
        List<Validation> validations,
        List<Annotation> annotations)
        implements Policy {

    /**
     * Something that must hold.
     *
     * @param text the expression as it was written
     * @param message what to say when it does not; may be empty
     * @param messageExpression computes what to say; null where nothing does
     */
    record Validation(
            PolicyExpression expression,
            String text,
            String message,
            @Nullable PolicyExpression messageExpression,
            Reason reason) {}

    /** Something that is written into the audit event. */
    record Annotation(String key, PolicyExpression value) {}

    static ValidatingPolicy of(ObjectNode object) {
        JsonNode spec = object.path("spec");
        ParamKind params = ParamKind.of(spec.path("paramKind"));
        PolicyExpressions expressions = PolicyExpressions.validating(params != null, true);
        Map<String, PolicyExpression> variables = variables(spec, expressions);
        return new ValidatingPolicy(
                object.path("metadata").path("name").asString(""),
                Constraint.of(spec.path("matchConstraints")),
                params,
                spec.path("failurePolicy").asString("").equals("Ignore"),
                variables,
                conditions(spec, expressions),
                validations(spec, expressions),
                annotations(spec, expressions));
    }

    static Map<String, PolicyExpression> variables(JsonNode spec, PolicyExpressions expressions) {
        Map<String, PolicyExpression> variables = new LinkedHashMap<>();
        for (JsonNode variable : spec.path("variables")) {
            String name = text(variable, "name");
            variables.put(name, expressions.variable(name, text(variable, "expression")));
        }
        return variables;
    }

    static List<PolicyExpression> conditions(JsonNode spec, PolicyExpressions expressions) {
        List<PolicyExpression> conditions = new ArrayList<>();
        spec.path("matchConditions")
                .forEach(condition -> conditions.add(expressions.condition(text(condition, "expression"))));
        return conditions;
    }

    private static List<Validation> validations(JsonNode spec, PolicyExpressions expressions) {
        List<Validation> validations = new ArrayList<>();
        for (JsonNode each : spec.path("validations")) {
            String text = text(each, "expression");
            String message = text(each, "messageExpression");
            validations.add(new Validation(
                    expressions.validation(text),
                    text,
                    text(each, "message"),
                    message.isEmpty() ? null : expressions.message(message),
                    reason(text(each, "reason"))));
        }
        return validations;
    }

    private static Reason reason(String reason) {
        return switch (reason) {
            case "Forbidden" -> Reason.FORBIDDEN;
            case "Unauthorized" -> Reason.UNAUTHORIZED;
            case "RequestEntityTooLarge" -> Reason.REQUEST_ENTITY_TOO_LARGE;
            default -> Reason.INVALID;
        };
    }

    private static List<Annotation> annotations(JsonNode spec, PolicyExpressions expressions) {
        List<Annotation> annotations = new ArrayList<>();
        spec.path("auditAnnotations")
                .forEach(each -> annotations.add(
                        new Annotation(text(each, "key"), expressions.auditAnnotation(text(each, "valueExpression")))));
        return annotations;
    }

    static String text(JsonNode from, String field) {
        return from.path(field).asString("");
    }
}
