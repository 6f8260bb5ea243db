package io.davit.apiserver.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.davit.apiserver.request.RequestInfo;
import io.davit.model.json.Json;
import io.davit.registry.Caller;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class ReviewsTest {

    private static final Caller ALICE = new Caller("alice", "u-1", List.of("developers"), java.util.Map.of());

    private final Reviews reviews =
            new Reviews(new OnlyAliceGetsPods(), Clock.fixed(Instant.parse("2026-01-02T03:04:05.6Z"), ZoneOffset.UTC));

    @Test
    void tellsWhoAsks() {
        ObjectNode review = review("SelfSubjectReview", "{}").put("status", "sent");

        assertThat(Json.text(reviews.answer(review, ALICE, "")))
                .isEqualTo("{\"kind\":\"SelfSubjectReview\",\"apiVersion\":\"v1\",\"metadata\":{\"creationTimestamp\":"
                        + "\"2026-01-02T03:04:05Z\"},\"status\":{\"userInfo\":{\"username\":\"alice\",\"uid\":\"u-1\","
                        + "\"groups\":[\"developers\"]}}}");
    }

    @Test
    void tellsWhatTheAskerMay() {
        assertThat(allowed(
                        "SelfSubjectAccessReview", "{\"resourceAttributes\":{\"verb\":\"get\",\"resource\":\"pods\"}}"))
                .isTrue();
        assertThat(allowed(
                        "SelfSubjectAccessReview",
                        "{\"resourceAttributes\":{\"verb\":\"get\",\"resource\":\"pods\",\"group\":\"x\"}}"))
                .isFalse();
        assertThat(allowed(
                        "SelfSubjectAccessReview",
                        "{\"nonResourceAttributes\":{\"verb\":\"get\",\"path\":\"/metrics\"}}"))
                .isFalse();
    }

    @Test
    void tellsWhatAnotherMay() {
        String pods = "\"resourceAttributes\":{\"verb\":\"get\",\"resource\":\"pods\",\"namespace\":\"n\"}}";
        assertThat(allowed("SubjectAccessReview", "{\"user\":\"bob\"," + pods)).isFalse();
        assertThat(allowed("LocalSubjectAccessReview", "{\"user\":\"alice\"," + pods))
                .isTrue();
    }

    @Test
    void refusesQuestionsThatAreNone() {
        assertThatThrownBy(() -> reviews.answer(review("SubjectAccessReview", "{}"), ALICE, ""))
                .hasMessage(".authorization.k8s.io \"\" is invalid: [spec.resourceAttributes: Invalid value: null:"
                        + " exactly one of nonResourceAttributes or resourceAttributes must be specified, spec.user:"
                        + " Invalid value: \"\": at least one of user or group must be specified]");
        assertThatThrownBy(() -> reviews.answer(
                        review(
                                "LocalSubjectAccessReview",
                                "{\"user\":\"u\",\"resourceAttributes\":{\"namespace\":\"m\"}}"),
                        ALICE,
                        "n"))
                .hasMessage(".authorization.k8s.io \"\" is invalid: spec.resourceAttributes.namespace: Invalid value:"
                        + " \"m\": must match metadata.namespace");
        assertThatThrownBy(() -> reviews.answer(review("TokenReview", "{}"), ALICE, ""))
                .hasMessage("token is required for TokenReview in authentication");
        assertThatThrownBy(() -> reviews.answer(review("SelfSubjectRulesReview", "{}"), ALICE, ""))
                .hasMessage("no namespace on request");
    }

    @Test
    void tellsWhomATokenBelongsTo() {
        assertThat(Json.text(reviews.answer(review("TokenReview", "{\"token\":\"t\"}"), ALICE, "")
                        .path("status")))
                .isEqualTo("{\"authenticated\":true,\"user\":{\"username\":\"alice\",\"uid\":\"u-1\",\"groups\":["
                        + "\"developers\"]},\"audiences\":[\"https://kubernetes.default.svc\"]}");
        for (String spec : List.of("{\"token\":\"x\"}", "{\"token\":\"t\",\"audiences\":[\"somebody\"]}")) {
            assertThat(Json.text(reviews.answer(review("TokenReview", spec), ALICE, "")
                            .path("status")))
                    .isEqualTo("{\"user\":{},\"error\":\"invalid bearer token\"}");
        }
    }

    private boolean allowed(String kind, String spec) {
        return reviews.answer(review(kind, spec), ALICE, "n")
                .path("status")
                .path("allowed")
                .booleanValue();
    }

    private static ObjectNode review(String kind, String spec) {
        ObjectNode review = Json.object().put("kind", kind).put("apiVersion", "v1");
        review.putObject("metadata").put("name", "sent");
        review.set("spec", Json.parse(spec));
        return review;
    }

    private static final class OnlyAliceGetsPods implements Access {

        @Override
        public @Nullable Caller ofToken(String token) {
            return token.equals("t") ? ALICE : null;
        }

        @Override
        public boolean allows(Caller caller, RequestInfo request) {
            return caller.name().equals("alice")
                    && request.resourceRequest()
                    && request.group().isEmpty()
                    && request.resource().equals("pods");
        }

        @Override
        public boolean unrestricted(Caller caller) {
            return false;
        }

        @Override
        public List<String> openPaths(Caller caller) {
            return List.of();
        }
    }
}
