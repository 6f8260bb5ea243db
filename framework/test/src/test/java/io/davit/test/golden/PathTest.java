package io.davit.test.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.davit.model.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

class PathTest {

    private final JsonNode value = Json.parse(
            "{\"a\":{\"x/y\":1,\"n\":null},\"l\":[{\"name\":\"p\",\"v\":1},{\"name\":\"q\",\"v\":2,\"on\":true}]}");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a['x/y']|1",
                "a.n|null",
                "b.c|null",
                "l[0].v|1",
                "l[-1].v|2",
                "l[7].v|null",
                "l[name=q].v|2",
                "l[on=True].v|2",
                "l[].v|[1,2]",
                "l[].none|[null,null]"
            })
    void finds(String path, String found) {
        assertThat(String.valueOf(Path.of(path).get(value))).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a['x/y']|{\"a\":{\"x/y\":\"!\",\"n\":null},\"l\":[{\"name\":\"p\",\"v\":1},{\"name\":\"q\",\"v\":2,\"on\":true}]}",
                "l.[].v|{\"a\":{\"x/y\":1,\"n\":null},\"l\":[{\"name\":\"p\",\"v\":\"!\"},{\"name\":\"q\",\"v\":\"!\",\"on\":true}]}",
                "l.[-1]|{\"a\":{\"x/y\":1,\"n\":null},\"l\":[{\"name\":\"p\",\"v\":1},\"!\"]}",
                "l[name=q].on|{\"a\":{\"x/y\":1,\"n\":null},\"l\":[{\"name\":\"p\",\"v\":1},{\"name\":\"q\",\"v\":2,\"on\":\"!\"}]}",
                "**.name|{\"a\":{\"x/y\":1,\"n\":null},\"l\":[{\"name\":\"!\",\"v\":1},{\"name\":\"!\",\"v\":2,\"on\":true}]}",
                "z.y|{\"a\":{\"x/y\":1,\"n\":null},\"l\":[{\"name\":\"p\",\"v\":1},{\"name\":\"q\",\"v\":2,\"on\":true}]}"
            })
    void changesACopy(String path, String changed) {
        assertThat(Json.text(Path.of(path).change(value, old -> StringNode.valueOf("!"))))
                .isEqualTo(changed);
    }

    @Test
    void leavesTheOriginalAsItIs() {
        String before = Json.text(value);
        JsonNode copy = Path.of("**.v").change(value, old -> StringNode.valueOf("!"));
        assertThat(copy).isNotEqualTo(value);
        assertThat(Json.text(value)).isEqualTo(before);
    }
}
