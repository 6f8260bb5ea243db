package io.davit.kinds.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgesTest {

    @ParameterizedTest
    @CsvSource({
        "PT-5S, <invalid>",
        "PT-1.5S, 0s",
        "PT0S, 0s",
        "PT119S, 119s",
        "PT2M, 2m",
        "PT9M59S, 9m59s",
        "PT10M1S, 10m",
        "PT179M, 179m",
        "PT3H, 3h",
        "PT7H59M, 7h59m",
        "PT8H30M, 8h",
        "PT47H, 47h",
        "PT48H, 2d",
        "PT191H, 7d23h",
        "P8DT5H, 8d",
        "P729D, 729d",
        "P730D, 2y",
        "P800D, 2y70d",
        "P2920D, 8y",
        "P3000D, 8y"
    })
    void printsDurationsForPeople(Duration duration, String text) {
        assertThat(Ages.human(duration)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"2026-03-01T11:00:00Z, 60m", "2026-03-01T11:00:00.123456+01:00, 119m", "'', <unknown>"})
    void countsFromAnyRfc3339Time(String time, String age) {
        assertThat(Ages.since(time, Instant.parse("2026-03-01T12:00:00Z"))).isEqualTo(age);
    }
}
