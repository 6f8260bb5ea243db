package io.davit.test.golden;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainYamlTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1|1",
                "-7|-7",
                "1.5|1.5",
                "1e3|\"1e3\"",
                "0o14|\"0o14\"",
                "yes|true",
                "'yes'|\"yes\"",
                "\"1\"|\"1\"",
                "~|null",
                "on a boat|\"on a boat\"",
                "[a, {b: [c]}, {}]|[\"a\",{\"b\":[\"c\"]},{}]"
            })
    void readsPlainValuesAsTheRecordingToolDoes(String yaml, String json) {
        assertThat(PlainYaml.parse(yaml)).hasToString(json);
    }

    @Test
    void readsNestedMappings() {
        assertThat(PlainYaml.parse("a:\n  b: 1\n  'c': |\n    x\n    y\nd:\n- e: 2\n  f:\n- g"))
                .hasToString("{\"a\":{\"b\":1,\"c\":\"x\\ny\\n\"},\"d\":[{\"e\":2,\"f\":null},\"g\"]}");
    }
}
