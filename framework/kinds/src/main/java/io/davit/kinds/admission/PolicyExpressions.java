package io.davit.kinds.admission;

import io.davit.cel.Compilation;
import io.davit.cel.Compiler;
import io.davit.cel.Declarations;
import io.davit.cel.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compiles the expressions of one policy, or the match conditions of a webhook: it knows the names that they may use, and learns the
 * policy's variables one after the other.
 *
 * @see <a href="https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/#validation-expression">Validation expression</a>
 */
public final class PolicyExpressions {

    private final boolean mutates;
    private final boolean params;
    private final boolean composes;
    private final Map<String, Type> variables = new LinkedHashMap<>();

    private PolicyExpressions(boolean mutates, boolean params, boolean composes) {
        this.mutates = mutates;
        this.params = params;
        this.composes = composes;
    }

    /**
     * Of a validating policy.
     *
     * @param params whether it takes parameters
     * @param composes whether it has variables
     */
    public static PolicyExpressions validating(boolean params, boolean composes) {
        return new PolicyExpressions(false, params, composes);
    }

    /** Of a mutating policy. */
    public static PolicyExpressions mutating(boolean params) {
        return new PolicyExpressions(true, params, true);
    }

    /** Of a webhook's match conditions. */
    static PolicyExpressions ofWebhook() {
        return new PolicyExpressions(false, false, false);
    }

    boolean mutates() {
        return mutates;
    }

    /** A variable, which later expressions may use by its name, also where it does not compile. */
    public PolicyExpression variable(String name, String expression) {
        Declarations declarations = declarations(true);
        return switch (Compiler.compile(expression, declarations)) {
            case Compilation.Compiled compiled -> {
                variables.put(name, PolicyTypes.ofVariable(compiled.result()));
                yield new PolicyExpression.Compiled(expression, compiled.program());
            }
            case Compilation other -> {
                variables.put(name, Type.DYN);
                yield result(expression, other, "");
            }
        };
    }

    /** A match condition, which is compiled without knowing the variables. */
    public PolicyExpression condition(String expression) {
        return compile(expression, names(true), "bool", List.of(Type.BOOL));
    }

    public PolicyExpression validation(String expression) {
        return compile(expression, declarations(true), "bool", List.of(Type.BOOL));
    }

    public PolicyExpression message(String expression) {
        return compile(expression, declarations(false), "string", List.of(Type.STRING));
    }

    public PolicyExpression auditAnnotation(String expression) {
        return compile(expression, declarations(true), "one of [string null_type]", List.of(Type.STRING, Type.NULL));
    }

    public PolicyExpression applyConfiguration(String expression) {
        return compile(expression, declarations(true).forMutation(), "Object", List.of(Type.OBJECT_PATCH));
    }

    public PolicyExpression jsonPatch(String expression) {
        return compile(
                expression, declarations(true).forMutation(), "list(JSONPatch)", List.of(Type.list(Type.JSON_PATCH)));
    }

    private static PolicyExpression compile(
            String expression, Declarations declarations, String wanted, List<Type> results) {
        return result(expression, Compiler.compile(expression, declarations, results), wanted);
    }

    private static PolicyExpression result(String expression, Compilation compilation, String wanted) {
        return switch (compilation) {
            case Compilation.Compiled compiled -> new PolicyExpression.Compiled(expression, compiled.program());
            case Compilation.Rejected rejected ->
                new PolicyExpression.Refused(rejected.message(), rejected.stage() == Compilation.Stage.PLAN);
            case Compilation.Mistyped mistyped ->
                new PolicyExpression.Refused("must evaluate to " + wanted + " but got " + mistyped.found(), false);
        };
    }

    private Declarations declarations(boolean authorizer) {
        Declarations names = names(authorizer);
        return composes ? PolicyTypes.with(names, variables) : names;
    }

    private Declarations names(boolean authorizer) {
        Declarations all = Declarations.none()
                .with("object", Type.DYN)
                .with("oldObject", Type.DYN)
                .with("namespaceObject", PolicyTypes.NAMESPACE)
                .with("request", PolicyTypes.REQUEST);
        if (params) {
            all = all.with("params", Type.DYN);
        }
        if (authorizer) {
            all = all.with("authorizer", Type.AUTHORIZER).with("authorizer.requestResource", Type.RESOURCE_CHECK);
        }
        return all;
    }
}
