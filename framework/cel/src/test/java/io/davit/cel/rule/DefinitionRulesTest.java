package io.davit.cel.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.davit.model.error.FieldPath;
import io.davit.model.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class DefinitionRulesTest {

    private final DefinitionRules rules = new DefinitionRules();

    @Test
    void tellsWhatDoesNotCompileAndWhatIsNoTruth() {
        assertThat(wrong("{\"type\":\"integer\"}", "{\"rule\":\"self > \"}", "{\"rule\":\"self + 1\"}"))
                .hasSize(2)
                .anySatisfy(text -> assertThat(text)
                        .startsWith(
                                "schema.x-kubernetes-validations[0].rule: Invalid value: {\"Rule\":\"self \\u003e \",")
                        .contains("compilation failed: ERROR: <input>:1:"))
                .anySatisfy(text -> assertThat(text)
                        .startsWith("schema.x-kubernetes-validations[1].rule: ")
                        .endsWith(": cel expression must evaluate to a bool"));
    }

    @Test
    void wantsMessagesThatAreText() {
        assertThat(wrong("{\"type\":\"integer\"}", "{\"rule\":\"self > 1\",\"messageExpression\":\"self\"}"))
                .singleElement()
                .asString()
                .startsWith("schema.x-kubernetes-validations[0].messageExpression: ")
                .endsWith(": messageExpression must evaluate to a string");
    }

    @Test
    void forbidsOldValuesWhereNothingBelongsToThem() {
        assertThat(wrong("""
                {"type":"array","maxItems":3,"items":{"type":"integer","x-kubernetes-validations":[{"rule":"self == oldSelf"}]}}"""))
                .containsExactly("schema.items.x-kubernetes-validations[0].rule: Invalid value: \"self == oldSelf\":"
                        + " oldSelf cannot be used on the uncorrelatable portion of the schema within schema");
        assertThat(wrong("{\"type\":\"integer\"}", "{\"rule\":\"self > 1\",\"optionalOldSelf\":true}"))
                .containsExactly("schema.x-kubernetes-validations[0].optionalOldSelf: Invalid value: true:"
                        + " may not be set if oldSelf is not used in rule");
    }

    @Test
    void cannotTypeWhatHasNoType() {
        assertThat(wrong("{\"x-kubernetes-preserve-unknown-fields\":true}", "{\"rule\":\"true\"}"))
                .singleElement()
                .asString()
                .contains("unable to convert structural schema to CEL declarations");
    }

    @Test
    void leavesAloneWhatHasTheWrongForm() {
        ObjectNode schema = parse("{\"type\":\"integer\",\"x-kubernetes-validations\":[{\"rule\":\"self > \"}]}");
        assertThat(rules.rules(FieldPath.of("schema"), schema, false, path -> false))
                .isEmpty();
    }

    @Test
    void evaluatesDefaults() {
        ObjectNode schema = parse("""
                {"type":"integer","default":7,"x-kubernetes-validations":[{"rule":"self < 5"}]}""");
        assertThat(rules.defaults().check(FieldPath.of("default"), schema.path("default"), schema, false))
                .singleElement()
                .satisfies(cause -> assertThat(cause.message()).isEqualTo("Invalid value: 7: failed rule: self < 5"));
    }

    @Test
    void refusesMoreRulesThanCanBeCompiledInTime() {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 10_001; i++) {
            many.append(i == 0 ? "" : ",")
                    .append("{\"rule\":\"self > ")
                    .append(i)
                    .append("\"}");
        }
        ObjectNode schema = parse("{\"type\":\"integer\",\"default\":1,\"x-kubernetes-validations\":[" + many + "]}");
        assertThat(rules.defaults().check(FieldPath.of("default"), schema.path("default"), schema, false))
                .singleElement()
                .satisfies(cause -> assertThat(cause.message()).endsWith("must not be more than 10000"));
    }

    private List<String> wrong(String schema, String... written) {
        ObjectNode tree = parse(schema);
        if (written.length > 0) {
            tree.set("x-kubernetes-validations", Json.parse("[" + String.join(",", written) + "]"));
        }
        return rules.rules(FieldPath.of("schema"), tree, false, path -> true).stream()
                .map(cause -> cause.field() + ": " + cause.message())
                .toList();
    }

    private static ObjectNode parse(String json) {
        return Json.parseObject(json.getBytes(StandardCharsets.UTF_8));
    }
}
