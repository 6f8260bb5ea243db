package io.davit.kinds.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Broken YAML, and what a kube-apiserver says to it. */
class YamlSyntaxTest {

    @ParameterizedTest
    @MethodSource
    void saysWhatIsWrongInTheWordsThatClientsKnow(String yaml, String complaint) {
        assertThatThrownBy(() -> YamlBody.read(yaml.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(YamlBody.Unreadable.class)
                .hasMessage(complaint);
    }

    static Stream<Arguments> saysWhatIsWrongInTheWordsThatClientsKnow() {
        return Stream.of(
                Arguments.of("kind: [ConfigMap", "yaml: line 1: did not find expected ',' or ']'"),
                Arguments.of("kind: [ConfigMap\n", "yaml: line 1: did not find expected ',' or ']'"),
                Arguments.of("a: 1\nb: [x\nc: 2\n", "yaml: line 2: did not find expected ',' or ']'"),
                Arguments.of("a: {b: 1\nc: 2\n", "yaml: line 1: did not find expected ',' or '}'"),
                Arguments.of("a: 1\n b: 2\n", "yaml: line 2: mapping values are not allowed in this context"),
                Arguments.of("a: 1\nb: 2\n  c: 3\n", "yaml: line 3: mapping values are not allowed in this context"),
                Arguments.of("- a\nb: 1\n", "yaml: line 1: did not find expected '-' indicator"),
                Arguments.of("a: 1\n- b\n", "yaml: line 1: did not find expected key"),
                Arguments.of("a:\n  - x\n b\n", "yaml: line 2: did not find expected key"),
                Arguments.of("\ta: 1\n", "yaml: found character that cannot start any token"),
                Arguments.of("a: 1\n\tb: 2\n", "yaml: line 2: found a tab character that violates indentation"),
                Arguments.of("a: {b: 1}\n\tc: 2\n", "yaml: line 2: found character that cannot start any token"),
                Arguments.of("a: 'x\nb: 1\n", "yaml: line 3: found unexpected end of stream"),
                Arguments.of("a: \"x\\q\"\n", "yaml: found unknown escape character"),
                Arguments.of("a: 1\nb: \"x\\q\"\n", "yaml: line 2: found unknown escape character"),
                Arguments.of("a: \"\\x0g\"\n", "yaml: did not find expected hexdecimal number"),
                Arguments.of("a: *\n", "yaml: did not find expected alphabetic or numeric character"),
                Arguments.of("a: 1\nb: & c\n", "yaml: line 2: did not find expected alphabetic or numeric character"),
                Arguments.of("a: !<x\n", "yaml: did not find the expected '>'"),
                Arguments.of("%YAML 9.9\n---\na: 1\n", "yaml: found incompatible YAML document"),
                Arguments.of("%YAML 1.1\n%YAML 1.1\n---\na: 1\n", "yaml: line 1: found duplicate %YAML directive"),
                Arguments.of("%TAG ! x\n%TAG ! y\n---\na: 1\n", "yaml: line 1: found duplicate %TAG directive"),
                Arguments.of("a: !x!y z\n", "yaml: found undefined tag handle"),
                Arguments.of("a: @x\n", "yaml: found character that cannot start any token"),
                Arguments.of("a: b: c\n", "yaml: mapping values are not allowed in this context"),
                Arguments.of("a: 1\nb\nc: 2\n", "yaml: line 3: could not find expected ':'"),
                Arguments.of("? a\n: b\n? [c]\n: d\n", "yaml: invalid map key: []interface {}{\"c\"}"),
                Arguments.of("{a: 1}: 2\n", "yaml: invalid map key: map[interface {}]interface {}{\"a\":1}"),
                Arguments.of("]\n", "yaml: did not find expected node content"),
                Arguments.of("a: *nope\n", "yaml: unknown anchor 'nope' referenced"),
                Arguments.of(
                        "a: &x 1\nb: *x\n<<: 5\n", "yaml: map merge requires map or sequence of maps as the value"),
                Arguments.of("a: !!binary '%%%'\n", "yaml: !!binary value contains invalid base64 data"),
                Arguments.of("metadata: !!int x\n", "yaml: cannot decode !!str `x` as a !!int"),
                Arguments.of(
                        "key: >\n\tfoo\n",
                        "yaml: line 2: found a tab character where an indentation space is expected"),
                Arguments.of("a: 'it''s\n  ok'\nb: 'x' y\n", "yaml: line 2: did not find expected key"),
                Arguments.of("- - a\n  -b\n - c\n", "yaml: line 3: could not find expected ':'"),
                Arguments.of("a: - b\n", "yaml: block sequence entries are not allowed in this context"),
                Arguments.of("a: ? b\n", "yaml: mapping keys are not allowed in this context"),
                Arguments.of(
                        "data: {a: 0x1F, b: 0o17, c: 017, d: 1_000, e: 1e3, f: .5, g: +1, h: 190:20:30, i: 2001-01-01, j: .inf, k: off}\n",
                        "json: unsupported value: +Inf"),
                Arguments.of("data: {a: .nan}\n", "json: unsupported value: NaN"),
                Arguments.of("data: {,}\n", "yaml: did not find expected node content"),
                Arguments.of("data: [,]\n", "yaml: did not find expected node content"),
                Arguments.of("data: &a [*a]\n", "yaml: anchor 'a' value contains itself"),
                Arguments.of("data: &a {b: *a}\n", "yaml: anchor 'a' value contains itself"),
                Arguments.of("data: {[a]: b}\n", "yaml: invalid map key: []interface {}{\"a\"}"),
                Arguments.of("a: 1\nb:\n - {x: 1,\n  y: 2\n\n  ]\n", "yaml: line 5: did not find expected ',' or '}'"),
                Arguments.of(
                        "a: 1\n\nb:\n  - c\n  - d\n\n  e: f\n", "yaml: line 6: did not find expected '-' indicator"),
                Arguments.of("a: 1\n\nb: 'x\n\n", "yaml: line 5: found unexpected end of stream"),
                Arguments.of("a: 1\n\nb: 'x\n---\n", "yaml: line 4: found unexpected document indicator"),
                Arguments.of("a: 1\n\nb: &\n\n", "yaml: line 3: did not find expected alphabetic or numeric character"),
                Arguments.of("a: 1\n\nb: !<x\n\n", "yaml: line 3: did not find the expected '>'"),
                Arguments.of("a: 1\n\nbcd\n\ne: 1\n", "yaml: line 5: could not find expected ':'"),
                Arguments.of(
                        "a: {{ .Values.x }}\n",
                        "yaml: invalid map key: map[interface {}]interface {}{\".Values.x\":interface {}(nil)}"),
                Arguments.of(
                        "a: {{ include \"x\" . }}\n",
                        "yaml: invalid map key: map[interface {}]interface {}{\"include \\\"x\\\" .\":interface {}(nil)}"),
                Arguments.of("{{}: 1}\n", "yaml: invalid map key: map[interface {}]interface {}{}"),
                Arguments.of("{[]: 1}\n", "yaml: invalid map key: []interface {}{}"),
                Arguments.of(
                        "{{b: c, a: d}: 1}\n",
                        "yaml: invalid map key: map[interface {}]interface {}{\"a\":\"d\", \"b\":\"c\"}"));
    }

    /** Pieces of the grammar in any order: most are refused, none in any other way. */
    @Test
    void readsOrRefusesWhateverItIsGiven() {
        List<String> pieces = List.of(
                "a",
                "b: ",
                "- ",
                "? ",
                ": ",
                "{",
                "}",
                "[",
                "]",
                ", ",
                "\n",
                "\n  ",
                "\n\t",
                "'",
                "\"",
                "|",
                ">-",
                "&a ",
                "*a",
                "!!int ",
                "!x ",
                "<<: ",
                "# c",
                "---\n",
                "...\n",
                "%YAML 1.1\n",
                "1",
                "0x",
                ".inf",
                "~",
                "\\x4",
                "\u00e9",
                "@",
                "`",
                "2001-01-01");
        Random random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(24); length > 0; length--) {
                text.append(pieces.get(random.nextInt(pieces.size())));
            }
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            if (bytes.length > 0 && random.nextInt(10) == 0) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            readOrRefuse(bytes);
        }
    }

    private static void readOrRefuse(byte[] bytes) {
        try {
            YamlBody.read(bytes);
        } catch (YamlBody.Unreadable e) {
            assertThat(e.message()).matches("(?s)(yaml|json|unsupported map key).*");
        }
    }

    @Test
    void refusesBytesThatAreNoText() {
        refused(new byte[] {'a', ':', ' ', (byte) 0xe9, '}', 'x'}, "yaml: invalid trailing UTF-8 octet");
        refused(new byte[] {'a', ':', ' ', (byte) 0xe9}, "yaml: incomplete UTF-8 octet sequence");
        refused(new byte[] {(byte) 0x80}, "yaml: invalid leading UTF-8 octet");
        refused(new byte[] {(byte) 0xc0, (byte) 0x80}, "yaml: invalid length of a UTF-8 sequence");
        refused(new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80}, "yaml: invalid Unicode character");
        refused(new byte[] {'a', ':', ' ', 0x7f}, "yaml: control characters are not allowed");
    }

    private static void refused(byte[] bytes, String complaint) {
        assertThatThrownBy(() -> YamlBody.read(bytes)).hasMessage(complaint);
    }
}
