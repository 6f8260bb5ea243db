package io.davit.registry.crd;

import io.davit.model.error.FieldErrors;
import io.davit.model.error.FieldPath;
import io.davit.model.json.Json;
import io.davit.registry.family.ScalePaths;
import io.davit.schema.GoNumber;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the scale subresource is made of must fit into one: whole numbers that are not negative, and a text. */
final class ScaleRules {

    private final @Nullable ScalePaths paths;

    ScaleRules(@Nullable ScalePaths paths) {
        this.paths = paths;
    }

    void validate(ObjectNode object, FieldErrors errors) {
        if (paths != null) {
            replicas(object, paths.specReplicas(), errors);
            validateStatus(object, errors);
        }
    }

    void validateStatus(ObjectNode object, FieldErrors errors) {
        if (paths == null) {
            return;
        }
        replicas(object, paths.statusReplicas(), errors);
        if (!paths.selector().isEmpty()) {
            JsonNode selector = find(object, paths.selector(), "", errors);
            if (selector != null && !selector.isString()) {
                errors.invalid(field(paths.selector()), "", wrongType(paths.selector(), selector, "string"));
            }
        }
    }

    private static void replicas(ObjectNode object, List<String> path, FieldErrors errors) {
        JsonNode replicas = find(object, path, 0, errors);
        if (replicas == null) {
            return;
        }
        if (!replicas.isIntegralNumber() || !replicas.canConvertToLong()) {
            errors.invalid(field(path), 0, wrongType(path, replicas, "int64"));
        } else if (replicas.longValue() < 0) {
            errors.invalid(field(path), replicas, "should be a non-negative integer");
        } else if (replicas.longValue() > Integer.MAX_VALUE) {
            errors.invalid(field(path), replicas, "should be less than or equal to " + Integer.MAX_VALUE);
        }
    }

    private static @Nullable JsonNode find(ObjectNode object, List<String> path, Object empty, FieldErrors errors) {
        JsonNode at = object;
        for (int i = 0; i < path.size(); i++) {
            if (!(at instanceof ObjectNode map)) {
                errors.invalid(field(path), empty, wrongType(path.subList(0, i + 1), at, "map[string]interface{}"));
                return null;
            }
            JsonNode next = map.get(path.get(i));
            if (next == null || (next.isNull() && i < path.size() - 1)) {
                return null;
            }
            at = next;
        }
        return at;
    }

    private static FieldPath field(List<String> path) {
        return FieldPath.of("." + String.join(".", path));
    }

    /** In upstream's words. */
    private static String wrongType(List<String> path, JsonNode value, String expected) {
        String actual = switch (value.getNodeType()) {
            case STRING -> "string";
            case BOOLEAN -> "bool";
            case NUMBER -> value.isIntegralNumber() ? "int64" : "float64";
            case ARRAY -> "[]interface {}";
            case OBJECT -> "map[string]interface {}";
            default -> "<nil>";
        };
        return "." + String.join(".", path) + " accessor error: " + shown(value) + " is of the type " + actual
                + ", expected " + expected;
    }

    /** A value as Go prints it. */
    private static String shown(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT ->
                value.propertyStream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(member -> member.getKey() + ":" + shown(member.getValue()))
                        .collect(Collectors.joining(" ", "map[", "]"));
            case ARRAY -> value.valueStream().map(ScaleRules::shown).collect(Collectors.joining(" ", "[", "]"));
            case STRING -> value.stringValue();
            case NUMBER -> GoNumber.text(value);
            case NULL -> "<nil>";
            default -> Json.text(value);
        };
    }
}
