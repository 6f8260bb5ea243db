package io.davit.apiserver.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.davit.apiserver.request.Query;
import io.davit.kinds.BuiltInKinds;
import io.davit.kinds.openapi.OpenApi;
import io.davit.model.json.Json;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class OpenApiPathsTest {

    private static final String APPS = "/openapi/v3/apis/apps/v1";

    private final OpenApi documents = OpenApi.of(BuiltInKinds.load().resources());
    private final String hash = Objects.requireNonNull(documents.v3Hash("apis/apps/v1"));

    @Test
    void theRootNamesEachDocumentByItsHash() {
        assertThat(Json.parse(answer("/openapi/v3", "", "").body())
                        .at("/paths/apis~1apps~1v1/serverRelativeURL")
                        .asString())
                .isEqualTo(APPS + "?hash=" + hash);
    }

    @Test
    void aDocumentFoundByItsHashMayBeKeptForAYear() {
        assertThat(answer(APPS, "hash=" + hash, "").headers())
                .containsEntry("Cache-Control", "public, immutable")
                .containsEntry("Expires", "Wed, 01 Mar 2028 12:00:00 UTC")
                .containsEntry("ETag", "\"" + hash + "\"");
        assertThat(answer(APPS, "", "").headers()).doesNotContainKeys("Cache-Control", "Expires");
    }

    @Test
    void anotherHashLeadsToThePresentOne() {
        Document answer = answer(APPS, "hash=OLD", "");
        assertThat(answer.code()).isEqualTo(301);
        assertThat(answer.headers())
                .containsEntry("Location", APPS + "?hash=" + hash)
                .containsEntry("ETag", "\"" + hash + "\"")
                .containsEntry("Vary", "Accept");
    }

    @Test
    void aClientThatHasTheDocumentIsToldSo() {
        for (String known : new String[] {"\"" + hash + "\"", "W/\"" + hash + "\"", "\"x\", \"" + hash + "\"", "*"}) {
            assertThat(answer(APPS, "", known).code()).as(known).isEqualTo(304);
        }
        for (String unknown : new String[] {"", hash, "\"x\""}) {
            assertThat(answer(APPS, "", unknown).code()).as(unknown).isEqualTo(200);
        }
    }

    @Test
    void whatIsNotThereAndWhatCannotBeWrittenIsRefused() {
        assertThat(answer("/openapi/v3/apis/apps/v9", "", "").code()).isEqualTo(404);
        Document refused = Objects.requireNonNull(
                OpenApiPaths.answer(documents, APPS, Query.EMPTY, "text/html", "", Instant.EPOCH));
        assertThat(refused.code()).isEqualTo(406);
        assertThat(refused.headers()).containsEntry("Vary", "Accept");
        assertThat(OpenApiPaths.answer(documents, "/openapi", Query.EMPTY, "", "", Instant.EPOCH))
                .isNull();
    }

    private Document answer(String path, String query, String ifNoneMatch) {
        Instant now = Instant.parse("2027-03-01T12:00:00Z");
        return Objects.requireNonNull(OpenApiPaths.answer(documents, path, Query.parse(query), "", ifNoneMatch, now));
    }
}
