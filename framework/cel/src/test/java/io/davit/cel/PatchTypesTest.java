package io.davit.cel;

import static org.assertj.core.api.Assertions.assertThat;

import io.davit.model.json.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PatchTypesTest {

    private static final Declarations MUTATION = Declarations.mutation().with("object", Type.DYN);
    private static final List<Type> OPERATIONS = List.of(Type.list(Type.JSON_PATCH));

    private static String value(String expression, List<Type> results) {
        if (!(Compiler.compile(expression, MUTATION, results) instanceof Compilation.Compiled compiled)) {
            throw new AssertionError(Compiler.compile(expression, MUTATION, results));
        }
        Outcome outcome = compiled.program().evaluate(Map.of("object", Json.parse("{\"a\":[1]}")), Budget.perObject());
        return outcome instanceof Outcome.Result(Value value) ? Json.text(value.toJson()) : outcome.toString();
    }

    private static String fault(String expression, List<Type> results) {
        return switch (Compiler.compile(expression, MUTATION, results)) {
            case Compilation.Compiled compiled -> compiled.result().toString();
            case Compilation.Rejected rejected ->
                rejected.faults().lines().findFirst().orElse("");
            case Compilation.Mistyped(String found) -> "but got " + found;
        };
    }

    @Test
    void makesApplyConfigurations() {
        assertThat(value(
                        "Object{metadata: Object.metadata{labels: {'a': 'b'}}, spec: Object.spec{list: object.a + [2]}}",
                        List.of(Type.OBJECT_PATCH)))
                .isEqualTo("{\"metadata\":{\"labels\":{\"a\":\"b\"}},\"spec\":{\"list\":[1,2]}}");
    }

    @Test
    void makesOperationsOfJsonPatches() {
        assertThat(value(
                        "[JSONPatch{op: 'add', path: '/x/' + jsonpatch.escapeKey('a/b~c'), value: Object.x{y: 1}}]",
                        OPERATIONS))
                .isEqualTo("[{\"op\":\"add\",\"path\":\"/x/a~1b~0c\",\"value\":{\"y\":1}}]");
    }

    @Test
    void makesNumbersAsAParserReadsThem() {
        Compilation compiled = Compiler.compile("[1, 4294967296]", Declarations.none());
        Outcome outcome = ((Compilation.Compiled) compiled).program().evaluate(Map.of(), Budget.perObject());
        assertThat(((Outcome.Result) outcome).value().toJson()).isEqualTo(Json.parse("[1,4294967296]"));
    }

    @Test
    void refusesOtherTypesOfResults() {
        assertThat(fault("Object.spec{}", List.of(Type.OBJECT_PATCH))).isEqualTo("but got Object.spec");
        assertThat(fault("[]", OPERATIONS)).isEqualTo("but got list(dyn)");
        assertThat(fault("JSONPatch{op: 'add', path: '/a', value: 1}", OPERATIONS))
                .isEqualTo("but got JSONPatch");
        assertThat(fault("duration('1s')", OPERATIONS)).isEqualTo("but got google.protobuf.Duration");
    }

    @Test
    void refusesWrongFields() {
        assertThat(fault("[JSONPatch{op: 1}]", OPERATIONS))
                .isEqualTo("ERROR: <input>:1:14: expected type of field 'op' is 'string' but provided type is 'int'");
        assertThat(fault("[JSONPatch{operation: 'add'}]", OPERATIONS))
                .isEqualTo(
                        "ERROR: <input>:1:21: expected type of field 'operation' is '' but provided type is 'string'");
        assertThat(fault("Thing{}", OPERATIONS))
                .isEqualTo("ERROR: <input>:1:6: undeclared reference to 'Thing' (in container '')");
    }

    @Test
    void patchesAreForMutationsOnly() {
        assertThat(Compiler.compile("Object{}", Declarations.none())).isInstanceOf(Compilation.Rejected.class);
    }
}
