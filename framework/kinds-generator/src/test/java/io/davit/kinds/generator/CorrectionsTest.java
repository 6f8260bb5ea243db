package io.davit.kinds.generator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class CorrectionsTest {

    private final Corrections corrections = new Corrections(JsonMapper.shared().readTree("""
                    {"gaps": {"a.B": {"2": "\\n\\n", "3": "\\n"}}, "texts": {"a.C": "Another text."}}
                    """));

    @Test
    void whiteSpaceIsPutBackBeforeAWordAndAtTheEnd() {
        assertThat(corrections.corrected("a.B", "One  two. Three.")).isEqualTo("One  two.\n\nThree.\n");
    }

    @Test
    void aTextMayBeAnother() {
        assertThat(corrections.corrected("a.C", "A text.")).isEqualTo("Another text.");
    }

    @Test
    void whatIsNotNamedStaysAndWhatChangesNothingIsUnused() {
        assertThat(corrections.corrected("a.D", "A text.")).isEqualTo("A text.");
        assertThat(corrections.corrected("a.C", "Another text.")).isEqualTo("Another text.");
        assertThat(corrections.unused()).containsExactlyInAnyOrder("a.B", "a.C");
    }
}
