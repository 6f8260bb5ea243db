package io.davit.registry.admission.podsecurity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void escapesWhatCannotBeSeenAsGoDoes() {
        assertThat(Words.escaped("plain é 漢 😀")).isEqualTo("\"plain é 漢 😀\"");
        assertThat(Words.escaped("\"\\\n\t\u0007\u000b")).isEqualTo("\"\\\"\\\\\\n\\t\\a\\v\"");
        assertThat(Words.escaped("\u0001\u007f\u0085\u200b\u00a0")).isEqualTo("\"\\x01\\x7f\\u0085\\u200b\\u00a0\"");
        assertThat(Words.escaped(Character.toString(0xE0001))).isEqualTo("\"\\U000e0001\"");
    }
}
