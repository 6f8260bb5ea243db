package io.davit.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.davit.model.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CorrelationTest {

    private static final Schema SCHEMA = Schema.read(Json.parseObject("""
            {"type":"object","properties":{
              "a":{"type":"integer"},
              "map":{"type":"array","x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["k"],
                "items":{"type":"object","properties":{"k":{"type":"string"},"v":{"type":"integer"}}}},
              "set":{"type":"array","x-kubernetes-list-type":"set","items":{"type":"string"}},
              "open":{"type":"object","x-kubernetes-preserve-unknown-fields":true}}}
            """.getBytes(StandardCharsets.UTF_8)));

    @Test
    void comparesMembersByTheirNames() {
        assertThat(change("{\"a\":1}", "{\"a\":1}").isUnchanged()).isTrue();
        assertThat(change("{\"a\":1}", "{\"a\":2}").isUnchanged()).isFalse();
        assertThat(change("{\"a\":1}", "{}").isUnchanged()).isFalse();
        assertThat(change("{}", "{\"a\":1}").key("a")).isNull();
    }

    @Test
    void comparesElementsOfMapsByTheirKeysAndNotByTheirOrder() {
        Correlation change = change(
                "{\"map\":[{\"k\":\"x\",\"v\":1},{\"k\":\"y\",\"v\":2}]}",
                "{\"map\":[{\"k\":\"y\",\"v\":2},{\"k\":\"x\",\"v\":1}]}");
        assertThat(change.isUnchanged()).isTrue();
        Correlation list = Objects.requireNonNull(
                change("{\"map\":[{\"k\":\"y\",\"v\":2}]}", "{\"map\":[{\"k\":\"x\",\"v\":1},{\"k\":\"y\",\"v\":2}]}")
                        .key("map"));
        assertThat(list.isUnchanged()).isFalse();
        assertThat(list.index(0)).as("new").isNull();
        Correlation second = Objects.requireNonNull(list.index(1));
        assertThat(second.isUnchanged()).isTrue();
    }

    @Test
    void comparesOtherListsAsAWhole() {
        assertThat(change("{\"set\":[\"a\",\"b\"]}", "{\"set\":[\"a\",\"b\"]}").isUnchanged())
                .isTrue();
        Correlation set = Objects.requireNonNull(
                change("{\"set\":[\"a\",\"b\"]}", "{\"set\":[\"b\",\"a\"]}").key("set"));
        assertThat(set.isUnchanged()).isFalse();
        assertThat(set.index(0)).isNull();
    }

    @Test
    void takesWhatNoSchemaNamesForChanged() {
        assertThat(change("{\"open\":{\"x\":1}}", "{\"open\":{\"x\":1}}").isUnchanged())
                .isFalse();
        assertThat(change("{\"open\":{}}", "{\"open\":{}}").isUnchanged()).isTrue();
    }

    private static Correlation change(String old, String now) {
        return Correlation.of(Json.parse(now), Json.parse(old), SCHEMA);
    }
}
