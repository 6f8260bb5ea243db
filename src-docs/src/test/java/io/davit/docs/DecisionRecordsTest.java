package io.davit.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DecisionRecordsTest {

    private static final Path DECISIONS = Path.of("decisions");

    @ParameterizedTest
    @MethodSource("records")
    void saysContextChoiceAndCostInAboutTenLines(Path record) throws IOException {
        List<String> lines = Files.readAllLines(record);

        assertThat(lines.getFirst()).startsWith("# ");
        assertThat(lines).anyMatch(line -> line.startsWith("**Context.**"));
        assertThat(lines).anyMatch(line -> line.startsWith("**Choice.**"));
        assertThat(lines).anyMatch(line -> line.startsWith("**Cost.**"));
        assertThat(lines).as("a record is read in a minute").hasSizeLessThanOrEqualTo(20);
    }

    @Test
    void areNumberedWithoutAGap() throws IOException {
        List<String> numbers = records()
                .map(record -> record.getFileName().toString().substring(0, 4))
                .toList();

        assertThat(numbers)
                .isNotEmpty()
                .isEqualTo(IntStream.rangeClosed(1, numbers.size())
                        .mapToObj("%03d-"::formatted)
                        .toList());
    }

    static Stream<Path> records() throws IOException {
        try (Stream<Path> files = Files.list(DECISIONS)) {
            return files.sorted().toList().stream();
        }
    }
}
