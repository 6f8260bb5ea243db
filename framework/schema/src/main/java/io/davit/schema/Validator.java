package io.davit.schema;

import io.davit.model.error.Cause;
import io.davit.model.error.FieldErrors;
import io.davit.model.error.FieldPath;
import io.davit.model.json.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Checks custom objects against their schema and finds everything that is wrong at once: values, embedded resources, and duplicates in
 * sets and maps. Rules in CEL are not its business.
 *
 * <p>An update may leave what is wrong as it was: a value that {@linkplain Correlation is unchanged} is not complained about.
 *
 * @see <a href="https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation">Validation</a>
 * @see <a href="https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation-ratcheting">Validation ratcheting</a>
 */
public final class Validator {

    private Validator() {}

    public static List<Cause> validate(JsonNode object, Schema schema) {
        FieldErrors errors = new FieldErrors();
        errors.addAll(ValueCheck.check(FieldPath.root(), object, null, schema));
        EmbeddedResources.validate(FieldPath.root(), object, schema, errors);
        ListRules.validate(FieldPath.root(), object, schema, errors);
        return errors.causes();
    }

    public static List<Cause> validateUpdate(JsonNode object, JsonNode old, Schema schema) {
        return validateUpdate(object, old, Correlation.of(object, old, schema), schema);
    }

    /** @param change the object beside the old one, of this schema */
    public static List<Cause> validateUpdate(JsonNode object, JsonNode old, Correlation change, Schema schema) {
        FieldErrors errors = new FieldErrors();
        errors.addAll(ValueCheck.check(FieldPath.root(), object, change, schema));
        EmbeddedResources.validate(FieldPath.root(), object, schema, errors);
        lists(object, old, schema, errors);
        return errors.causes();
    }

    /** What is checked of an update that changes the status alone. */
    public static List<Cause> validateStatusUpdate(JsonNode object, JsonNode old, Correlation change, Schema schema) {
        FieldErrors errors = new FieldErrors();
        JsonNode status = object.get("status");
        Schema known = schema.property("status");
        if (status != null && known != null) {
            errors.addAll(ValueCheck.check(FieldPath.of("status"), status, change.key("status"), known));
        }
        lists(object, old, schema, errors);
        return errors.causes();
    }

    private static void lists(JsonNode object, JsonNode old, Schema schema, FieldErrors errors) {
        FieldErrors before = new FieldErrors();
        ListRules.validate(FieldPath.root(), old, schema, before);
        if (before.isEmpty()) {
            ListRules.validate(FieldPath.root(), object, schema, errors);
        }
    }

    /**
     * What is wrong with a default: unknown fields, and what would be wrong with a value; {@code root} for a default of the whole
     * object.
     */
    public static List<Cause> validateDefault(FieldPath at, JsonNode value, Schema schema, boolean root) {
        FieldErrors errors = new FieldErrors();
        JsonNode pruned = value.deepCopy();
        Pruner.pruneValue(pruned, schema);
        if (!Json.same(pruned, value)) {
            errors.invalid(at, Json.sorted(value), "must not have unknown fields");
        }
        FieldErrors embedded = new FieldErrors();
        EmbeddedResources.coerceDefault(at, value, schema, root, embedded);
        if (embedded.isEmpty()) {
            if (root && value instanceof ObjectNode object) {
                EmbeddedResources.validateOne(at, object, embedded);
            }
            EmbeddedResources.validate(at, value, schema, embedded);
        }
        errors.addAll(embedded.isEmpty() ? ValueCheck.checkDefault(at, value, schema) : embedded.causes());
        return errors.causes();
    }
}
