package io.davit.patch.fields;

import static org.assertj.core.api.Assertions.assertThat;

import io.davit.model.json.Json;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class FieldSetTest {

    @Test
    void readsAndWritesWhatUpstreamWrites() {
        String text = "{'f:metadata':{'f:labels':{'.':{},'f:a':{}}},'f:spec':{'f:ports':{'.':{},"
                + "'k:{\"port\":80,\"protocol\":\"TCP\"}':{'.':{},'f:port':{}}},'f:set':{'v:\"x\"':{},'v:1':{}},'i:3':{}}}";

        assertThat(set(text).fieldsV1()).isEqualTo(json(text));
    }

    @Test
    void tellsPathsAsMessagesDo() {
        FieldSet set = set(
                "{'f:spec':{'f:b':{},'f:a':{'f:c':{}},'f:list':{'k:{\"port\":80,\"name\":\"x\"}':{'.':{},'f:y':{}}},"
                        + "'f:set':{'v:\"é<\"':{},'v:2':{},'v:10':{}}}}");

        assertThat(set.paths())
                .containsExactly(
                        ".spec.b",
                        ".spec.a.c",
                        ".spec.list[name=\"x\",port=80]",
                        ".spec.list[name=\"x\",port=80].y",
                        ".spec.set[=2]",
                        ".spec.set[=10]",
                        ".spec.set[=\"é<\"]");
    }

    @Test
    void aNumberIsOneElementHoweverItIsWritten() {
        assertThat(PathElement.value(json("1.0"))).isEqualTo(PathElement.value(json("1")));
        assertThat(PathElement.parse("k:{\"b\":2,\"a\":1.0}")).isEqualTo(PathElement.parse("k:{\"a\":1,\"b\":2}"));
        assertThat(PathElement.value(json("1.5")).text()).isEqualTo("v:1.5");
        assertThat(PathElement.value(json("1e30")).text()).isEqualTo("v:1E+30");
    }

    @Test
    void dropsStepsOfTheFutureAndRefusesWhatIsNoStep() {
        assertThat(set("{'x:new':{},'f:a':{}}").paths()).containsExactly(".a");
        assertThat(FieldSet.parse(json("{'data':{}}"))).isNull();
        assertThat(FieldSet.parse(json("{'f:a':[]}"))).isNull();
        assertThat(FieldSet.parse(json("{'k:1':{}}"))).isNull();
        assertThat(FieldSet.parse(json("{'i:x':{}}"))).isNull();
    }

    @Test
    void aMemberIsNotWhatIsBelowIt() {
        FieldSet both = set("{'f:a':{'.':{},'f:b':{}}}");

        assertThat(both.difference(set("{'f:a':{}}")).paths()).containsExactly(".a.b");
        assertThat(both.recursiveDifference(set("{'f:a':{}}")).isEmpty()).isTrue();
        assertThat(both.intersection(set("{'f:a':{'f:b':{}}}")).paths()).containsExactly(".a.b");
    }

    @RepeatedTest(200)
    void obeysTheLawsOfSets(RepetitionInfo info) {
        Random random = new Random(info.getCurrentRepetition());
        FieldSet a = random(random, 3);
        FieldSet b = random(random, 3);
        FieldSet c = random(random, 3);

        assertThat(a.union(b)).isEqualTo(b.union(a));
        assertThat(a.union(b).union(c)).isEqualTo(a.union(b.union(c)));
        assertThat(a.intersection(b)).isEqualTo(b.intersection(a));
        assertThat(a.difference(b).union(a.intersection(b))).isEqualTo(a);
        assertThat(a.difference(b).intersection(b).isEmpty()).isTrue();
        assertThat(a.difference(b.union(c))).isEqualTo(a.difference(b).difference(c));
        assertThat(a.recursiveDifference(a).isEmpty()).isTrue();
        assertThat(FieldSet.parse(a.fieldsV1())).isEqualTo(a);
    }

    private static FieldSet random(Random random, int depth) {
        FieldSet set = new FieldSet();
        for (String name : new String[] {"a", "b", "c"}) {
            PathElement element = PathElement.field(name);
            if (random.nextInt(3) == 0) {
                set.add(element);
            }
            if (depth > 0 && random.nextBoolean()) {
                set.fill(element).addAll(random(random, depth - 1));
                set.dropEmpty(element);
            }
        }
        return set;
    }

    private static FieldSet set(String text) {
        return Objects.requireNonNull(FieldSet.parse(json(text)), text);
    }

    private static JsonNode json(String text) {
        return Json.parse(text.replace("\"", "\\\"").replace("'", "\""));
    }
}
