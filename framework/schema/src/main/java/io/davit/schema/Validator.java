package io.davit.schema;

import io.davit.model.error.Cause;
import io.davit.model.error.FieldErrors;
import io.davit.model.error.FieldPath;
import io.davit.model.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Checks custom objects against their schema and finds everything that is wrong at once: values, embedded resources, and duplicates in
 * sets and maps. Rules in CEL are not its business.
 *
 * <p>An update may leave what is wrong as it was: a value that equals the old one is not complained about. Elements of lists are
 * compared by key in lists that are maps, and not at all in others.
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
        FieldErrors errors = new FieldErrors();
        errors.addAll(ValueCheck.check(FieldPath.root(), object, old, schema));
        EmbeddedResources.validate(FieldPath.root(), object, schema, errors);
        FieldErrors before = new FieldErrors();
        ListRules.validate(FieldPath.root(), old, schema, before);
        if (before.isEmpty()) {
            ListRules.validate(FieldPath.root(), object, schema, errors);
        }
        return errors.causes();
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
            errors.invalid(at, value, "must not have unknown fields");
        }
        FieldErrors embedded = new FieldErrors();
        if (root && value instanceof ObjectNode object) {
            EmbeddedResources.validateOne(at, object, embedded);
        }
        EmbeddedResources.validate(at, value, schema, embedded);
        errors.addAll(embedded.isEmpty() ? ValueCheck.checkDefault(at, value, schema) : embedded.causes());
        return errors.causes();
    }

    /** Finds the old value that belongs to a new one. */
    static final class Old {

        private Old() {}

        static @Nullable JsonNode member(@Nullable JsonNode old, String name) {
            return old instanceof ObjectNode map ? map.get(name) : null;
        }

        /** The old elements of a list by their keys; none for a list that is no map. */
        static Map<String, JsonNode> elements(@Nullable JsonNode old, Schema list) {
            Map<String, JsonNode> elements = new HashMap<>();
            if (old instanceof ArrayNode before && list.listType() == ListType.MAP) {
                before.forEach(each -> elements.put(key(each, list), each));
            }
            return elements;
        }

        static String key(JsonNode element, Schema list) {
            List<String> values = new ArrayList<>();
            list.listMapKeys().forEach(name -> values.add(Json.text(element.path(name))));
            return values.toString();
        }
    }
}
