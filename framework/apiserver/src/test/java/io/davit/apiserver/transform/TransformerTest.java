package io.davit.apiserver.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.davit.apiserver.negotiation.Transform;
import io.davit.apiserver.request.Query;
import io.davit.kinds.table.RowCondition;
import io.davit.kinds.table.TableColumn;
import io.davit.kinds.table.TablePrinter;
import io.davit.model.error.ApiException;
import io.davit.model.json.Json;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class TransformerTest {

    private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    private static final String COLUMN =
            "{\"name\":\"Name\",\"type\":\"string\",\"format\":\"name\",\"description\":\"its name\",\"priority\":0}";

    private final Viewed object = viewed(
            "{\"kind\":\"Thing\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"a\",\"resourceVersion\":\"7\"},\"spec\":1}");

    @Test
    void leavesObjectsAsTheyAre() {
        assertThat(transformer(Transform.NONE, "includeObject=nonsense").object(object))
                .isSameAs(object.served());
    }

    @Test
    void makesATableOfOneObject() {
        assertThat(Json.text(transformer(new Transform.Table("v1"), "").object(object)))
                .isEqualTo(
                        "{\"kind\":\"Table\",\"apiVersion\":\"meta.k8s.io/v1\",\"metadata\":{\"resourceVersion\":\"7\"},"
                                + "\"columnDefinitions\":[" + COLUMN
                                + "],\"rows\":[{\"cells\":[\"a\"],\"object\":{\"kind\":"
                                + "\"PartialObjectMetadata\",\"apiVersion\":\"meta.k8s.io/v1\",\"metadata\":{\"name\":\"a\","
                                + "\"resourceVersion\":\"7\"}}}]}");
    }

    @Test
    void makesATableOfAList() {
        ObjectNode metadata = Json.object().put("resourceVersion", "9").put("continue", "x");

        assertThat(Json.text(transformer(new Transform.Table("v1beta1"), "includeObject=None")
                        .list(metadata, List.of(object))))
                .isEqualTo(
                        "{\"kind\":\"Table\",\"apiVersion\":\"meta.k8s.io/v1beta1\",\"metadata\":{\"resourceVersion\":"
                                + "\"9\",\"continue\":\"x\"},\"columnDefinitions\":[" + COLUMN
                                + "],\"rows\":[{\"cells\":[\"a\"],\"object\":null}]}");
        assertThat(transformer(new Transform.Table("v1"), "")
                        .list(metadata, List.of())
                        .path("rows")
                        .isArray())
                .isTrue();
    }

    @Test
    void putsTheWholeObjectIntoARow() {
        ObjectNode table =
                transformer(new Transform.Table("v1"), "includeObject=Object").object(object);

        assertThat(table.path("rows").get(0).get("object")).isEqualTo(object.served());
    }

    @Test
    void tellsColumnsWithTheFirstEventOnly() {
        Transformer transformer = transformer(new Transform.Table("v1"), "");

        assertThat(transformer.event(object, true).path("columnDefinitions")).hasSize(1);
        assertThat(transformer.event(object, false).get("columnDefinitions").isNull())
                .isTrue();
    }

    @Test
    void addsConditionsToRowsThatHaveThem() {
        Viewed done = viewed("{\"metadata\":{\"name\":\"a\"},\"done\":true}");

        assertThat(Json.text(transformer(new Transform.Table("v1"), "includeObject=None")
                        .object(done)
                        .path("rows")))
                .isEqualTo("[{\"cells\":[\"a\"],\"conditions\":[{\"type\":\"Completed\",\"status\":\"True\",\"reason\":"
                        + "\"Done\",\"message\":\"over\"}],\"object\":null}]");
    }

    @Test
    void keepsMetadataAlone() {
        assertThat(Json.text(transformer(new Transform.Metadata("v1"), "").object(object)))
                .isEqualTo(
                        "{\"kind\":\"PartialObjectMetadata\",\"apiVersion\":\"meta.k8s.io/v1\",\"metadata\":{\"name\":"
                                + "\"a\",\"resourceVersion\":\"7\"}}");
        Transformer lists = transformer(new Transform.MetadataList("v1"), "");
        assertThat(lists.list(Json.object(), List.of(object)).path("items")).hasSize(1);
        assertThat(lists.list(Json.object(), List.of()).get("items").isNull()).isTrue();
    }

    @Test
    void refusesTheListFormOfAnObjectAndTheObjectFormOfAList() {
        assertThatThrownBy(
                        () -> transformer(new Transform.MetadataList("v1"), "").object(object))
                .extracting(thrown -> ((ApiException) thrown).code())
                .isEqualTo(406);
        assertThatThrownBy(() -> transformer(new Transform.Metadata("v1"), "").list(Json.object(), List.of()))
                .extracting(thrown -> ((ApiException) thrown).code())
                .isEqualTo(406);
    }

    @Test
    void refusesOtherValuesOfIncludeObject() {
        assertThatThrownBy(() -> transformer(new Transform.Table("v1"), "includeObject=All"))
                .hasMessage("Unable to convert to Table as requested: includeObject: Invalid value: \"All\": must be"
                        + " 'Metadata', 'Object', 'None', or empty");
    }

    private static Viewed viewed(String json) {
        ObjectNode node = (ObjectNode) Json.parse(json);
        return new Viewed(node, node);
    }

    private static Transformer transformer(Transform transform, String query) {
        return Transformer.of(transform, Query.parse(query), "Thing", new Names(), CLOCK);
    }

    private static final class Names implements TablePrinter {

        @Override
        public List<TableColumn> columns() {
            return List.of(new TableColumn("Name", "string", "name", "its name", 0));
        }

        @Override
        public ArrayNode cells(ObjectNode object, Instant now) {
            return Json.array().add(object.path("metadata").path("name"));
        }

        @Override
        public List<RowCondition> conditions(ObjectNode object) {
            return object.has("done") ? List.of(new RowCondition("Completed", "True", "Done", "over")) : List.of();
        }
    }
}
