package io.davit.apiserver.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WarningsTest {

    @Test
    void eachIsToldOnceInItsPlace() {
        assertThat(Warnings.headers(List.of("b", "a \"q\"", "b", "")))
                .containsExactly("299 - \"b\"", "299 - \"a \\\"q\\\"\"");
    }

    @Test
    void otherThanAsciiIsWrittenInUtf8() {
        String utf8 = new String("é日".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        assertThat(Warnings.headers(List.of("é日"))).containsExactly("299 - \"" + utf8 + "\"");
    }

    @Test
    void longOnesAreToldInFullWhereThereIsRoom() {
        assertThat(Warnings.headers(List.of("x".repeat(4000)))).containsExactly("299 - \"" + "x".repeat(4000) + "\"");
    }

    @Test
    void tooManyAreCutAndTheLastLeftOut() {
        List<String> many = IntStream.range(0, 100_000)
                .mapToObj(i -> "unknown field \"spec.f%06d%s\"".formatted(i, "é".repeat(400)))
                .toList();

        List<String> headers = Warnings.headers(many);

        assertThat(headers).hasSize(16);
        assertThat(headers.getFirst()).startsWith("299 - \"unknown field").hasSizeLessThan(540);
    }
}
