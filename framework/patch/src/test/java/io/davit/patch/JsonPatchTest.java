package io.davit.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.davit.model.error.ApiException;
import io.davit.model.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class JsonPatchTest {

    private static final String OBJECT = "{'data':{'a':'1'},'list':['b'],'odd':{'a/b':1,'m~n':2}}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[{'op':'add','path':'/list/-','value':'d'},{'op':'add','path':'/list/0','value':'a'},{'op':'add','path':'/list/2','value':'c'}]|/list|['a','b','c','d']",
                "[{'op':'add','path':'/list/-1','value':'z'}]|/list|['b','z']",
                "[{'op':'remove','path':'/list/-1'}]|/list|[]",
                "[{'op':'replace','path':'/data/new','value':'n'}]|/data|{'a':'1','new':'n'}",
                "[{'op':'add','path':'/data/b'}]|/data|{'a':'1','b':null}",
                "[{'op':'copy','from':'/data/none','path':'/data/b'}]|/data|{'a':'1','b':null}",
                "[{'op':'move','from':'/data/a','path':'/data/b'}]|/data|{'b':'1'}",
                "[{'op':'test','path':'/odd/a~1b','value':1},{'op':'replace','path':'/odd/m~0n','value':3}]|/odd|{'a/b':1,'m~n':3}",
                "[{'op':'test','path':'/data/none','value':null},{'op':'test','path':'/data','value':{'a':'1'}}]|/data|{'a':'1'}",
                "[{'op':'replace','path':'','value':{'data':1}}]|/data|1",
                "null|/data|{'a':'1'}",
                "[]|/data|{'a':'1'}",
            })
    void applies(String patch, String at, String expected) {
        ObjectNode object = (ObjectNode) json(OBJECT);

        ObjectNode result = JsonPatch.apply(object, bytes(patch));

        assertThat(result.at(at)).isEqualTo(json(expected));
        assertThat(object).isEqualTo(json(OBJECT));
    }

    @Test
    void ignoresWhatStandsBeforeTheFirstSlash() {
        assertThat(apply("[{'op':'add','path':'data/b','value':1}]").path("b").intValue())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'op':'add'}|400|error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp",
                "[1]|400|error decoding patch: json: cannot unmarshal number into Go value of type handlers.jsonPatchOp",
                "[{'op':'add','path':5}]|400|error decoding patch: json: cannot unmarshal number into Go struct field jsonPatchOp.path of type string",
                "[{|400|error decoding patch: unexpected end of JSON input",
            })
    void refusesDocumentsThatAreNone(String patch, int code, String message) {
        assertThatThrownBy(() -> apply(patch))
                .asInstanceOf(type(ApiException.class))
                .satisfies(e -> assertThat(e.code()).isEqualTo(code))
                .extracting(ApiException::message)
                .isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[{'op':'merge','path':'/data/b','value':1}]",
                "[{'op':'ADD','path':'/data/b','value':1}]",
                "[{}]",
                "[null]",
                "[{'op':'add','value':1}]",
                "[{'op':'move','path':'/data/b'}]",
                "[{'op':'move','from':'/data/none','path':'/data/b'}]",
                "[{'op':'copy','path':'/data/b'}]",
                "[{'op':'remove','path':''}]",
                "[{'op':'remove','path':'/data/none'}]",
                "[{'op':'test','path':'','value':{}}]",
                "[{'op':'test','path':'/data/a','value':1}]",
                "[{'op':'add','path':'/list/9','value':1}]",
                "[{'op':'add','path':'/list/first','value':1}]",
                "[{'op':'add','path':'/none/-','value':1}]",
                "[{'op':'remove','path':'/list/-'}]",
                "[{'op':'remove','path':'/list/-9'}]",
                "[{'op':'add','path':'/data/a/b','value':1}]",
                "[{'op':'replace','path':'','value':[]}]",
            })
    void refusesOperationsThatDoNotFit(String patch) {
        assertThatThrownBy(() -> apply(patch))
                .asInstanceOf(type(ApiException.class))
                .extracting(ApiException::code)
                .isEqualTo(422);
    }

    @Test
    void countsOperationsBeforeItLooksAtThem() {
        assertThatThrownBy(() -> apply("[" + "{},".repeat(10_000) + "{}]"))
                .asInstanceOf(type(ApiException.class))
                .satisfies(e -> assertThat(e.code()).isEqualTo(413))
                .extracting(ApiException::message)
                .isEqualTo(
                        "Request entity too large: The allowed maximum operations in a JSON patch is 10000, got 10001");
    }

    @Test
    void reportsUnknownAndRepeatedMembersOfOperations() {
        String patch = "[{'op':'add','path':'/x','value':1,'value':2,'why':'not'}]";

        assertThat(JsonPatch.parse(bytes(patch)).problems())
                .containsExactly("json patch duplicate field \"[0].value\"", "json patch unknown field \"[0].why\"");
    }

    @Test
    void copiesStayWithinBounds() {
        List<String> operations = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            operations.add("{'op':'copy','from':'/data','path':'/data/x" + i + "'}");
        }

        assertThatThrownBy(() -> apply("[" + String.join(",", operations) + "]"))
                .isInstanceOf(ApiException.class);
    }

    @Test
    void depthStaysWithinBounds() {
        List<String> operations = new ArrayList<>();
        String path = "/data";
        for (int i = 0; i < 15; i++) {
            operations.add("{'op':'copy','from':'/data','path':'" + path + "/d'}");
            path = path + "/d".repeat(1 << i);
        }

        assertThatThrownBy(() -> apply("[" + String.join(",", operations) + "]"))
                .isInstanceOf(ApiException.class);
    }

    /** Whatever is generated, the patch either applies or is refused in the words of the API. */
    @Test
    void neverFailsOtherwise() {
        Random random = new Random(11);
        String[] paths = {
            "",
            "/",
            "/data",
            "/data/a",
            "/list/0",
            "/list/-",
            "/list/-1",
            "/odd/a~1b",
            "/x/y/z",
            "data",
            "//",
            "/list/1e3",
            "/~2"
        };
        String[] ops = {"add", "remove", "replace", "move", "copy", "test", "no"};
        String[] values = {"1", "null", "{'a':{'b':[1,{}]}}", "[]", "'s'", "1.5"};
        for (int i = 0; i < 20_000; i++) {
            List<String> operations = new ArrayList<>();
            for (int n = random.nextInt(5); n >= 0; n--) {
                operations.add("{'op':'" + ops[random.nextInt(ops.length)] + "','path':'"
                        + paths[random.nextInt(paths.length)] + "','from':'" + paths[random.nextInt(paths.length)]
                        + "','value':" + values[random.nextInt(values.length)] + "}");
            }
            String patch = "[" + String.join(",", operations) + "]";
            try {
                assertThat(apply(patch)).isNotNull();
            } catch (ApiException e) {
                assertThat(e.code()).as(patch).isBetween(400, 499);
            }
        }
    }

    /** Adding what is not there and removing it again, or moving it there and back, is no change. */
    @Test
    void undoesWhatItDid() {
        Random random = new Random(3);
        for (int i = 0; i < 2_000; i++) {
            String name = "k" + random.nextInt(5);
            int index = random.nextInt(2);
            String patch = "[{'op':'add','path':'/data/" + name + "','value':{'n':" + i + "}},"
                    + "{'op':'move','from':'/data/" + name + "','path':'/list/" + index + "'},"
                    + "{'op':'copy','from':'/list/" + index + "','path':'/copy'},"
                    + "{'op':'test','path':'/copy','value':{'n':" + i + "}},"
                    + "{'op':'remove','path':'/copy'},{'op':'remove','path':'/list/" + index + "'}]";
            assertThat(apply(patch)).isEqualTo(json(OBJECT));
        }
    }

    private static ObjectNode apply(String patch) {
        return JsonPatch.apply((ObjectNode) json(OBJECT), bytes(patch));
    }

    private static JsonNode json(String text) {
        return Json.parse(bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
