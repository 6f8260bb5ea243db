package io.davit.kinds.admission;

import io.davit.cel.Compiler;
import io.davit.cel.Declarations;
import io.davit.cel.Inference;
import io.davit.cel.Type;
import io.davit.kinds.ResourceDefinition;
import io.davit.kinds.type.BuiltInSchemas;
import io.davit.kinds.type.TypeTable;
import io.davit.model.GroupVersionKind;
import io.davit.model.error.FieldPath;
import io.davit.schema.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Checks the validations of a policy against the types of the objects that it is for, which evaluation never looks at: what is found is
 * told, and stops nobody.
 *
 * <p>Validations and what computes their messages are checked, for each kind on its own; match conditions and audit annotations are not,
 * and a variable counts only where a validation uses it: one with a fault may be anything.
 *
 * @see <a href="https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/#type-checking">Type checking</a>
 */
public final class PolicyTypeCheck {

    private static final FieldPath VALIDATIONS = FieldPath.of("spec").child("validations");

    /** One expression's faults, of all kinds. */
    public record Warning(String fieldRef, String warning) {}

    private final JsonNode spec;
    private final List<Kind> kinds;

    /**
     * @param objects the kinds that the policy is for, in the order in which they are told
     * @param params the kind of its parameters; null when it takes none, or they are not served
     */
    public PolicyTypeCheck(JsonNode spec, List<ResourceDefinition> objects, @Nullable ResourceDefinition params) {
        this.spec = spec;
        Type paramType = params == null ? Type.DYN : type(params, params.kind().kind() + "Params");
        this.kinds = objects.stream()
                .map(each -> new Kind(
                        each.kind(), declarations(type(each, each.kind().kind()), paramType)))
                .toList();
    }

    /** In the order of the validations, a message after what it is the message of. */
    public List<Warning> warnings() {
        List<Warning> warnings = new ArrayList<>();
        int index = 0;
        for (JsonNode validation : spec.path("validations")) {
            FieldPath path = VALIDATIONS.index(index++);
            check(validation, "expression", path, warnings);
            if (!text(validation, "messageExpression").isEmpty()) {
                check(validation, "messageExpression", path, warnings);
            }
        }
        return warnings;
    }

    private void check(JsonNode validation, String field, FieldPath path, List<Warning> warnings) {
        List<String> faults = new ArrayList<>();
        for (Kind kind : kinds) {
            if (Compiler.infer(text(validation, field), kind.names) instanceof Inference.Faulty(String why)) {
                faults.add(told(kind.kind) + ": " + why + "\n");
            }
        }
        if (!faults.isEmpty()) {
            warnings.add(new Warning(path.child(field).toString(), String.join("\n", faults)));
        }
    }

    private static String told(GroupVersionKind kind) {
        return kind.group() + "/" + kind.version() + ", Kind=" + kind.kind();
    }

    /** The names that a validation may use, the policy's variables among them. */
    private Declarations declarations(Type object, Type params) {
        Declarations names = Declarations.none()
                .with("object", object)
                .with("oldObject", object)
                .with("namespaceObject", PolicyTypes.NAMESPACE)
                .with("request", PolicyTypes.REQUEST)
                .with("authorizer", Type.AUTHORIZER);
        if (spec.path("paramKind").isObject()) {
            names = names.with("params", params);
        }
        Map<String, Type> variables = new LinkedHashMap<>();
        for (JsonNode variable : spec.path("variables")) {
            Type type = switch (Compiler.infer(text(variable, "expression"), PolicyTypes.with(names, variables))) {
                case Inference.Typed typed -> PolicyTypes.ofVariable(typed.type());
                case Inference.Faulty faulty -> Type.DYN;
            };
            variables.put(text(variable, "name"), type);
        }
        return PolicyTypes.with(names, variables);
    }

    /** As documents about the API tell the kind, which is more than a definition does of metadata. */
    private static Type type(ResourceDefinition definition, String name) {
        Schema schema = definition.schema();
        Type type = Type.ofResource(schema, name, definition.custom() ? ObjectMeta.SCHEMA : null);
        // of a definition without a schema it is known that there are objects, with names
        return type == null
                ? Objects.requireNonNull(
                        Type.ofResource(Schema.builder().type("object").build(), name, null))
                : type;
    }

    private static String text(JsonNode from, String field) {
        return from.path(field).asString("");
    }

    private record Kind(GroupVersionKind kind, Declarations names) {}

    private static final class ObjectMeta {
        static final Schema SCHEMA = BuiltInSchemas.of(
                Objects.requireNonNull(TypeTable.get().struct("io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta")));
    }
}
