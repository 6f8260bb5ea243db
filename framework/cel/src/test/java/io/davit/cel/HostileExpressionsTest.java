package io.davit.cel;

import static org.assertj.core.api.Assertions.assertThat;

import io.davit.model.json.Json;
import io.davit.schema.Schema;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Expressions that are made to hurt are refused or stopped, soon and with the words of upstream. */
class HostileExpressionsTest {

    private static final Declarations SELF = Declarations.none()
            .with(
                    "self",
                    Objects.requireNonNull(
                            Type.of(Schema.read(Json.parseObject("""
                    {"type": "object", "properties": {"n": {"type": "integer"}, "s": {"type": "string"},
                     "l": {"type": "array", "items": {"type": "integer"}}}}
                    """.getBytes(StandardCharsets.UTF_8))), false)));

    private static String outcome(String expression) {
        return Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> switch (Compiler.compile(
                expression, SELF)) {
            case Compilation.Rejected rejected ->
                rejected.message().lines().findFirst().orElse("");
            case Compilation.Mistyped mistyped -> mistyped.toString();
            case Compilation.Compiled compiled -> {
                Outcome outcome = compiled.program()
                        .evaluate(
                                Map.of("self", Json.parse("{\"n\":5,\"s\":\"abc\",\"l\":[1,2,3]}")),
                                Budget.perObject());
                yield outcome instanceof Outcome.Result(Value value) ? Json.text(value.toJson()) : outcome.toString();
            }
        });
    }

    @Test
    void refusesLongTexts() {
        assertThat(outcome("x".repeat(100_001)))
                .isEqualTo("compilation failed: ERROR: <input>:-1:0: expression code point size exceeds limit: "
                        + "size: 100001, limit 100000");
    }

    @Test
    void refusesDeepNesting() {
        String refused = "compilation failed: ERROR: <input>:-1:0: expression recursion limit exceeded: 250";
        assertThat(outcome("(".repeat(200) + "self.n" + ")".repeat(200))).isEqualTo("5");
        assertThat(outcome("(".repeat(260) + "self.n" + ")".repeat(260))).isEqualTo(refused);
        assertThat(outcome("[".repeat(260) + "1" + "]".repeat(260))).isEqualTo(refused);
        assertThat(outcome("{".repeat(300))).isEqualTo(refused);
    }

    @Test
    void refusesLongChains() {
        String refused = "compilation failed: ERROR: <input>:-1:0: max recursion depth exceeded";
        assertThat(outcome("self.n" + " + self.n".repeat(240))).isEqualTo("1205");
        assertThat(outcome("self.n" + " + self.n".repeat(260))).isEqualTo(refused);
        assertThat(outcome("self.l" + "[0]".repeat(300))).isEqualTo(refused);
        assertThat(outcome("self.s" + ".a".repeat(300))).isEqualTo(refused);
        assertThat(outcome("self.s" + ".size()".repeat(300))).isEqualTo(refused);
    }

    @Test
    void takesLongDecisions() {
        assertThat(outcome("self.n == 1 || ".repeat(3000) + "self.n == 5")).isEqualTo("true");
        assertThat(outcome("!".repeat(1001) + "(self.n == 1)")).isEqualTo("true");
        assertThat(outcome("self.n > 0 " + "&& (self.n > 0 ".repeat(240) + ")".repeat(240)))
                .isEqualTo("true");
    }

    @Test
    void refusesPatternsThatGrow() {
        String refused = "compilation failed: ERROR: <input>:1:16: invalid matches argument";
        assertThat(outcome("self.s.matches('(a{1000}){1000}')")).isEqualTo(refused);
        assertThat(outcome("self.s.matches('((a{100}){100}){100}')")).isEqualTo(refused);
        assertThat(outcome("self.s.matches('" + "(".repeat(1100) + "a" + ")".repeat(1100) + "')"))
                .isEqualTo(refused);
        assertThat(outcome("self.s.matches('" + "a".repeat(30_000) + "')")).isEqualTo("false");
        assertThat(outcome("self.s.matches('(a*)*(a*)*(b*)*c$')")).isEqualTo("true");
    }

    @Test
    void stopsNestedMacros() {
        StringBuilder nested = new StringBuilder("x0 > 0");
        for (int i = 29; i >= 0; i--) {
            nested.insert(0, "self.l.all(x" + i + ", ").append(')');
        }
        assertThat(outcome(nested.toString())).isEqualTo("OverBudget[limit=CALL]");
        assertThat(outcome("lists.range(900000).all(x, x >= 0)")).isEqualTo("OverBudget[limit=CALL]");
        assertThat(outcome("lists.range(9223372036854775807).size() > 0")).isEqualTo("OverBudget[limit=TOTAL]");
    }

    @Test
    void countsOutcomesAgainstTheSharedBudget() {
        Budget budget = Budget.of(10);
        Compilation.Compiled compiled = (Compilation.Compiled) Compiler.compile("self.n > 1", SELF);
        Map<String, Object> variables = Map.of("self", Json.parse("{\"n\":5}"));
        for (int i = 0; i < 3; i++) {
            assertThat(compiled.program().evaluate(variables, budget)).isInstanceOf(Outcome.Result.class);
        }
        assertThat(budget.remaining()).isEqualTo(1);
        assertThat(compiled.program().evaluate(variables, budget))
                .isEqualTo(new Outcome.OverBudget(Outcome.Limit.TOTAL));
        assertThat(budget.exhausted()).isTrue();
    }
}
