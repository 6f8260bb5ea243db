package io.davit.model.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.davit.model.error.ApiException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonDocumentTest {

    /** The table of names has a seed: what overflows it in one process may fit in another. */
    @Test
    void readsObjectsOfAnyNumberOfNames() {
        for (int round = 0; round < 20; round++) {
            StringBuilder text = new StringBuilder("{\"last\":1");
            for (int i = 0; i < 100_000; i++) {
                text.append(",\"f").append(round).append('-').append(i).append("\":1");
            }
            assertThat(read(text.append('}').toString()).root()).hasSize(100_001);
        }
    }

    @Test
    void readsBytesThatAreNoTextAsReplacementCharacters() {
        byte[] bytes = "{\"a\":\"x?\"}".getBytes(StandardCharsets.UTF_8);
        bytes[7] = (byte) 0xff;
        assertThat(JsonDocument.read(bytes).root().path("a").asString()).isEqualTo("x\ufffd");
    }

    @Test
    void tellsNumbersThatAreTooLongFromNestingThatIsTooDeep() {
        assertThatThrownBy(() -> read("{\"a\":" + "1".repeat(100_000) + "}"))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("Number value length");
        assertThatThrownBy(() -> read("[".repeat(100_000))).hasMessageContaining("exceeded max depth");
    }

    @Test
    void reportsEveryMemberNamedTwiceAndKeepsTheLast() {
        JsonDocument document = read("{\"a\":1,\"a\":2,\"b\":[{\"c\":{\"d\":1,\"d\":2,\"d\":3}}]}");

        assertThat(document.duplicates()).containsExactly("a", "b[0].c.d");
        assertThat(Json.text(document.root())).isEqualTo("{\"a\":2,\"b\":[{\"c\":{\"d\":3}}]}");
    }

    @ParameterizedTest
    @CsvSource({
        "1.0, 1",
        "-0.0, 0",
        "1e3, 1000",
        "9007199254740993, 9007199254740993",
        "-9223372036854775808, -9223372036854775808",
        "9223372036854775808, 9223372036854776000",
        "1e20, 100000000000000000000",
        "1.10, 1.1",
        "123456789.123456789, 123456789.12345679",
        "0.0001, 0.0001",
        "1e21, 1E+21",
        "1.25e-7, 1.25E-7",
    })
    void writesNumbersTheWayTheApiDoes(String sent, String written) {
        assertThat(Json.text(read(sent).root())).isEqualTo(written);
        assertThat(Json.text(Json.parse(written))).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|unexpected end of JSON input",
                "`[{\"op\": \"add\", `|unexpected end of JSON input",
                "- op: add|invalid character ' ' in numeric literal",
                "{} {}|invalid character '{' after top-level value",
                "{a:1}|invalid character 'a' looking for beginning of object key string",
                "{\"a\" 1}|invalid character '1' after object key",
                "{\"a\":1 \"b\"}|invalid character '\"' after object key:value pair",
                "[1 2]|invalid character '2' after array element",
                "hello|invalid character 'h' looking for beginning of value",
                "nul|invalid character ' ' in literal null (expecting 'l')",
                "1.|invalid character ' ' after decimal point in numeric literal",
                "{\"a\":-|invalid character ' ' in numeric literal",
                "{\"a|unexpected end of JSON input",
                "nope|invalid character 'o' in literal null (expecting 'u')",
                "1.x|invalid character 'x' after decimal point in numeric literal",
                "1ex|invalid character 'x' in exponent of numeric literal",
                "\"\\x\"|invalid character 'x' in string escape code",
                "{\"a\":1,}|invalid character '}' looking for beginning of object key string",
                "[1,]|invalid character ']' looking for beginning of value",
            })
    void saysWhatIsWrong(String text, String message) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(ApiException.class).hasMessage(message);
    }

    @Test
    void readsGarbageWithoutAnyOtherException() {
        Random random = new Random(7);
        String alphabet = "{}[]\",:0123456789.-+eEtrufalsn \\\u00e9";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(20); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                assertThat(read(text.toString()).root()).isNotNull();
            } catch (ApiException e) {
                assertThat(e.code()).isEqualTo(400);
            }
        }
    }

    @Test
    void writesWhatItReadHoweverDeep() {
        String deep = "[".repeat(Json.MAX_DEPTH) + "]".repeat(Json.MAX_DEPTH);

        assertThat(Json.text(read(deep).root())).isEqualTo(deep);
    }

    private static JsonDocument read(String text) {
        return JsonDocument.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
