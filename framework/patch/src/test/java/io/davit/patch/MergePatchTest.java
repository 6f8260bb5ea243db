package io.davit.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.davit.model.error.ApiException;
import io.davit.model.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class MergePatchTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'a':1}|{'b':2}|{'a':1,'b':2}",
                "{'a':1}|{'a':null}|{}",
                "{'a':1}|{'none':null}|{'a':1}",
                "{'a':{'b':1,'c':2}}|{'a':{'b':null,'d':3}}|{'a':{'c':2,'d':3}}",
                "{'a':[1,2]}|{'a':[3]}|{'a':[3]}",
                "{'a':1}|{'a':{'b':null,'c':1}}|{'a':{'c':1}}",
                "{}|{'a':{'b':null}}|{'a':{}}",
                "{'a':{'b':1}}|{'a':[null,{'c':null}]}|{'a':[null,{'c':null}]}",
                "{'a':[1]}|{'a':[null,{'c':null}]}|{'a':[null,{}]}",
                "{'a':1}|{}|{'a':1}",
            })
    void merges(String object, String patch, String expected) {
        ObjectNode before = (ObjectNode) json(object);

        assertThat(MergePatch.apply(before, bytes(patch))).isEqualTo(json(expected));
        assertThat(before).isEqualTo(json(object));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]|error decoding patch: json: cannot unmarshal array into Go value of type map[string]interface {}",
                "'x'|error decoding patch: json: cannot unmarshal string into Go value of type map[string]interface {}",
                "5|error decoding patch: json: cannot unmarshal number into Go value of type map[string]interface {}",
                "null|Invalid JSON Patch",
                "{'a':|error decoding patch: unexpected end of JSON input",
                "{} {}|error decoding patch: invalid character '{' after top-level value",
            })
    void refusesWhatIsNoObject(String patch, String message) {
        assertThatThrownBy(() -> MergePatch.apply(Json.object(), bytes(patch)))
                .asInstanceOf(type(ApiException.class))
                .satisfies(e -> assertThat(e.code()).isEqualTo(400))
                .extracting(ApiException::message)
                .isEqualTo(message);
    }

    @Test
    void reportsRepeatedFields() {
        assertThat(MergePatch.parse(bytes("{'spec':{'a':1,'a':2}}")).problems())
                .containsExactly("duplicate field \"spec.a\"");
    }

    /** Without lists the standard's own algorithm, written the plainest way, says the same. */
    @Test
    void agreesWithTheStandardOnMaps() {
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            ObjectNode object = map(random, 3, false);
            ObjectNode patch = map(random, 3, true);

            assertThat(MergePatch.apply(object, patch)).isEqualTo(standard(object, patch));
        }
    }

    private static JsonNode standard(JsonNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode changes)) {
            return patch;
        }
        TreeMap<String, JsonNode> result = new TreeMap<>();
        if (target instanceof ObjectNode map) {
            map.forEachEntry(result::put);
        }
        changes.forEachEntry((name, value) -> {
            if (value.isNull()) {
                result.remove(name);
            } else {
                result.put(
                        name, standard(result.getOrDefault(name, Json.object().nullNode()), value));
            }
        });
        return Json.object().setAll(result);
    }

    private static ObjectNode map(Random random, int depth, boolean nulls) {
        ObjectNode map = Json.object();
        for (int n = random.nextInt(4); n > 0; n--) {
            String name = "k" + random.nextInt(4);
            switch (random.nextInt(depth > 0 ? 4 : 3)) {
                case 0 -> map.put(name, random.nextInt(3));
                case 1 -> map.set(name, nulls ? map.nullNode() : map.stringNode("x"));
                case 2 -> map.set(name, numbers(random));
                default -> map.set(name, map(random, depth - 1, nulls));
            }
        }
        return map;
    }

    private static ArrayNode numbers(Random random) {
        return Json.array().add(random.nextInt(3)).add(random.nextInt(3));
    }

    private static JsonNode json(String text) {
        return Json.parse(bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aRefusalShowsMembersSortedWhereThePatchLookedIn() {
        ObjectNode object = (ObjectNode) Json.parse("""
                {"kind":"K","spec":{"b":1,"a":{"z":"<","y":2}},"data":{"d":1,"c":2}}""");
        MergePatch patch = MergePatch.parse("""
                {"spec":{"b":{"q":1,"p":null}}}""".getBytes(StandardCharsets.UTF_8));
        assertThat(patch.shown(object)).isEqualTo("""
                {"data":{"d":1,"c":2},"kind":"K","spec":{"a":{"z":"\\u003c","y":2},"b":{"q":1}}}""");
    }
}
