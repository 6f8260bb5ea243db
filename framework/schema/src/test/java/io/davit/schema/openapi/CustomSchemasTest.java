package io.davit.schema.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.davit.model.GroupVersionKind;
import io.davit.model.json.Json;
import io.davit.schema.Schema;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class CustomSchemasTest {

    private static final GroupVersionKind KIND = new GroupVersionKind("example.com", "v1", "Thing");

    private static final Schema SCHEMA =
            schema("{'type':'object','description':'A thing.','properties':{'spec':{'type':'object',"
                    + "'required':['a','nul'],'properties':{'a':{'type':'string','enum':['x'],'example':'x','externalDocs':{'url':'u'}},"
                    + "'ios':{'x-kubernetes-int-or-string':true},'nul':{'type':'string','nullable':true},"
                    + "'any':{'type':'string','anyOf':[{'minLength':1}]},"
                    + "'emb':{'type':'object','x-kubernetes-embedded-resource':true,'x-kubernetes-preserve-unknown-fields':true,"
                    + "'properties':{'x':{'type':'string'}}}}}}}");

    @Test
    void version3SaysItAllAndAddsTheMetadata() {
        ObjectNode published = CustomSchemas.v3(SCHEMA, KIND);

        assertThat(published.path("description").asString()).isEqualTo("A thing.");
        assertThat(published.at("/properties/metadata/allOf/0/$ref").asString())
                .isEqualTo("#/components/schemas/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta");
        assertThat(published.at("/x-kubernetes-group-version-kind/0"))
                .isEqualTo(json("{'group':'example.com','kind':'Thing','version':'v1'}"));
        JsonNode spec = published.at("/properties/spec/properties");
        assertThat(spec.path("a"))
                .isEqualTo(json("{'type':'string','enum':['x'],'example':'x','externalDocs':{'url':'u'}}"));
        assertThat(spec.path("ios"))
                .isEqualTo(json("{'x-kubernetes-int-or-string':true,'anyOf':[{'type':'integer'},{'type':'string'}]}"));
        assertThat(spec.path("nul")).isEqualTo(json("{'type':'string','nullable':true}"));
        assertThat(spec.path("any").path("anyOf")).isEqualTo(json("[{'minLength':1}]"));
        assertThat(spec.path("emb").path("required")).isEqualTo(json("['kind','apiVersion']"));
        assertThat(spec.path("emb").path("properties").propertyNames())
                .containsExactlyInAnyOrder("apiVersion", "kind", "metadata", "x");
    }

    @Test
    void version2LeavesOutWhatItWouldMisstate() {
        ObjectNode published = CustomSchemas.v2(SCHEMA, KIND);

        assertThat(published.at("/properties/metadata/$ref").asString())
                .isEqualTo("#/definitions/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta");
        JsonNode spec = published.at("/properties/spec");
        assertThat(spec.path("required")).isEqualTo(json("['a']"));
        assertThat(spec.at("/properties/nul").propertyNames()).isEmpty();
        assertThat(spec.at("/properties/ios")).isEqualTo(json("{'x-kubernetes-int-or-string':true}"));
        assertThat(spec.at("/properties/any")).isEqualTo(json("{'type':'string'}"));
        assertThat(spec.at("/properties/emb").has("properties")).isFalse();
    }

    @Test
    void version2SaysNothingWhereTheRootKeepsUnknownFields() {
        Schema open = schema(
                "{'type':'object','x-kubernetes-preserve-unknown-fields':true,'properties':{'a':{'type':'string'}}}");

        assertThat(CustomSchemas.v2(open, KIND).propertyNames())
                .containsExactlyInAnyOrder("type", "x-kubernetes-group-version-kind");
        assertThat(CustomSchemas.v3(open, KIND).path("properties").propertyNames())
                .containsExactlyInAnyOrder("a", "apiVersion", "kind", "metadata");
    }

    private static Schema schema(String text) {
        return Schema.read((ObjectNode) json(text));
    }

    private static JsonNode json(String text) {
        return Json.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
