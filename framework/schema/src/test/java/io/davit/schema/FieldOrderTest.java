package io.davit.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.davit.model.error.Cause;
import io.davit.model.json.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** In which order fields stand, in an object or in its schema, changes nothing about what becomes of the object. */
class FieldOrderTest {

    private static final List<String> NAMES = List.of("a", "b", "c", "d", "apiVersion", "kind", "metadata");

    @RepeatedTest(300)
    void prunesDefaultsAndJudgesTheSameInAnyOrder(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        ObjectNode schema = object(random, 4);
        ObjectNode object = Json.object();
        NAMES.forEach(name -> {
            if (random.nextBoolean()) {
                object.set(name, value(random, 4));
            }
        });
        object.remove(List.of("apiVersion", "kind", "metadata"));
        ObjectNode shuffled = (ObjectNode) shuffle(object, random);
        Outcome one = outcome(object, Schema.read(schema));
        Outcome other = outcome(shuffled, Schema.read((ObjectNode) shuffle(schema, random)));
        assertThat(other.pruned()).isEqualTo(one.pruned());
        assertThat(other.object()).isEqualTo(one.object());
        assertThat(other.causes()).isEqualTo(one.causes());
    }

    private record Outcome(List<String> pruned, JsonNode object, Set<Cause> causes) {}

    private static Outcome outcome(ObjectNode object, Schema schema) {
        List<String> pruned = Pruner.prune(object, schema);
        Defaulter.apply(object, schema);
        return new Outcome(pruned, object, Set.copyOf(Validator.validate(object, schema)));
    }

    private static JsonNode shuffle(JsonNode tree, Random random) {
        if (tree instanceof ObjectNode map) {
            List<Map.Entry<String, JsonNode>> members = new ArrayList<>(map.properties());
            Collections.shuffle(members, random);
            ObjectNode shuffled = Json.object();
            members.forEach(member -> shuffled.set(member.getKey(), shuffle(member.getValue(), random)));
            return shuffled;
        }
        if (tree instanceof ArrayNode list) {
            ArrayNode same = Json.array();
            list.forEach(each -> same.add(shuffle(each, random)));
            return same;
        }
        return tree;
    }

    private static ObjectNode schema(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 6 : 3)) {
            case 0 -> Json.object().put("type", "integer").put("minimum", random.nextInt(5));
            case 1 -> {
                ObjectNode text = Json.object().put("type", "string").put("maxLength", 1);
                if (random.nextBoolean()) {
                    text.put("default", "x");
                }
                yield text;
            }
            case 2 -> Json.object().put("type", "boolean").put("nullable", random.nextBoolean());
            case 3 -> {
                ObjectNode list = Json.object().put("type", "array");
                list.set("items", schema(random, depth - 1));
                yield list;
            }
            case 4 -> {
                ObjectNode map = Json.object().put("type", "object").put("maxProperties", 2);
                map.set("additionalProperties", schema(random, depth - 1));
                yield map;
            }
            default -> object(random, depth);
        };
    }

    private static ObjectNode object(Random random, int depth) {
        ObjectNode object = Json.object().put("type", "object");
        if (random.nextInt(4) == 0) {
            object.put("x-kubernetes-preserve-unknown-fields", true);
        }
        ObjectNode properties = object.putObject("properties");
        ArrayNode required = object.putArray("required");
        for (String name : List.of("a", "b", "c")) {
            if (random.nextInt(3) > 0) {
                properties.set(name, schema(random, depth - 1));
                if (random.nextInt(4) == 0) {
                    required.add(name);
                }
            }
        }
        return object;
    }

    private static JsonNode value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 4)) {
            case 0 -> Json.parse(Integer.toString(random.nextInt(7)));
            case 1 -> Json.parse(random.nextBoolean() ? "\"x\"" : "\"long\"");
            case 2 -> Json.parse("true");
            case 3 -> Json.parse("null");
            case 4 -> {
                ArrayNode list = Json.array();
                for (int i = random.nextInt(3); i > 0; i--) {
                    list.add(value(random, depth - 1));
                }
                yield list;
            }
            default -> {
                ObjectNode map = Json.object();
                for (String name : List.of("a", "b", "c", "d")) {
                    if (random.nextBoolean()) {
                        map.set(name, value(random, depth - 1));
                    }
                }
                yield map;
            }
        };
    }
}
