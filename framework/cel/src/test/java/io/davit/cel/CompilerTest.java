package io.davit.cel;

import static org.assertj.core.api.Assertions.assertThat;

import io.davit.model.json.Json;
import io.davit.schema.Schema;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CompilerTest {

    private static final String SCHEMA = """
            {"type": "object", "properties": {"n": {"type": "integer"}, "s": {"type": "string", "maxLength": 9}, "b": {"type": "boolean"},
             "l": {"type": "array", "maxItems": 3, "items": {"type": "string", "maxLength": 3}},
             "m": {"type": "object", "maxProperties": 3, "additionalProperties": {"type": "string", "maxLength": 3}},
             "o": {"type": "object", "properties": {"a-b": {"type": "integer"}, "namespace": {"type": "string"}}}}}
            """;

    private static final Declarations SELF = Declarations.none()
            .with(
                    "self",
                    Objects.requireNonNull(
                            Type.of(Schema.read(Json.parseObject(SCHEMA.getBytes(StandardCharsets.UTF_8))), false)));

    private static Outcome eval(String expression, String self) {
        Compilation compilation = Compiler.compile(expression, SELF);
        if (!(compilation instanceof Compilation.Compiled compiled)) {
            throw new AssertionError(compilation);
        }
        return compiled.program().evaluate(Map.of("self", Json.parse(self)), Budget.perObject());
    }

    private static JsonNode value(String expression, String self) {
        Outcome outcome = eval(expression, self);
        if (!(outcome instanceof Outcome.Result(Value value))) {
            throw new AssertionError(outcome);
        }
        return value.toJson();
    }

    @Test
    void evaluatesRulesOverJson() {
        assertThat(value("self.n > 1 && self.s.startsWith('a')", "{\"n\":2,\"s\":\"ab\"}")
                        .booleanValue())
                .isTrue();
        assertThat(value("self.l.all(e, e.size() < 3)", "{\"l\":[\"a\",\"bb\"]}")
                        .booleanValue())
                .isTrue();
        assertThat(value("self.l.map(e, e + 'x')", "{\"l\":[\"a\",\"bb\"]}").toString())
                .isEqualTo("[\"ax\",\"bbx\"]");
        assertThat(value("has(self.n) ? self.n : 3", "{}").intValue()).isEqualTo(3);
        assertThat(value("self.o.a__dash__b + 1", "{\"o\":{\"a-b\":1}}").intValue())
                .isEqualTo(2);
        assertThat(value("self.o.namespace + self.o.__namespace__", "{\"o\":{\"namespace\":\"x\"}}")
                        .stringValue())
                .isEqualTo("xx");
    }

    @Test
    void tellsErrorsInGosWords() {
        assertThat(eval("self.n > 1", "{}")).isEqualTo(new Outcome.Failed("no such key: n"));
        assertThat(eval("self.l[3] == 'x'", "{\"l\":[]}")).isEqualTo(new Outcome.Failed("index out of bounds: 3"));
        assertThat(eval("1 / self.n == 1", "{\"n\":0}")).isEqualTo(new Outcome.Failed("division by zero"));
    }

    @Test
    void tellsFaultsWithTheirPlace() {
        assertThat(Compiler.compile("self.n && self.b", SELF))
                .isEqualTo(new Compilation.Rejected(
                        Compilation.Stage.CHECK,
                        "ERROR: <input>:1:5: expected type 'bool' but found 'int'\n | self.n && self.b\n | ....^"));
        assertThat(Compiler.compile("self.x", SELF))
                .isEqualTo(new Compilation.Rejected(
                        Compilation.Stage.CHECK, "ERROR: <input>:1:5: undefined field 'x'\n | self.x\n | ....^"));
        assertThat(Compiler.compile("self.n", SELF, List.of(Type.BOOL))).isEqualTo(new Compilation.Mistyped("int"));
    }
}
