package io.davit.kinds.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.davit.model.json.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SameTest {

    @ParameterizedTest(name = "{0} and {1}: {2}")
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{\"limits\":{}} | {} | true",
                "{\"nodeSelector\":{}} | {\"nodeSelector\":null} | true",
                "{\"overhead\":{}} | {} | true",
                "{\"tolerations\":[]} | {} | true",
                "{\"limits\":{\"cpu\":\"1\"}} | {} | false",
                "{\"emptyDir\":{}} | {} | false",
                "{\"selector\":{}} | {} | false",
                "{\"a\":{\"matchLabels\":{}}} | {\"a\":{}} | true",
                "{\"replicas\":1} | {\"replicas\":1.0} | true",
            })
    void tellsEmptyMapsFromEmptyStructs(String one, String other, boolean same) {
        assertThat(Same.same(Json.parse(one), Json.parse(other))).isEqualTo(same);
    }
}
