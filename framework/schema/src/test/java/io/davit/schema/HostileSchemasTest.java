package io.davit.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.davit.model.error.ApiException;
import io.davit.model.error.Cause;
import io.davit.model.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What is made to take long, or much: it is refused, or it is done with soon. */
@Timeout(30)
class HostileSchemasTest {

    @Test
    void refusesPatternsThatMultiply() {
        assertThat(TextPattern.problem("((a{100}){100}){100}"))
                .isEqualTo("error parsing regexp: invalid repeat count: `{100}`");
        assertThat(TextPattern.problem("a{1001}")).isEqualTo("error parsing regexp: invalid repeat count: `{1001}`");
        assertThat(TextPattern.problem("(a{1000})".repeat(2_000)))
                .isEqualTo("error parsing regexp: expression too large");
        assertThat(TextPattern.problem("(".repeat(5_000) + ")".repeat(5_000)))
                .startsWith("error parsing regexp: expression nests too deeply: ");
    }

    @Test
    void acceptsPatternsThatPeopleWrite() {
        assertThat(TextPattern.problem("^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)*$"))
                .isNull();
        assertThat(TextPattern.problem("^([0-9]{1,3}\\.){3}[0-9]{1,3}(/[0-9]{1,2})?$"))
                .isNull();
        assertThat(TextPattern.problem("^.{1,1000}$")).isNull();
    }

    @Test
    void matchesExponentialPatternsInLinearTime() {
        TextPattern pattern = new TextPattern("^(a+)+$");
        assertThat(pattern.foundIn("a".repeat(100_000) + "b")).isFalse();
    }

    @Test
    void givesUpWhereAlternativesMeetManyValues() {
        StringBuilder alternatives = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            alternatives
                    .append(i == 0 ? "" : ",")
                    .append("{\"minimum\":")
                    .append(1_000_000 + i)
                    .append('}');
        }
        Schema schema = read("{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"array\",\"items\":"
                + "{\"type\":\"integer\",\"anyOf\":[" + alternatives + "]}}}}");
        ObjectNode object = Json.object();
        ArrayNode list = object.putArray("a");
        for (int i = 0; i < 10_000; i++) {
            list.add(i);
        }
        assertThatThrownBy(() -> Validator.validate(object, schema))
                .isInstanceOfSatisfying(ApiException.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(413);
                    assertThat(refusal.message()).startsWith("the object is too large to be validated");
                });
    }

    @Test
    void tellsOfAThousandProblemsAndHowManyMoreThereAre() {
        Schema schema = read(
                "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"array\",\"items\":{\"type\":\"integer\"}}}}");
        ObjectNode object = Json.object();
        ArrayNode list = object.putArray("a");
        for (int i = 0; i < 5_000; i++) {
            list.add("x");
        }
        List<Cause> causes = Validator.validate(object, schema);
        assertThat(causes).hasSize(1_001);
        assertThat(causes.getLast().message()).isEqualTo("4000 more problems are not told");
    }

    private static Schema read(String json) {
        return Schema.read(Json.parseObject(json.getBytes(StandardCharsets.UTF_8)));
    }
}
