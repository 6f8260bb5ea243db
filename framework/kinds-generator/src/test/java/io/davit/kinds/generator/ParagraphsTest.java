package io.davit.kinds.generator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ParagraphsTest {

    @Test
    void whatIsTheSameStays() {
        assertThat(Paragraphs.restored("One two.  Three.", "One two.  Three.")).contains("One two.  Three.");
    }

    @Test
    void aWiderGapThanTheLinesHaveWasAParagraph() {
        assertThat(Paragraphs.restored("One.  Two.", "One. Two.")).contains("One.\n\nTwo.");
    }

    @Test
    void linesThatWereIndentedStayLines() {
        assertThat(Paragraphs.restored("Such as:   - a   - b", "Such as:\n  - a\n  - b"))
                .contains("Such as:\n  - a\n  - b");
    }

    @Test
    void twoTextsAreNotMixed() {
        assertThat(Paragraphs.restored("One two", "One three")).isEmpty();
        assertThat(Paragraphs.restored("One", "One two")).isEmpty();
    }
}
