package io.davit.patch.managed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.davit.model.json.Json;
import io.davit.patch.fields.FieldSet;
import io.davit.patch.typed.Type;
import io.davit.schema.Schema;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** kubectl moves from client-side to server-side apply. */
class LastAppliedTest {

    private static final String ANNOTATION = "kubectl.kubernetes.io/last-applied-configuration";
    private static final SingleVersion VERSION = new SingleVersion("v1", type(), new FieldSet());

    @Test
    void kubectlTakesWhatItAppliedOnTheClientsSide() {
        ObjectNode live = live("{'a':'1','b':'1'}", "{'a':'1','b':'1'}");

        ObjectNode applied = apply(live, "{'a':'2'}", "kubectl");

        assertThat(applied.path("data")).isEqualTo(Story.json("{'a':'2','b':'1'}"));
        assertThat(annotation(applied))
                .isEqualTo(
                        "{\"apiVersion\":\"v1\",\"data\":{\"a\":\"2\"},\"kind\":\"Thing\",\"metadata\":{\"name\":\"t\"}}\n");
    }

    @Test
    void whatSomebodyElseHasChangedSinceIsNotTaken() {
        ObjectNode live = live("{'a':'1','b':'changed'}", "{'a':'1','b':'1'}");

        assertThatThrownBy(() -> apply(live, "{'a':'2','b':'2'}", "kubectl"))
                .hasMessage(
                        "Apply failed with 1 conflict: conflict with \"kubectl-client-side-apply\" using v1: .data.b");
    }

    @Test
    void otherAppliersTakeNothingAndLeaveTheAnnotationAlone() {
        ObjectNode live = live("{'a':'1','b':'1'}", "{'a':'1','b':'1'}");

        assertThatThrownBy(() -> apply(live, "{'a':'2'}", "deployer")).hasMessageContaining("conflict with");
        assertThat(annotation(apply(live, "{'a':'1'}", "deployer"))).isEqualTo(annotation(live));
    }

    @Test
    void anAnnotationThatCannotBeReadAllowsNothing() {
        ObjectNode live = live("{'a':'1'}", "{'a':'1'}");
        live.withObject("/metadata/annotations").put(ANNOTATION, "{");

        assertThatThrownBy(() -> apply(live, "{'a':'2'}", "kubectl")).hasMessageContaining("conflict with");
    }

    private static ObjectNode apply(ObjectNode live, String data, String manager) {
        ObjectNode applied = object(data);
        return ManagedFields.apply(
                live.deepCopy(),
                applied,
                Json.object().put("apiVersion", "v1").put("kind", "Thing"),
                VERSION,
                Manager.applier(manager, "v1", ""),
                false,
                "2026-01-01T00:00:01Z");
    }

    private static ObjectNode live(String data, String lastApplied) {
        ObjectNode live = object(data);
        live.withObject("/metadata").put("uid", "u");
        live.withObject("/metadata/annotations").put(ANNOTATION, Json.text(object(lastApplied)));
        ManagedFields.update(
                Json.object(),
                live,
                VERSION,
                Manager.updater("kubectl-client-side-apply", "v1", ""),
                "2026-01-01T00:00:00Z");
        return live;
    }

    private static ObjectNode object(String data) {
        ObjectNode object = Json.object().put("apiVersion", "v1").put("kind", "Thing");
        object.putObject("metadata").put("name", "t");
        object.set("data", Story.json(data));
        return object;
    }

    private static String annotation(ObjectNode object) {
        return object.path("metadata").path("annotations").path(ANNOTATION).asString("");
    }

    private static Type type() {
        String texts = "{'type':'object','additionalProperties':{'type':'string'}}";
        return Type.builtIn(Schema.read(Story.object("{'type':'object','properties':{'apiVersion':{'type':'string'},"
                + "'kind':{'type':'string'},'metadata':{'type':'object','properties':{'name':{'type':'string'},"
                + "'uid':{'type':'string'},'annotations':" + texts + "}},'data':" + texts + "}}")));
    }
}
