package io.davit.cel;

import static org.assertj.core.api.Assertions.assertThat;

import io.davit.model.json.Json;
import io.davit.schema.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What Kubernetes 1.36's own CEL made of expressions over one schema and one object: the faults of those it refuses, and the value or
 * the error, the type, the cost and the estimated cost of the others.
 */
class FactsTest {

    @TestFactory
    Stream<DynamicNode> expressions() throws IOException {
        JsonNode suites;
        try (InputStream facts = Objects.requireNonNull(FactsTest.class.getResourceAsStream("facts.json"))) {
            suites = Json.mapper().readTree(facts);
        }
        return suites.valueStream().flatMap(suite -> {
            Type self = suite.path("dyn").booleanValue()
                    ? Type.DYN
                    : Objects.requireNonNull(Type.of(
                            Schema.read((ObjectNode) suite.get("schema")),
                            suite.path("root").booleanValue()));
            Declarations declarations = Declarations.none().with("self", self);
            return suite.get("facts")
                    .valueStream()
                    .map(fact -> DynamicTest.dynamicTest(
                            fact.get("expr").stringValue(), () -> check(fact, declarations, suite.get("self"))));
        });
    }

    private static void check(JsonNode fact, Declarations declarations, JsonNode self) {
        Compilation compilation = Compiler.compile(fact.get("expr").stringValue(), declarations);
        if (fact.has("reject")) {
            assertThat(compilation)
                    .isEqualTo(new Compilation.Rejected(
                            Compilation.Stage.CHECK, fact.get("reject").stringValue()));
            return;
        }
        if (fact.has("plan")) {
            assertThat(compilation)
                    .isEqualTo(new Compilation.Rejected(
                            Compilation.Stage.PLAN, fact.get("plan").stringValue()));
            return;
        }
        assertThat(compilation).isInstanceOf(Compilation.Compiled.class);
        Compilation.Compiled compiled = (Compilation.Compiled) compilation;
        Budget budget = Budget.perObject();
        Outcome outcome = compiled.program().evaluate(Map.of("self", self), budget);
        switch (outcome) {
            case Outcome.Failed(String message) ->
                assertThat(message).isEqualTo(fact.path("error").asString());
            case Outcome.OverBudget _ ->
                assertThat(Outcome.OverBudget.STOPPED)
                        .isEqualTo(fact.path("error").asString());
            case Outcome.Result(Value value) -> {
                if (fact.has("value")) {
                    assertThat(Json.text(value.toJson())).isEqualTo(Json.text(fact.get("value")));
                } else if (fact.path("text").asString().startsWith("?")) {
                    assertThat("?" + value.typeName())
                            .isEqualTo(fact.get("text").stringValue());
                } else if (fact.has("text")) {
                    // upstream's JSON has no fraction that is 0
                    assertThat(Json.text(value.toJson()).replaceAll("\\.0(?![0-9])", ""))
                            .isEqualTo(Json.text(Json.parse(fact.get("text").stringValue())));
                }
                assertThat(fact.has("error"))
                        .as("fails upstream with " + fact.path("error"))
                        .isFalse();
            }
        }
        assertThat(Budget.PER_OBJECT - budget.remaining())
                .as("cost")
                .isEqualTo(fact.path("cost").asLong());
        assertThat(compiled.estimate())
                .isEqualTo(new CostEstimate(estimate(fact.path("min")), estimate(fact.path("max"))));
    }

    private static long estimate(JsonNode node) {
        return node.isMissingNode() ? 0 : node.bigIntegerValue().bitLength() > 63 ? Long.MAX_VALUE : node.asLong();
    }
}
