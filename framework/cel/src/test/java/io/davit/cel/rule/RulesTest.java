package io.davit.cel.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.davit.cel.Budget;
import io.davit.model.error.FieldErrors;
import io.davit.model.error.FieldPath;
import io.davit.model.json.Json;
import io.davit.schema.Correlation;
import io.davit.schema.Schema;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class RulesTest {

    private static final String SPEC = """
            {"type":"object","properties":{"spec":{"type":"object",
              "x-kubernetes-validations":[{"rule":"!has(self.min) || !has(self.max) || self.min <= self.max","message":"min is above max"}],
              "properties":{
                "min":{"type":"integer"},"max":{"type":"integer"},
                "size":{"type":"integer","x-kubernetes-validations":[{"rule":"self >= oldSelf","message":"may only grow"}]},
                "name":{"type":"string","maxLength":9,"x-kubernetes-validations":[
                  {"rule":"self != 'bad'","messageExpression":"self + ' is not good'","reason":"FieldValueForbidden"}]},
                "list":{"type":"array","maxItems":9,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["k"],
                  "items":{"type":"object","required":["k"],"properties":{"k":{"type":"string","maxLength":5},"v":{"type":"integer",
                    "x-kubernetes-validations":[{"rule":"self == oldSelf","message":"v is fixed"}]}}}},
                "map":{"type":"object","maxProperties":9,"additionalProperties":{"type":"integer",
                    "x-kubernetes-validations":[{"rule":"self < 10"}]}},
                "born":{"type":"string","maxLength":9,"x-kubernetes-validations":[
                  {"rule":"self == oldSelf || self.size() < 4","fieldPath":""}]}}}}}
            """;

    private final Schema schema = Schema.read(parse(SPEC));
    private final Rules rules = Objects.requireNonNull(Rules.of(schema, true));
    private final FieldErrors errors = new FieldErrors();

    @Test
    void findsWhatIsFalse() {
        assertThat(created("{\"min\":3,\"max\":2,\"name\":\"bad\",\"map\":{\"a\":1,\"b\":11}}"))
                .containsExactlyInAnyOrder(
                        "spec: Invalid value: min is above max",
                        "spec.name: Forbidden: bad is not good",
                        "spec.map[b]: Invalid value: 11: failed rule: self < 10");
        assertThat(created("{\"min\":2,\"max\":2,\"name\":\"fine\"}")).isEmpty();
    }

    @Test
    void looksAtNothingThatIsNotThere() {
        assertThat(created("{\"name\":null}")).isEmpty();
        assertThat(created("{}")).isEmpty();
    }

    @Test
    void comparesWithOldValuesWhereThereAreAny() {
        assertThat(created("{\"size\":1,\"list\":[{\"k\":\"a\",\"v\":1}]}")).isEmpty();
        assertThat(updated("{\"size\":3}", "{\"size\":2}"))
                .containsExactly("spec.size: Invalid value: 2: may only grow");
        assertThat(updated("{}", "{\"size\":2}")).isEmpty();
        assertThat(updated(
                        "{\"list\":[{\"k\":\"a\",\"v\":1},{\"k\":\"b\",\"v\":2}]}",
                        "{\"list\":[{\"k\":\"c\",\"v\":9},{\"k\":\"b\",\"v\":3},{\"k\":\"a\",\"v\":1}]}"))
                .containsExactly("spec.list[1].v: Invalid value: 3: v is fixed");
    }

    @Test
    void letsWhatIsUnchangedStayWrongWithAWarning() {
        assertThat(updated("{\"name\":\"bad\",\"min\":1}", "{\"name\":\"bad\",\"min\":2}"))
                .isEmpty();
        assertThat(errors.warnings()).containsExactly("spec.name: Forbidden: bad is not good");
        assertThat(updated("{\"min\":3,\"max\":2,\"name\":\"a\"}", "{\"min\":3,\"max\":2,\"name\":\"b\"}"))
                .as("something in the part changed")
                .containsExactly("spec: Invalid value: min is above max");
    }

    @Test
    void stopsWhenTheBudgetIsSpent() {
        FieldErrors found = new FieldErrors();
        rules.check(FieldPath.root(), object("{\"min\":3,\"max\":2,\"name\":\"bad\"}"), Budget.of(2), found);
        assertThat(texts(found))
                .containsExactly("spec: Invalid value: \"object\": validation failed due to running out of cost budget,"
                        + " no further validation rules will be run");
    }

    @Test
    void isNothingForASchemaWithoutRules() {
        assertThat(Rules.of(Schema.read(parse("{\"type\":\"object\"}")), true)).isNull();
    }

    private List<String> created(String spec) {
        FieldErrors found = new FieldErrors();
        rules.check(FieldPath.root(), object(spec), Budget.perObject(), found);
        return texts(found);
    }

    private List<String> updated(String old, String spec) {
        FieldErrors found = new FieldErrors();
        ObjectNode object = object(spec);
        ObjectNode before = object(old);
        Correlation change = Correlation.of(object, before, schema);
        rules.checkUpdate(FieldPath.root(), object, before, change, Budget.perObject(), found, errors::warn);
        return texts(found);
    }

    private static List<String> texts(FieldErrors errors) {
        return errors.causes().stream()
                .map(cause -> cause.field() + ": " + cause.message())
                .toList();
    }

    private static ObjectNode object(String spec) {
        ObjectNode object =
                parse("{\"apiVersion\":\"example.com/v1\",\"kind\":\"Thing\",\"metadata\":{\"name\":\"a\"}}");
        JsonNode tree = Json.parse(spec);
        return object.set("spec", tree) instanceof ObjectNode whole ? whole : object;
    }

    private static ObjectNode parse(String json) {
        return Json.parseObject(json.getBytes(StandardCharsets.UTF_8));
    }
}
