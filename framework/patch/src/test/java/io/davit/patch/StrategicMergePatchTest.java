package io.davit.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.davit.model.error.ApiException;
import io.davit.model.json.Json;
import io.davit.schema.Schema;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class StrategicMergePatchTest {

    private static final Schema TEXT = Schema.builder().type("string").build();
    private static final Schema NUMBER = Schema.builder().type("integer").build();
    private static final Schema TEXTS = list(TEXT).build();
    private static final Schema ENV = map(Map.of("name", TEXT, "value", TEXT));
    private static final Schema CONTAINER = map(Map.of(
            "name", TEXT,
            "image", TEXT,
            "args", TEXTS,
            "env", merged(ENV, "name"),
            "ports", merged(map(Map.of("port", NUMBER, "protocol", TEXT)), "port")));
    private static final Schema SCHEMA = map(Map.of(
            "kind", TEXT,
            "replicas", NUMBER,
            "labels", Schema.builder().type("object").additionalProperties(TEXT).build(),
            "finalizers", list(TEXT).patchStrategies(Set.of("merge")).build(),
            "tolerations", list(ENV).build(),
            "containers", merged(CONTAINER, "name"),
            "strategy",
                    Schema.builder()
                            .type("object")
                            .properties(Map.of("type", TEXT, "parameters", map(Map.of("a", NUMBER))))
                            .patchStrategies(Set.of("retainKeys"))
                            .build(),
            "whole",
                    Schema.builder()
                            .type("object")
                            .patchStrategies(Set.of("replace"))
                            .build()));

    private static final String OBJECT = "{'kind':'K','replicas':3,'labels':{'a':'1','b':'2'},'finalizers':['x','y'],"
            + "'tolerations':[{'name':'t'}],'strategy':{'type':'A','parameters':{'a':1}},'whole':{'a':1},"
            + "'containers':[{'name':'main','image':'m:1','args':['one','two','two'],'env':[{'name':'A','value':'1'},{'name':'B','value':'2'}]},"
            + "{'name':'side','image':'s:1','ports':[{'port':53,'protocol':'UDP'},{'port':53,'protocol':'TCP'}]}]}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'labels':{'a':null,'c':'3'}}|/labels|{'b':'2','c':'3'}",
                "{'labels':{'$patch':'replace','c':'3'}}|/labels|{'c':'3'}",
                "{'labels':{'$patch':'delete'}}|/labels|{}",
                "{'annotations':{'$patch':'delete'}}|/annotations|MISSING",
                "{'labels':{'$retainKeys':['b','c'],'c':'3'}}|/labels|{'b':'2','c':'3'}",
                "{'finalizers':['z','x','z']}|/finalizers|['z','x','y']",
                "{'finalizers':['z']}|/finalizers|['z','x','y']",
                "{'$deleteFromPrimitiveList/finalizers':['x','none']}|/finalizers|['y']",
                "{'$deleteFromPrimitiveList/finalizers':'x'}|/finalizers|['x','y']",
                "{'$deleteFromPrimitiveList/labels':['a']}|/labels|{'a':'1','b':'2'}",
                "{'$setElementOrder/finalizers':['y','x']}|/finalizers|['y','x']",
                "{'$setElementOrder/finalizers':['y','n','x'],'finalizers':['n']}|/finalizers|['y','n','x']",
                "{'tolerations':[]}|/tolerations|[]",
                "{'containers':[]}|/containers/0/name|'main'",
                "{'containers':[{'name':'new'}]}|/containers/0|{'name':'new'}",
                "{'containers':[{'name':'side','image':'s:2'}]}|/containers/1/image|'s:2'",
                "{'containers':[{'name':'side'},{'name':'new'},{'name':'main'}]}|/containers/0/name|'side'",
                "{'containers':[{'name':'main','$patch':'delete'}]}|/containers/0/name|'side'",
                "{'containers':[{'$patch':'replace'},{'name':'only'}]}|/containers|[{'name':'only'}]",
                "{'containers':[{'name':'main','$deleteFromPrimitiveList/args':['two']}]}|/containers/0/args|['one']",
                "{'containers':[{'name':'main','args':['three']}]}|/containers/0/args|['three']",
                "{'containers':[{'name':'main','env':[{'name':'B','value':'22'},{'name':'C'}]}]}|/containers/0/env|[{'name':'A','value':'1'},{'name':'B','value':'22'},{'name':'C'}]",
                "{'containers':[{'name':'side','ports':[{'port':53,'name':'dns'}]}]}|/containers/1/ports|[{'port':53,'protocol':'UDP','name':'dns'},{'port':53,'protocol':'TCP'}]",
                "{'containers':[{'name':'side','ports':[{'port':53,'$patch':'delete'}]}]}|/containers/1/ports|[]",
                "{'$setElementOrder/containers':[{'name':'side'},{'name':'main'}]}|/containers/0/name|'side'",
                "{'strategy':{'$retainKeys':['type'],'type':'B'}}|/strategy|{'type':'B'}",
                "{'strategy':{'$retainKeys':[]}}|/strategy|{}",
                "{'whole':{'b':2}}|/whole|{'b':2}",
                "{'kind':'Other'}|/kind|'K'",
                "{'replicas':2.0}|/replicas|2",
                "{'labels':'text'}|/labels|'text'",
            })
    void merges(String patch, String at, String expected) {
        ObjectNode object = (ObjectNode) json(OBJECT);

        ObjectNode result = StrategicMergePatch.apply(object, bytes(patch), SCHEMA);

        if (expected.equals("MISSING")) {
            assertThat(result.at(at).isMissingNode()).isTrue();
        } else {
            assertThat(Json.text(result.at(at))).isEqualTo(Json.text(json(expected)));
        }
        assertThat(object).isEqualTo(json(OBJECT));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'strategy':{'$retainKeys':['parameters'],'type':'B'}}|400|invalid patch format of retainKeys",
                "{'strategy':{'$retainKeys':'type'}}|400|invalid patch format of retainKeys",
                "{'$deleteFromPrimitiveList':['x']}|400|invalid patch format of primitive list",
                "{'$setElementOrder':['x']}|400|invalid patch format of setElementOrder list",
                "{'$setElementOrder/finalizers':'x'}|400|invalid patch format of setElementOrder list",
                "[]|400|json: cannot unmarshal array into Go value of type map[string]interface {}",
            })
    void refusesMalformedDirectives(String patch, int code, String message) {
        assertThatThrownBy(() -> StrategicMergePatch.apply((ObjectNode) json(OBJECT), bytes(patch), SCHEMA))
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
                "{'containers':[null]}",
                "{'containers':[{'image':'x'}]}",
                "{'containers':[['x']]}",
                "{'containers':[{'$patch':'delete'}]}",
                "{'containers':[{'name':'main','$patch':'merge'}]}",
                "{'containers':[{'name':'main','env':[{'value':'2'}]}]}",
                "{'$deleteFromPrimitiveList/containers':['main']}",
                "{'$setElementOrder/finalizers':['b','a'],'finalizers':['a','b']}",
                "{'labels':{'$patch':'merge'}}",
            })
    void refusesWhatDoesNotFit(String patch) {
        assertThatThrownBy(() -> StrategicMergePatch.apply((ObjectNode) json(OBJECT), bytes(patch), SCHEMA))
                .asInstanceOf(type(ApiException.class))
                .extracting(ApiException::code)
                .isEqualTo(422);
    }

    @Test
    void mergingTheObjectIntoItselfChangesNothing() {
        ObjectNode object =
                (ObjectNode) json(OBJECT.replace("'two','two'", "'two'").replace(",{'port':53,'protocol':'TCP'}", ""));

        assertThat(StrategicMergePatch.apply(object, Json.bytes(object), SCHEMA))
                .isEqualTo(object);
    }

    @Test
    void longListsMergeFast() {
        StringBuilder env = new StringBuilder();
        for (int i = 0; i < 50_000; i++) {
            env.append(i == 0 ? "" : ",").append("{'name':'n").append(i).append("'}");
        }
        String containers = "{'containers':[{'name':'main','env':[" + env + "]}]}";
        ObjectNode once = StrategicMergePatch.apply((ObjectNode) json(OBJECT), bytes(containers), SCHEMA);

        ObjectNode twice = StrategicMergePatch.apply(once, bytes(containers), SCHEMA);

        assertThat(twice).isEqualTo(once);
    }

    /** Whatever is generated, the patch either applies or is refused in the words of the API. */
    @Test
    void neverFailsOtherwise() {
        Random random = new Random(13);
        int applied = 0;
        for (int i = 0; i < 30_000; i++) {
            byte[] patch = Json.bytes(map(random, 4));
            try {
                StrategicMergePatch.apply((ObjectNode) json(OBJECT), patch, SCHEMA);
                applied++;
            } catch (ApiException e) {
                assertThat(e.code()).isBetween(400, 499);
            }
        }
        assertThat(applied).isPositive();
    }

    private static ObjectNode map(Random random, int depth) {
        String[] names = {
            "containers",
            "env",
            "name",
            "args",
            "finalizers",
            "labels",
            "strategy",
            "$patch",
            "$retainKeys",
            "port",
            "ports",
            "$setElementOrder/finalizers",
            "$setElementOrder/containers",
            "$deleteFromPrimitiveList/args",
            "whole",
            "a",
        };
        ObjectNode map = Json.object();
        for (int n = random.nextInt(5); n > 0; n--) {
            map.set(names[random.nextInt(names.length)], value(random, depth));
        }
        return map;
    }

    private static JsonNode value(Random random, int depth) {
        String[] words = {"main", "side", "delete", "replace", "x", "y", "name"};
        switch (random.nextInt(depth > 0 ? 6 : 3)) {
            case 0:
                return json(new String[] {"null", "1", "1.5", "true"}[random.nextInt(4)]);
            case 1, 2:
                return json("'" + words[random.nextInt(words.length)] + "'");
            case 3:
                return map(random, depth - 1);
            default:
                var list = Json.array();
                boolean maps = random.nextBoolean();
                for (int n = random.nextInt(4); n > 0; n--) {
                    list.add(
                            maps
                                    ? map(random, depth - 1).put("name", words[random.nextInt(words.length)])
                                    : value(random, 0));
                }
                return list;
        }
    }

    private static Schema map(Map<String, Schema> properties) {
        return Schema.builder().type("object").properties(properties).build();
    }

    private static Schema.Builder list(Schema items) {
        return Schema.builder().type("array").items(items);
    }

    private static Schema merged(Schema items, String key) {
        return list(items).patchStrategies(Set.of("merge")).patchMergeKey(key).build();
    }

    private static JsonNode json(String text) {
        return Json.parse(bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
