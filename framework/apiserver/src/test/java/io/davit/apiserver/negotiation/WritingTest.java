package io.davit.apiserver.negotiation;

import static org.assertj.core.api.Assertions.assertThat;

import io.davit.model.json.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class WritingTest {

    private static final JsonNode DOCUMENT =
            Json.parse("{\"kind\":\"X\",\"a\":[1,{\"b\":[]},\"c\"],\"d\":{},\"e\":[]}");

    @Test
    void endsCompactJsonWithANewline() {
        assertThat(written(DOCUMENT, Encoding.JSON, false))
                .isEqualTo("{\"kind\":\"X\",\"a\":[1,{\"b\":[]},\"c\"],\"d\":{},\"e\":[]}\n");
    }

    @Test
    void indentsPrettyJsonWithoutANewline() {
        assertThat(written(DOCUMENT, Encoding.JSON, true)).isEqualTo("""
                        {
                          "kind": "X",
                          "a": [
                            1,
                            {
                              "b": []
                            },
                            "c"
                          ],
                          "d": {},
                          "e": []
                        }""");
    }

    @Test
    void sortsKeysInYamlAndQuotesWhatWouldBeSomethingElse() {
        JsonNode document = Json.parse("""
                {"metadata":{},"kind":"Status","code":404,"ratio":1.5,
                 "message":"configmaps \\"none\\" not found","yes":"yes","number":"007","version":"1.0","empty":"",
                 "text":"two\\nlines","ended":"line 1\\nline 2\\n","flag":"true","bool":true,"nothing":null,"null":"null",
                 "args":["--flag=true","*"],"list":[],"time":"2026-01-02T03:04:05Z","colon":"a: b","date":"2026-01-02",
                 "long":"only the following media types are accepted: application/json;stream=watch, application/vnd.kubernetes.protobuf;stream=watch"}""");

        assertThat(written(document, Encoding.YAML, false)).isEqualTo("""
                        args:
                        - --flag=true
                        - '*'
                        bool: true
                        code: 404
                        colon: 'a: b'
                        date: "2026-01-02"
                        empty: ""
                        ended: |
                          line 1
                          line 2
                        flag: "true"
                        kind: Status
                        list: []
                        long: 'only the following media types are accepted: application/json;stream=watch,
                          application/vnd.kubernetes.protobuf;stream=watch'
                        message: configmaps "none" not found
                        metadata: {}
                        nothing: null
                        "null": "null"
                        number: "007"
                        ratio: 1.5
                        text: |-
                          two
                          lines
                        time: "2026-01-02T03:04:05Z"
                        version: "1.0"
                        "yes": "yes"
                        """);
    }

    private static String written(JsonNode document, Encoding encoding, boolean pretty) {
        return new String(
                Writing.bytes(document, new Negotiated(encoding, Transform.NONE, pretty)), StandardCharsets.UTF_8);
    }
}
