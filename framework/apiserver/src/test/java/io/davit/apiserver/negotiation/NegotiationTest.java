package io.davit.apiserver.negotiation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.davit.apiserver.request.Query;
import io.davit.model.error.ApiException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NegotiationTest {

    private static final String TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io";
    private static final String DISCOVERY = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

    @Test
    void answersInCompactJsonByDefault() {
        assertThat(accept("").resource()).isEqualTo(new Negotiated(Encoding.JSON, Transform.NONE, false));
        assertThat(accept("*/*").resource()).isEqualTo(new Negotiated(Encoding.JSON, Transform.NONE, false));
    }

    @Test
    void takesTheFirstEntryThatCanBeHad() {
        assertThat(accept(TABLE.replace("v=v1", "v=v1beta1")).resource().transform())
                .isEqualTo(new Transform.Table("v1beta1"));
        assertThat(accept("application/json," + TABLE).resource().transform()).isEqualTo(Transform.NONE);
        assertThat(accept(TABLE.replace("meta.k8s.io", "example.com") + ",application/json")
                        .resource()
                        .transform())
                .isEqualTo(Transform.NONE);
        assertThat(accept("application/vnd.kubernetes.protobuf, application/json")
                        .resource()
                        .encoding())
                .isEqualTo(Encoding.PROTOBUF);
        assertThat(accept("application/json;q=0.5,application/yaml").resource().encoding())
                .isEqualTo(Encoding.YAML);
    }

    @Test
    void putsANarrowerTypeFirstWhateverItsQuality() {
        assertThat(accept("*/*,application/yaml;q=0.1").resource().encoding()).isEqualTo(Encoding.YAML);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json;as=Table;v=v2;g=meta.k8s.io",
                "application/json;as=Table;g=meta.k8s.io",
                "application/json;as=Table",
                "application/json;as=Spreadsheet;v=v1;g=meta.k8s.io",
                "application/json;stream=tail",
                "application/json;sv=v1",
                "text/html",
                "garbage",
                "///",
                ";;;",
                ",",
            })
    void refusesWhatCannotBeHad(String header) {
        assertThatThrownBy(() -> accept(header).resource())
                .hasMessage("only the following media types are accepted: application/json, application/yaml,"
                        + " application/vnd.kubernetes.protobuf")
                .extracting(thrown -> ((ApiException) thrown).code())
                .isEqualTo(406);
    }

    @Test
    void knowsNoTransformationsForPlainDocuments() {
        assertThatThrownBy(() -> accept(TABLE).plain()).isInstanceOf(ApiException.class);
        assertThat(accept(TABLE).error()).isEqualTo(new Negotiated(Encoding.JSON, Transform.NONE, true));
        assertThat(accept("application/yaml").error().encoding()).isEqualTo(Encoding.YAML);
    }

    @Test
    void knowsNoProtobufOfCustomResourcesButOfTheirMetadata() {
        String protobuf = "application/vnd.kubernetes.protobuf";
        assertThat(accept(protobuf + ",application/json")
                        .withoutProtobuf()
                        .resource()
                        .encoding())
                .isEqualTo(Encoding.JSON);
        assertThat(accept(protobuf + ";as=PartialObjectMetadata;v=v1;g=meta.k8s.io")
                        .withoutProtobuf()
                        .resource()
                        .encoding())
                .isEqualTo(Encoding.PROTOBUF);
        assertThat(accept(protobuf).withoutProtobuf().error().encoding()).isEqualTo(Encoding.PROTOBUF);
        assertThatThrownBy(
                        () -> accept(protobuf + ";as=Table;v=v1;g=meta.k8s.io").resource())
                .isInstanceOf(ApiException.class);
    }

    @Test
    void watchesInWhatCanBeCutIntoFrames() {
        assertThat(accept("application/vnd.kubernetes.protobuf").watch().watchContentType())
                .isEqualTo("application/vnd.kubernetes.protobuf;stream=watch");
        assertThat(accept("application/json;stream=watch").watch().watchContentType())
                .isEqualTo("application/json");
        assertThatThrownBy(() -> accept("application/yaml").watch())
                .hasMessage("only the following media types are accepted: application/json;stream=watch,"
                        + " application/vnd.kubernetes.protobuf;stream=watch");
    }

    @Test
    void givesAggregatedDiscoveryWheneverItIsAskedFor() {
        assertThat(accept("application/json," + DISCOVERY).aggregatedDiscovery())
                .isNotNull();
        assertThat(accept(DISCOVERY.replace("v2", "v2beta1")).aggregatedDiscovery())
                .isNull();
        assertThat(accept("application/json;as=APIGroupDiscoveryList").aggregatedDiscovery())
                .isNull();
        assertThat(accept("*/*").aggregatedDiscovery()).isNull();
        assertThat(accept("").aggregatedDiscovery()).isNull();
    }

    @Test
    void refusesWhatABuiltInPathDoesNotProduce() {
        accept("application/json;as=whatever").checkPath(MediaTypes.COLLECTION);
        accept("text/html,*/*;q=0.8").checkPath(MediaTypes.COLLECTION);
        assertThatThrownBy(() -> accept("text/html").checkPath(MediaTypes.COLLECTION))
                .hasMessage("406: Not Acceptable\n\nAvailable representations: application/json, application/yaml,"
                        + " application/vnd.kubernetes.protobuf, application/json;stream=watch,"
                        + " application/vnd.kubernetes.protobuf;stream=watch");
        assertThatThrownBy(() -> accept("application/*").checkPath(MediaTypes.OBJECT))
                .isInstanceOf(ApiException.class);
        assertThat(accept("application/*").resource().encoding()).isEqualTo(Encoding.JSON);
    }

    @ParameterizedTest
    @CsvSource({
        "pretty=true, '', true",
        "pretty=1, '', true",
        "pretty=yes, '', false",
        "pretty=false, curl/8.5.0, false",
        "pretty, curl/8.5.0, true",
        "'', Mozilla/5.0 (X11), true",
        "'', Wget/1.21, true",
        "'', kubectl/v1.36.0, false",
    })
    void indentsForPeople(String query, String agent, boolean pretty) {
        assertThat(new Negotiation("", agent, Query.parse(query)).plain().pretty())
                .isEqualTo(pretty);
    }

    @Test
    void readsTheTypeOfABody() {
        assertThat(MediaTypes.body("")).isEqualTo(Encoding.JSON);
        assertThat(MediaTypes.body("Application/JSON; charset=utf-8")).isEqualTo(Encoding.JSON);
        assertThat(MediaTypes.body("application/yaml;")).isEqualTo(Encoding.YAML);
        for (String type :
                new String[] {"text/plain", "garbage", "application/merge-patch+json", ";", "application/json; x"}) {
            assertThatThrownBy(() -> MediaTypes.body(type))
                    .hasMessage("the body of the request was in an unknown format - accepted media types include:"
                            + " application/json, application/yaml, application/vnd.kubernetes.protobuf");
        }
    }

    /** Whatever the header: a form or a 406. */
    @Test
    void survivesAnyHeader() {
        Random random = new Random(3);
        String[] pieces = {
            "application/json",
            "application/*",
            "*/*",
            "*",
            "/",
            ";",
            ",",
            "=",
            "q=",
            "q=NaN",
            "q=1e999",
            "q=x",
            "as=Table",
            "v=v1",
            "g=meta.k8s.io",
            "stream=watch",
            "pretty=1",
            "text/html",
            " ",
            "\t",
            "\u0000",
            "ü",
            "\"",
            "application/yaml",
        };
        for (int i = 0; i < 20_000; i++) {
            StringBuilder header = new StringBuilder();
            for (int n = random.nextInt(40); n > 0; n--) {
                header.append(pieces[random.nextInt(pieces.length)]);
            }
            Negotiation negotiation = accept(header.toString());
            assertThat(negotiation.error()).isNotNull();
            negotiation.aggregatedDiscovery();
            try {
                negotiation.watch();
            } catch (ApiException e) {
                assertThat(e.code()).isEqualTo(406);
            }
            try {
                MediaTypes.body(header.toString());
            } catch (ApiException e) {
                assertThat(e.code()).isEqualTo(415);
            }
        }
    }

    private static Negotiation accept(String header) {
        return new Negotiation(header, "", Query.EMPTY);
    }
}
