package io.davit.registry.crd;

import io.davit.model.error.ApiException;
import io.davit.model.error.Cause;
import io.davit.model.error.FieldErrors;
import io.davit.model.error.FieldPath;
import io.davit.model.error.Reason;
import io.davit.model.json.Json;
import io.davit.model.meta.Meta;
import io.davit.registry.meta.MetaRules;
import io.davit.registry.webhook.WebhookClient;
import io.davit.registry.webhook.WebhookEndpoint;
import io.davit.registry.webhook.WebhookFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Conversion by a webhook, which is asked with a {@code ConversionReview}. It may change everything but the metadata, and of that the
 * labels and annotations. An answer that is not in order is an error of the server that names the webhook's fault.
 *
 * @see <a href="https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definition-versioning/#webhook-request-and-response">ConversionReview</a>
 */
final class WebhookConversion implements Conversion {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String GROUP = "apiextensions.k8s.io";
    private static final List<String> KNOWN = List.of("v1", "v1beta1");
    private static final int BATCH = 500;

    private final WebhookClient client;
    private final WebhookEndpoint endpoint;
    private final List<String> reviewVersions;

    WebhookConversion(WebhookClient client, JsonNode webhook) {
        this.client = client;
        this.endpoint = WebhookEndpoint.read(webhook.path("clientConfig"));
        this.reviewVersions = webhook.path("conversionReviewVersions").values().stream()
                .map(version -> version.asString(""))
                .filter(KNOWN::contains)
                .toList();
    }

    @Override
    public boolean waits() {
        return true;
    }

    @Override
    public List<ObjectNode> convert(List<ObjectNode> objects, String apiVersion) {
        List<ObjectNode> converted = new ArrayList<>(objects.size());
        for (int from = 0; from < objects.size(); from += BATCH) {
            converted.addAll(ask(objects.subList(from, Math.min(objects.size(), from + BATCH)), apiVersion));
        }
        return converted;
    }

    private List<ObjectNode> ask(List<ObjectNode> objects, String apiVersion) {
        Call call = new Call(objects, apiVersion);
        String version = reviewVersions.isEmpty() ? "" : reviewVersions.getFirst();
        if (version.isEmpty()) {
            throw failure("no supported conversion review versions");
        }
        String uid = UUID.randomUUID().toString();
        ObjectNode answer;
        try {
            answer = client.call(endpoint, call.review(version, uid), TIMEOUT);
        } catch (WebhookFailure e) {
            throw call.failed(e.message());
        }
        return call.read(call.converted(answer, version, uid));
    }

    private static ApiException failure(String message) {
        return new ApiException(Reason.UNKNOWN, message);
    }

    /** One question and the reading of its answer. */
    private record Call(List<ObjectNode> objects, String apiVersion) {

        ObjectNode review(String version, String uid) {
            ObjectNode review = Json.object().put("kind", "ConversionReview").put("apiVersion", GROUP + "/" + version);
            ArrayNode list = review.putObject("request")
                    .put("uid", uid)
                    .put("desiredAPIVersion", apiVersion)
                    .putArray("objects");
            objects.forEach(list::add);
            return review;
        }

        /** The objects of an answer that says it succeeded. Only the older version lets the envelope be anything. */
        JsonNode converted(ObjectNode answer, String version, String uid) {
            JsonNode response = answer.path("response");
            if (version.equals("v1")) {
                String wanted = GROUP + "/v1, Kind=ConversionReview";
                String got = kind(answer);
                if (!got.equals(wanted)) {
                    throw failed("expected webhook response of " + wanted + ", got " + got);
                }
            }
            if (!response.isObject()) {
                throw failed("no response provided");
            }
            String answered = response.path("uid").asString("");
            if (version.equals("v1") && !answered.equals(uid)) {
                throw failed("expected response.uid=" + Json.quote(uid) + ", got " + Json.quote(answered));
            }
            JsonNode result = response.path("result");
            String status = result.path("status").asString("");
            if (!status.equals("Success")) {
                String message = result.path("message").asString("");
                throw failed(
                        message.isEmpty() ? "response.result.status was '" + status + "', not 'Success'" : message);
            }
            return response.path("convertedObjects");
        }

        List<ObjectNode> read(JsonNode converted) {
            if (converted.size() != objects.size()) {
                throw failure("conversion webhook for " + what() + " returned " + converted.size()
                        + " objects, expected " + objects.size());
            }
            List<ObjectNode> all = new ArrayList<>(objects.size());
            for (int i = 0; i < objects.size(); i++) {
                all.add(one(i, converted.get(i)));
            }
            return all;
        }

        private ObjectNode one(int index, JsonNode converted) {
            ObjectNode original = objects.get(index);
            String at =
                    "conversion webhook for " + kind(original) + " returned invalid object at index " + index + ": ";
            if (!(converted instanceof ObjectNode object)) {
                throw failure(at + "it is no object");
            }
            String version = object.path("apiVersion").asString("");
            if (!version.equals(apiVersion)) {
                throw failure(at + "invalid groupVersion (expected " + apiVersion + ", received " + version + ")");
            }
            String wanted = original.path("kind").asString("");
            String got = object.path("kind").asString("");
            if (!got.equals(wanted)) {
                throw failure(at + "invalid kind (expected " + wanted + ", received " + got + ")");
            }
            Meta before = Meta.of(original);
            JsonNode metadata = object.path("metadata");
            same(original, "name", before.name(), metadata.path("name").asString(""));
            same(
                    original,
                    "namespace",
                    before.namespace(),
                    metadata.path("namespace").asString(""));
            same(original, "UID", before.uid(), metadata.path("uid").asString(""));
            String problem = restoreMetadata(original, object);
            if (problem != null) {
                throw failure("conversion webhook for " + kind(original) + " returned invalid metadata: " + problem);
            }
            return object;
        }

        private static void same(ObjectNode original, String field, String wanted, String got) {
            if (!wanted.equals(got)) {
                throw failure("conversion webhook for " + kind(original)
                        + " returned invalid object: must have the same " + field + ": " + wanted + " != " + got);
            }
        }

        ApiException failed(String why) {
            return failure("conversion webhook for " + what() + " failed: " + why);
        }

        private String what() {
            return kind(objects.getFirst());
        }
    }

    /** A kind as upstream's messages write it, such as {@code example.com/v1, Kind=Thing}. */
    private static String kind(ObjectNode object) {
        String apiVersion = object.path("apiVersion").asString("");
        String named = apiVersion.contains("/") || apiVersion.isEmpty() ? apiVersion : "/" + apiVersion;
        return (named.isEmpty() ? "/" : named) + ", Kind=" + object.path("kind").asString("");
    }

    /** Gives the converted object the metadata it had, with the labels and annotations it now has. Answers what is wrong with those. */
    private static @Nullable String restoreMetadata(ObjectNode original, ObjectNode converted) {
        JsonNode answered = converted.get("metadata");
        if (answered == null) {
            return "missing metadata in converted object";
        }
        if (!(answered instanceof ObjectNode sent)) {
            return "invalid metadata of type " + typeName(answered) + " in converted object";
        }
        ObjectNode metadata = Meta.of(original).node().deepCopy();
        for (String field : List.of("labels", "annotations")) {
            JsonNode values = sent.get(field);
            if (values == null || values.isNull()) {
                metadata.remove(field);
                continue;
            }
            if (!(values instanceof ObjectNode map)) {
                return "invalid metadata." + field + " of type " + typeName(values) + " in converted object";
            }
            String problem = Json.same(map, metadata.path(field)) ? null : problem(field, map);
            if (problem != null) {
                return problem;
            }
            metadata.set(field, map);
        }
        converted.set("metadata", metadata);
        return null;
    }

    private static @Nullable String problem(String field, ObjectNode map) {
        Map<String, String> texts = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry : map.properties()) {
            if (!entry.getValue().isString()) {
                return "metadata." + field + "[" + entry.getKey() + "] must be a string, but is "
                        + typeName(entry.getValue()) + " in converted object";
            }
            texts.put(entry.getKey(), entry.getValue().stringValue());
        }
        FieldErrors errors = new FieldErrors();
        if (field.equals("labels")) {
            MetaRules.validateLabels(texts, FieldPath.of("metadata", "labels"), errors);
        } else {
            MetaRules.validateAnnotations(texts, FieldPath.of("metadata", "annotation"), errors);
        }
        return errors.isEmpty() ? null : text(errors.causes());
    }

    private static String text(List<Cause> causes) {
        String all = causes.stream()
                .map(cause -> cause.field() + ": " + cause.message())
                .distinct()
                .collect(Collectors.joining(", "));
        return causes.size() == 1 ? all : "[" + all + "]";
    }

    /** What a JSON value is to whoever wrote the messages of the API. */
    private static String typeName(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "string";
            case BOOLEAN -> "bool";
            case NUMBER -> value.isIntegralNumber() ? "int64" : "float64";
            case ARRAY -> "[]interface {}";
            case OBJECT -> "map[string]interface {}";
            default -> "<nil>";
        };
    }
}
