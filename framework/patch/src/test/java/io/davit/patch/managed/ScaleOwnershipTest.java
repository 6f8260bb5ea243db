package io.davit.patch.managed;

import static org.assertj.core.api.Assertions.assertThat;

import io.davit.patch.fields.FieldSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ScaleOwnershipTest {

    private static final Map<String, FieldSet> PATHS = Map.of(
            "example.com/v1", FieldSet.ofFields("spec.size.count"),
            "example.com/v2", FieldSet.ofFields("spec.replicas"),
            "example.com/v3", new FieldSet());
    private static final String APP =
            entry("app", "Apply", "example.com/v1", "", "{'f:spec':{'f:a':{},'f:size':{'f:count':{}}}}");
    private static final String SCALER =
            entry("scaler", "Apply", "autoscaling/v1", "scale", "{'f:spec':{'f:replicas':{}}}");

    @Test
    void ownersOfTheReplicasOwnThoseOfTheScale() {
        String other = entry("other", "Update", "example.com/v1", "", "{'f:spec':{'f:a':{}}}");
        String second = entry("second", "Update", "example.com/v2", "", "{'f:spec':{'f:replicas':{}}}");

        assertThat(shown(of(APP, other, second).ofScale()))
                .containsExactly(
                        "app Apply autoscaling/v1  T .spec.replicas", "second Update autoscaling/v1  T .spec.replicas");
    }

    @Test
    void whoScalesTakesTheReplicasAndHasNoTime() {
        assertThat(shown(of(APP).ofObject(list(SCALER), "example.com/v1")))
                .containsExactly(
                        "scaler Apply example.com/v1 scale - .spec.size.count", "app Apply example.com/v1  T .spec.a");
    }

    @Test
    void whoOwnsNothingButTheReplicasIsGoneWhenTheyAreTaken() {
        String only = entry("only", "Update", "example.com/v2", "scale", "{'f:spec':{'f:replicas':{}}}");

        assertThat(shown(of(only).ofObject(list(SCALER), "example.com/v1")))
                .containsExactly("scaler Apply example.com/v1 scale - .spec.size.count");
    }

    @Test
    void whoKeepsTheReplicasStaysAsRecorded() {
        String app = entry("app", "Apply", "autoscaling/v1", "", "{'f:spec':{'f:replicas':{}}}");

        assertThat(shown(of(APP).ofObject(list(app), "example.com/v1")))
                .containsExactly("app Apply example.com/v1  T .spec.a .spec.size.count");
    }

    @Test
    void versionsThatCannotBeScaledStayAndUnknownOnesGo() {
        String third = entry("third", "Update", "example.com/v3", "", "{'f:spec':{'f:replicas':{}}}");
        String gone = entry("gone", "Update", "example.com/v9", "", "{'f:spec':{'f:replicas':{}}}");

        assertThat(shown(of(third, gone).ofScale())).isEmpty();
        assertThat(shown(of(third, gone).ofObject(list(), "example.com/v1")))
                .containsExactly("third Update example.com/v3  T .spec.replicas");
    }

    private static ScaleOwnership of(String... entries) {
        return ScaleOwnership.of(list(entries), PATHS);
    }

    private static JsonNode list(String... entries) {
        return Story.json("[" + String.join(",", entries) + "]");
    }

    private static String entry(
            String manager, String operation, String apiVersion, String subresource, String fields) {
        return "{'manager':'" + manager + "','operation':'" + operation + "','apiVersion':'" + apiVersion
                + "','subresource':'" + subresource
                + "','time':'2026-01-01T00:00:00Z','fieldsType':'FieldsV1','fieldsV1':" + fields + "}";
    }

    private static List<String> shown(JsonNode entries) {
        List<String> shown = new ArrayList<>();
        for (JsonNode entry : entries) {
            Manager manager = Objects.requireNonNull(Manager.parse(entry), "an entry that can be read");
            shown.add(String.join(
                    " ",
                    manager.name(),
                    manager.operation(),
                    manager.apiVersion(),
                    manager.subresource(),
                    manager.time().isEmpty() ? "-" : "T",
                    String.join(" ", manager.fields().paths())));
        }
        return shown;
    }
}
