package io.davit.apiserver.request;

import io.davit.kinds.codec.KindCodec;
import io.davit.model.GroupVersionKind;
import io.davit.model.error.ApiException;
import io.davit.model.error.FieldErrors;
import io.davit.model.error.FieldPath;
import io.davit.model.json.Json;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
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
    private static final KindCodec CODEC =
            Objects.requireNonNull(KindCodec.of(new GroupVersionKind("meta.k8s.io", "v1", KIND)));
    private static final Pattern WHOLE_BODY =
            Pattern.compile("^\\S+ in version \"[^\"]*\" cannot be handled as a \\S+: ");

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
    public static DeleteOptions parse(JsonNode body) {
        ObjectNode options = decoded(body);
        JsonNode preconditions = options.path("preconditions");
        return validated(
                options.path("dryRun")
                        .valueStream()
                        .map(each -> each.asString(""))
                        .toList(),
                options.hasNonNull("gracePeriodSeconds")
                        ? (Long) options.path("gracePeriodSeconds").longValue()
                        : null,
                text(options, "propagationPolicy"),
                options.hasNonNull("orphanDependents")
                        ? (Boolean) options.path("orphanDependents").booleanValue()
                        : null,
                text(preconditions, "uid"),
                text(preconditions, "resourceVersion"));
    }

    private static ObjectNode decoded(JsonNode body) {
        String kind = body.path("kind").asString("");
        if (!kind.isEmpty() && !kind.equals(KIND)) {
            String version = body.path("apiVersion").asString("");
            throw ApiException.badRequest("no kind " + Json.quote(kind) + " is registered for version "
                    + Json.quote(version.isEmpty() ? "meta.k8s.io/v1" : version)
                    + " in scheme \"pkg/runtime/scheme.go:111\"");
        }
        JsonNode read = body;
        if (body instanceof ObjectNode object && object.path("apiVersion").isString()) {
            // options are known in every version, even those that are not
            read = object.deepCopy().without("apiVersion");
        }
        try {
            return CODEC.decode(read).object();
        } catch (ApiException e) {
            throw ApiException.badRequest(WHOLE_BODY.matcher(e.message()).replaceFirst(""));
        }
    }

    private static @Nullable String text(JsonNode object, String field) {
        return object.hasNonNull(field) ? object.path(field).asString("") : null;
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
