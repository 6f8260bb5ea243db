package io.davit.model.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuotedTest {

    @Test
    void keepsWhatCanBeSeen() {
        assertThat(Quoted.of("plain é 漢 😀 <&>")).isEqualTo("\"plain é 漢 😀 <&>\"");
    }

    @Test
    void escapesQuotesAndControlsByName() {
        assertThat(Quoted.of("\"\\\n\t\u0007\u000b")).isEqualTo("\"\\\"\\\\\\n\\t\\a\\v\"");
    }

    @Test
    void escapesWhatCannotBeSeenByNumber() {
        assertThat(Quoted.of("\u0001\u007f\u0085\u200b\u00a0")).isEqualTo("\"\\x01\\x7f\\u0085\\u200b\\u00a0\"");
        assertThat(Quoted.of(Character.toString(0xE0001))).isEqualTo("\"\\U000e0001\"");
    }
}
