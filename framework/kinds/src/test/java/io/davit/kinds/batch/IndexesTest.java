package io.davit.kinds.batch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IndexesTest {

    @Test
    void countsWhatIntervalsHold() {
        Indexes indexes = Indexes.parse("1,3-5,7", 10);
        assertThat(indexes.problem()).isEmpty();
        assertThat(indexes.total()).isEqualTo(5);
        assertThat(Indexes.parse("", 10).total()).isZero();
    }

    @Test
    void findsTheFirstIndexOfBoth() {
        assertThat(Indexes.parse("1,3-5", 10).overlap(Indexes.parse("4-6", 10))).isEqualTo(4);
        assertThat(Indexes.parse("1,3-5", 10).overlap(Indexes.parse("2,6", 10))).isEqualTo(-1);
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(problem("x")).isEqualTo("cannot convert string to integer for index: \"x\"");
        assertThat(problem("10")).isEqualTo("too large index: \"10\"");
        assertThat(problem("5,3")).isEqualTo("non-increasing order, previous: 5, current: 3");
        assertThat(problem("5-3")).isEqualTo("non-increasing order, previous: 5, current: 3");
        assertThat(problem("1-2-3"))
                .isEqualTo(
                        "the fragment \"1-2-3\" violates the requirement that an index interval can have at most two parts"
                                + " separated by '-'");
    }

    private static String problem(String text) {
        return Indexes.parse(text, 10).problem();
    }
}
