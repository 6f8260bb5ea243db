package io.davit.apiserver.review;

import io.davit.apiserver.request.RequestInfo;
import io.davit.kinds.ResourceDefinition;
import io.davit.model.error.ApiException;
import io.davit.model.error.FieldErrors;
import io.davit.model.error.FieldPath;
import io.davit.model.json.Json;
import io.davit.registry.Caller;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers the reviews of {@code authentication.k8s.io} and {@code authorization.k8s.io}.
 *
 * @see <a href="https://kubernetes.io/docs/reference/access-authn-authz/authorization/#checking-api-access">Checking API access</a>
 */
public final class Reviews {

    private static final String AUTHORIZATION = "authorization.k8s.io";
    private static final Set<String> GROUPS = Set.of("authentication.k8s.io", AUTHORIZATION);
    private static final String AUDIENCE = "https://kubernetes.default.svc";
    private static final FieldPath SPEC = FieldPath.of("spec");

    private final Access access;
    private final Clock clock;

    public Reviews(Access access, Clock clock) {
        this.access = access;
        this.clock = clock;
    }

    /** Whether objects of the resource are reviews. */
    public static boolean are(ResourceDefinition definition) {
        return GROUPS.contains(definition.kind().group());
    }

    /**
     * The review with its status.
     *
     * @param review as it was sent, read and normalised
     * @param namespace the one in the path, or empty
     */
    public ObjectNode answer(ObjectNode review, Caller caller, String namespace) {
        String kind = review.path("kind").asString("");
        JsonNode spec = review.path("spec");
        return switch (kind) {
            case "SelfSubjectReview" -> self(review, caller);
            case "TokenReview" -> review.set("status", token(spec));
            case "SelfSubjectAccessReview" -> {
                check(spec, false, null);
                yield review.set("status", allowed(spec, caller));
            }
            case "SubjectAccessReview" -> {
                check(spec, true, null);
                yield review.set("status", allowed(spec, subject(spec)));
            }
            case "LocalSubjectAccessReview" -> {
                check(spec, true, namespace);
                yield review.set("status", allowed(spec, subject(spec)));
            }
            case "SelfSubjectRulesReview" -> rules(review, spec, caller);
            default -> throw new IllegalArgumentException(kind + " is no review");
        };
    }

    private ObjectNode self(ObjectNode review, Caller caller) {
        ObjectNode answer = Json.object();
        answer.set("kind", review.path("kind"));
        answer.set("apiVersion", review.path("apiVersion"));
        answer.putObject("metadata")
                .put(
                        "creationTimestamp",
                        clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        answer.putObject("status").set("userInfo", user(caller));
        return answer;
    }

    private ObjectNode token(JsonNode spec) {
        String token = spec.path("token").asString("");
        if (token.isEmpty()) {
            throw ApiException.badRequest("token is required for TokenReview in authentication");
        }
        Caller owner = access.ofToken(token);
        List<String> audiences = texts(spec.path("audiences"));
        if (owner == null || !(audiences.isEmpty() || audiences.contains(AUDIENCE))) {
            ObjectNode status = Json.object();
            status.putObject("user");
            return status.put("error", "invalid bearer token");
        }
        ObjectNode status = Json.object().put("authenticated", true);
        status.set("user", user(owner));
        status.putArray("audiences").add(AUDIENCE);
        return status;
    }

    private ObjectNode rules(ObjectNode review, JsonNode spec, Caller caller) {
        if (spec.path("namespace").asString("").isEmpty()) {
            throw ApiException.badRequest("no namespace on request");
        }
        ObjectNode status = Json.object();
        ArrayNode resources = status.putArray("resourceRules");
        ArrayNode paths = status.putArray("nonResourceRules");
        if (access.unrestricted(caller)) {
            ObjectNode all = resources.addObject();
            all.putArray("verbs").add("*");
            all.putArray("apiGroups").add("*");
            all.putArray("resources").add("*");
            ObjectNode everywhere = paths.addObject();
            everywhere.putArray("verbs").add("*");
            everywhere.putArray("nonResourceURLs").add("*");
        }
        ObjectNode open = paths.addObject();
        open.putArray("verbs").add("get");
        ArrayNode urls = open.putArray("nonResourceURLs");
        access.openPaths(caller).forEach(urls::add);
        status.put("incomplete", false);
        review.set("spec", Json.object());
        return review.set("status", status);
    }

    private ObjectNode allowed(JsonNode spec, Caller who) {
        ObjectNode status = Json.object().put("allowed", access.allows(who, request(spec)));
        String ignored = ReviewSelectors.ignored(spec.path("resourceAttributes"));
        return ignored.isEmpty() ? status : status.put("evaluationError", ignored);
    }

    private static RequestInfo request(JsonNode spec) {
        JsonNode path = spec.path("nonResourceAttributes");
        if (path.isObject()) {
            return new RequestInfo(
                    false, text(path, "path"), text(path, "verb"), "", "", "", "", "", "", "", List.of());
        }
        JsonNode resource = spec.path("resourceAttributes");
        String group = text(resource, "group");
        return new RequestInfo(
                true,
                "",
                text(resource, "verb"),
                group.isEmpty() ? "api" : "apis",
                group,
                text(resource, "version"),
                text(resource, "namespace"),
                text(resource, "resource"),
                text(resource, "subresource"),
                text(resource, "name"),
                List.of());
    }

    private static Caller subject(JsonNode spec) {
        return new Caller(text(spec, "user"), text(spec, "uid"), texts(spec.path("groups")), Map.of());
    }

    /** @param namespace where a local review must stay; null for the others */
    private static void check(JsonNode spec, boolean ofSomeone, @Nullable String namespace) {
        FieldErrors errors = new FieldErrors();
        JsonNode resource = spec.path("resourceAttributes");
        JsonNode path = spec.path("nonResourceAttributes");
        if (resource.isObject() && path.isObject()) {
            errors.invalid(
                    SPEC.child("nonResourceAttributes"),
                    shown(path),
                    "cannot be specified in combination with resourceAttributes");
        } else if (!resource.isObject() && !path.isObject()) {
            errors.invalid(
                    SPEC.child("resourceAttributes"),
                    null,
                    "exactly one of nonResourceAttributes or resourceAttributes must be specified");
        }
        if (ofSomeone
                && text(spec, "user").isEmpty()
                && texts(spec.path("groups")).isEmpty()) {
            errors.invalid(SPEC.child("user"), "", "at least one of user or group must be specified");
        }
        ReviewSelectors.check(resource, errors);
        if (namespace != null
                && resource.isObject()
                && !text(resource, "namespace").equals(namespace)) {
            errors.invalid(
                    SPEC.child("resourceAttributes", "namespace"),
                    text(resource, "namespace"),
                    "must match metadata.namespace");
        }
        if (namespace != null && path.isObject()) {
            errors.invalid(SPEC.child("nonResourceAttributes"), shown(path), "disallowed on this kind of request");
        }
        if (!errors.isEmpty()) {
            throw ApiException.invalid(AUTHORIZATION, "", "", errors.causes());
        }
    }

    private static ObjectNode shown(JsonNode path) {
        return Json.object().put("Path", text(path, "path")).put("Verb", text(path, "verb"));
    }

    private static ObjectNode user(Caller caller) {
        ObjectNode user = Json.object().put("username", caller.name());
        if (!caller.uid().isEmpty()) {
            user.put("uid", caller.uid());
        }
        if (!caller.groups().isEmpty()) {
            ArrayNode groups = user.putArray("groups");
            caller.groups().forEach(groups::add);
        }
        if (!caller.extra().isEmpty()) {
            ObjectNode extra = user.putObject("extra");
            caller.extra().forEach((key, values) -> {
                ArrayNode list = extra.putArray(key);
                values.forEach(list::add);
            });
        }
        return user;
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(item.asString("")));
        return texts;
    }
}
