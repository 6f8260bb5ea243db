package io.davit.registry.policy;

import io.davit.cel.Budget;
import io.davit.cel.Value;
import io.davit.kinds.admission.PolicyExpression;
import io.davit.model.error.ApiException;
import io.davit.patch.JsonPatch;
import io.davit.registry.family.Decoded;
import io.davit.registry.policy.MutatingPolicy.Mutation;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes the changes of one policy to the object of one request, with one parameter. */
final class Mutator {

    private final MutatingPolicy policy;
    private final Match match;
    private final Request request;
    private final @Nullable ObjectNode param;

    Mutator(MutatingPolicy policy, Match match, Request request, @Nullable ObjectNode param) {
        this.policy = policy;
        this.match = match;
        this.request = request;
        this.param = param;
    }

    /** Changes the object in its request, or leaves it as it is and says why it cannot be changed so. */
    void apply(Mutation mutation) throws MutationFailed {
        Value value = evaluate(mutation);
        ObjectNode object = Objects.requireNonNull(request.versions().object(match.as()));
        switch (mutation) {
            case Mutation.Apply apply -> merge(object, value);
            case Mutation.Patch patch -> patch(object, value);
        }
    }

    private Value evaluate(Mutation mutation) throws MutationFailed {
        if (mutation.expression() instanceof PolicyExpression.Refused refused) {
            throw new MutationFailed(refused.why());
        }
        Evaluator evaluator = new Evaluator(request.names(match, param), policy.variables(), Budget.perObject());
        try {
            return switch (evaluator.evaluate(mutation.expression())) {
                case Evaluated.Is is -> is.value();
                case Evaluated.Failed failed -> throw new MutationFailed(failed.why());
            };
        } catch (OutOfBudget e) {
            throw new MutationFailed(OutOfBudget.WHY);
        }
    }

    private void merge(ObjectNode object, Value value) throws MutationFailed {
        if (!(json(value) instanceof ObjectNode patch)) {
            throw new MutationFailed("invalid return type: " + value.typeName());
        }
        patch.set("apiVersion", object.get("apiVersion"));
        patch.set("kind", object.get("kind"));
        replace(Merging.merge(match, request.catalog(), object, patch));
    }

    private void patch(ObjectNode object, Value value) throws MutationFailed {
        if (!(json(value) instanceof ArrayNode operations)) {
            throw new MutationFailed("type mismatch: JSONPatchType.expression should evaluate to array");
        }
        switch (JsonPatch.of(operations).tryOn(object)) {
            case JsonPatch.Result.Patched(ObjectNode patched) -> replaceStrictly(patched);
            case JsonPatch.Result.TestFailed failed -> {
                // a test that fails means that the patch is not for this object
            }
            case JsonPatch.Result.Unfit(String why) -> throw new MutationFailed("JSON Patch: " + why);
        }
    }

    private static JsonNode json(Value value) throws MutationFailed {
        List<String> misplaced = value.misplacedTypes();
        if (!misplaced.isEmpty()) {
            throw new MutationFailed("type mismatch: " + String.join("\n", misplaced));
        }
        try {
            return value.toJson();
        } catch (IllegalStateException e) {
            throw new MutationFailed(
                    "JSONPath valueExpression evaluated to a type that could not marshal to JSON: " + e.getMessage());
        }
    }

    private void replace(ObjectNode changed) throws MutationFailed {
        Decoded decoded;
        try {
            decoded = Versions.decoded(match, changed);
        } catch (ApiException e) {
            throw new MutationFailed(Conversions.told(match.kind(), e.message()));
        }
        request.versions().replace(match.as(), decoded.object());
    }

    /** What is no object of its kind any more is not the failure of an expression: no failure policy lets it pass. */
    private void replaceStrictly(ObjectNode changed) {
        Decoded decoded;
        try {
            decoded = Versions.decoded(match, changed);
        } catch (ApiException e) {
            int where = e.message().indexOf(": ");
            throw ApiException.internal(e.message().substring(where + 2));
        }
        if (!decoded.strictError().isEmpty() && !match.as().definition().custom()) {
            throw ApiException.internal(decoded.strictError());
        }
        request.versions().replace(match.as(), decoded.object());
    }
}
