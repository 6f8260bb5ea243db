package io.davit.apiserver.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.davit.model.GroupResource;
import io.davit.model.error.ApiException;
import io.davit.model.error.Cause;
import io.davit.model.error.Details;
import io.davit.model.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusesTest {

    @Test
    void tellsARefusal() {
        assertThat(Json.text(Statuses.of(ApiException.notFound(new GroupResource("apps", "deployments"), "web"))))
                .isEqualTo("{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\","
                        + "\"message\":\"deployments.apps \\\"web\\\" not found\",\"reason\":\"NotFound\","
                        + "\"details\":{\"name\":\"web\",\"group\":\"apps\",\"kind\":\"deployments\"},\"code\":404}");
    }

    @Test
    void tellsEveryCause() {
        ApiException refusal = ApiException.invalid(
                "", "Pod", "p", List.of(new Cause("FieldValueRequired", "Required value", "spec.containers")));

        assertThat(Json.text(Statuses.of(refusal)))
                .contains("\"details\":{\"name\":\"p\",\"kind\":\"Pod\",\"causes\":[{\"reason\":\"FieldValueRequired\","
                        + "\"message\":\"Required value\",\"field\":\"spec.containers\"}]},\"code\":422");
    }

    @Test
    void tellsNoDetailsFromEmptyOnes() {
        assertThat(Statuses.of(ApiException.badRequest("no")).has("details")).isFalse();
        assertThat(Json.text(Statuses.of(Statuses.noSuchPath()))).contains("\"details\":{}");
    }

    @Test
    void tellsASuccess() {
        assertThat(Json.text(Statuses.success(Details.of("a", "", "configmaps").withUid("u"))))
                .isEqualTo("{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Success\","
                        + "\"details\":{\"name\":\"a\",\"kind\":\"configmaps\",\"uid\":\"u\"}}");
    }

    @Test
    void makesAnythingElseAnInternalError() {
        ApiException refusal = Statuses.refusal(new IllegalStateException("disk full"));

        assertThat(refusal.code()).isEqualTo(500);
        assertThat(refusal.message()).isEqualTo("Internal error occurred: disk full");
    }
}
