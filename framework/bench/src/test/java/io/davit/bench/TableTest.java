package io.davit.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void printsARatioBesideEachFigure() {
        Figures davit = new Figures();
        davit.put(Figure.GET_RATE, 5000);
        davit.put(Figure.WATCH_LOST, 0);
        Figures raw = new Figures();
        raw.put(Figure.GET_RATE, 10_000);
        Figures peer = new Figures();
        peer.put(Figure.GET_RATE, 1000);

        String table = Table.of(davit, raw, peer);

        assertThat(table.lines().filter(line -> line.startsWith("consistent GET, 16")))
                .singleElement()
                .asString()
                .containsSubsequence("5,000", "/s", "10,000", "raw server", "0.50×", "1,000", "5.00×");
        assertThat(table).contains("events lost").doesNotContain("LIST");
    }

    @Test
    void showsTheDigitsThatMatter() {
        assertThat(Table.number(OptionalDouble.of(12345.6))).isEqualTo("12,346");
        assertThat(Table.number(OptionalDouble.of(12.34))).isEqualTo("12.3");
        assertThat(Table.number(OptionalDouble.of(0.123))).isEqualTo("0.12");
        assertThat(Table.number(OptionalDouble.empty())).isEmpty();
    }

    @Test
    void percentilesCountFromBelow() {
        Measured measured = new Measured(
                4, Duration.ofSeconds(2), Duration.ofSeconds(1), new long[] {4_000_000, 1_000_000, 3_000_000, 2_000_000
                });

        assertThat(measured.percentile(0.5)).isEqualTo(2);
        assertThat(measured.percentile(1)).isEqualTo(4);
        assertThat(measured.perSecond()).isEqualTo(2);
        assertThat(measured.perCpuSecond()).isEqualTo(4);
    }

    @Test
    void readsUsedHeapOfEveryCollector() {
        assertThat(Heap.used(" garbage-first heap   total reserved 6092800K, committed 391168K, used 4466K [0x0]"))
                .isEqualTo(4466L << 10);
        assertThat(Heap.used(" Tenured  total 174784K, used 2M [0x0, 0x1)")).isEqualTo(2L << 20);
        assertThat(Heap.used("  region size 4096K, 1 young (4096K)")).isZero();
    }

    @Test
    void findsTheContinueTokenAtTheHeadOfAList() {
        String list = """
                {"kind":"ConfigMapList","metadata":{"resourceVersion":"7","continue":"abc-_1","remainingItemCount":3},"items":[]}""";

        assertThat(Suite.continueToken(list.getBytes(StandardCharsets.UTF_8))).isEqualTo("abc-_1");
        assertThat(Suite.continueToken("{\"metadata\":{}}".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }
}
