package io.davit.apiserver.request;

import io.davit.model.error.ApiException;
import io.davit.model.error.FieldErrors;
import io.davit.model.error.FieldPath;
import io.davit.model.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How an object, or each of a collection, is to be deleted. They come as a body or, without one, as a query; the two are never mixed.
 *
 * @param gracePeriodSeconds null when unsaid
 * @param propagationPolicy {@code Foreground}, {@code Background} or {@code Orphan}; null when unsaid
 * @param orphanDependents the older form of the policy; null when unsaid
 * @param uid a precondition; null when there is none
 * @param resourceVersion a precondition; null when there is none
 */
public record DeleteOptions(
        boolean dryRun,
        @Nullable Long gracePeriodSeconds,
        @Nullable String propagationPolicy,
        @Nullable Boolean orphanDependents,
        @Nullable String uid,
        @Nullable String resourceVersion) {

    private static final String KIND = "DeleteOptions";

    /** Reads and validates the options of a request without a body. */
    public static DeleteOptions parse(Query query) {
        Long grace = query.number("gracePeriodSeconds");
        String policy = query.has("propagationPolicy") ? query.first("propagationPolicy") : null;
        String uid = query.first("uid");
        String version = query.first("resourceVersion");
        return validated(
                query.all("dryRun"),
                grace,
                policy,
                query.optionalFlag("orphanDependents"),
                uid.isEmpty() ? null : uid,
                version.isEmpty() ? null : version);
    }

    /** Reads and validates the options in a body; the query then counts for nothing. */
    public static DeleteOptions parse(ObjectNode body) {
        String kind = text(body, "kind");
        if (kind != null && !kind.isEmpty() && !kind.equals(KIND)) {
            throw ApiException.badRequest("no kind " + Json.quote(kind) + " is registered for version "
                    + Json.quote(body.path("apiVersion").asString("")) + ": DeleteOptions are expected");
        }
        JsonNode preconditions = body.path("preconditions");
        if (!preconditions.isMissingNode() && !preconditions.isNull() && !preconditions.isObject()) {
            throw wrongType(preconditions, "preconditions", "v1.Preconditions");
        }
        return validated(
                texts(body, "dryRun"),
                number(body, "gracePeriodSeconds"),
                text(body, "propagationPolicy"),
                flag(body, "orphanDependents"),
                text(preconditions, "uid"),
                text(preconditions, "resourceVersion"));
    }

    private static DeleteOptions validated(
            List<String> dryRun,
            @Nullable Long grace,
            @Nullable String policy,
            @Nullable Boolean orphan,
            @Nullable String uid,
            @Nullable String resourceVersion) {
        FieldErrors errors = new FieldErrors();
        FieldPath path = FieldPath.of("propagationPolicy");
        if (policy != null && orphan != null) {
            errors.invalid(path, policy, "orphanDependents and deletionPropagation cannot be both set");
        }
        if (policy != null && !List.of("Foreground", "Background", "Orphan").contains(policy)) {
            errors.notSupported(path, policy, List.of("Foreground", "Background", "Orphan", "nil"));
        }
        InvalidOptions.checkDryRun(dryRun, errors);
        InvalidOptions.refuse(KIND, errors);
        return new DeleteOptions(!dryRun.isEmpty(), grace, policy, orphan, uid, resourceVersion);
    }

    private static @Nullable String text(JsonNode object, String field) {
        JsonNode value = object.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw wrongType(value, field, "string");
        }
        return value.stringValue();
    }

    private static @Nullable Long number(JsonNode object, String field) {
        JsonNode value = object.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw wrongType(value, field, "int64");
        }
        return value.longValue();
    }

    private static @Nullable Boolean flag(JsonNode object, String field) {
        JsonNode value = object.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isBoolean()) {
            throw wrongType(value, field, "bool");
        }
        return value.booleanValue();
    }

    private static List<String> texts(JsonNode object, String field) {
        JsonNode value = object.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return List.of();
        }
        if (!value.isArray()) {
            throw wrongType(value, field, "[]string");
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode item : value) {
            if (!item.isString()) {
                throw wrongType(item, field, "string");
            }
            texts.add(item.stringValue());
        }
        return texts;
    }

    private static ApiException wrongType(JsonNode value, String field, String wanted) {
        String found = switch (value.getNodeType()) {
            case BOOLEAN -> "bool";
            case STRING -> "string";
            case ARRAY -> "array";
            case OBJECT, POJO -> "object";
            case NUMBER -> "number";
            case BINARY, MISSING, NULL -> "null";
        };
        return ApiException.badRequest("json: cannot unmarshal " + found + " into Go struct field DeleteOptions."
                + field + " of type " + wanted);
    }

    /** What was asked for, as an object. */
    public ObjectNode shown() {
        ObjectNode shown = Json.object();
        if (gracePeriodSeconds != null) {
            shown.put("gracePeriodSeconds", gracePeriodSeconds);
        }
        if (uid != null || resourceVersion != null) {
            ObjectNode preconditions = shown.putObject("preconditions");
            if (uid != null) {
                preconditions.put("uid", uid);
            }
            if (resourceVersion != null) {
                preconditions.put("resourceVersion", resourceVersion);
            }
        }
        if (orphanDependents != null) {
            shown.put("orphanDependents", orphanDependents);
        }
        if (propagationPolicy != null) {
            shown.put("propagationPolicy", propagationPolicy);
        }
        if (dryRun) {
            shown.putArray("dryRun").add("All");
        }
        return shown;
    }
}
