package io.davit.registry.policy;

import io.davit.kinds.admission.PolicyExpression;
import io.davit.kinds.admission.PolicyExpressions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is changed in objects, in expressions.
 *
 * @see <a href="https://kubernetes.io/docs/reference/access-authn-authz/mutating-admission-policy/">Mutating Admission Policy</a>
 */
record MutatingPolicy(
        String name,
        Constraint constraint,
        @Nullable ParamKind params,
        boolean ignoresFailures,
        boolean reinvoked,
        Map<String, PolicyExpression> variables,
        List<PolicyExpression> conditions,
        List<Mutation> mutations)
        implements Policy {

    /** One change, computed by an expression. */
    sealed interface Mutation {

        PolicyExpression expression();

        /** The expression makes an object that is merged into the present one. */
        record Apply(PolicyExpression expression) implements Mutation {}

        /** The expression makes the operations of a JSON patch. */
        record Patch(PolicyExpression expression) implements Mutation {}
    }

    static MutatingPolicy of(ObjectNode object) {
        JsonNode spec = object.path("spec");
        ParamKind params = ParamKind.of(spec.path("paramKind"));
        PolicyExpressions expressions = PolicyExpressions.mutating(params != null);
        Map<String, PolicyExpression> variables = ValidatingPolicy.variables(spec, expressions);
        return new MutatingPolicy(
                object.path("metadata").path("name").asString(""),
                Constraint.of(spec.path("matchConstraints")),
                params,
                spec.path("failurePolicy").asString("").equals("Ignore"),
                spec.path("reinvocationPolicy").asString("").equals("IfNeeded"),
                variables,
                ValidatingPolicy.conditions(spec, expressions),
                mutations(spec, expressions));
    }

    private static List<Mutation> mutations(JsonNode spec, PolicyExpressions expressions) {
        List<Mutation> mutations = new ArrayList<>();
        for (JsonNode each : spec.path("mutations")) {
            if (each.path("patchType").asString("").equals("JSONPatch")) {
                mutations.add(new Mutation.Patch(expressions.jsonPatch(text(each.path("jsonPatch")))));
            } else {
                mutations.add(
                        new Mutation.Apply(expressions.applyConfiguration(text(each.path("applyConfiguration")))));
            }
        }
        return mutations;
    }

    private static String text(JsonNode patch) {
        return patch.path("expression").asString("");
    }
}
