package io.davit.test.golden;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShellWordsTest {

    @Test
    void splitsAtBlanks() {
        assertThat(ShellWords.of(" get  pods -o wide ")).containsExactly("get", "pods", "-o", "wide");
    }

    @Test
    void keepsQuotedTextTogether() {
        assertThat(ShellWords.of("patch -p '{\"a\": \"b\\n\"}' --x=\"y \\\"z\" ''"))
                .containsExactly("patch", "-p", "{\"a\": \"b\\n\"}", "--x=y \"z", "");
    }

    @Test
    void takesBackslashesAsEscapesOutsideQuotes() {
        assertThat(ShellWords.of("a\\ b \"c\\d\"")).containsExactly("a b", "c\\d");
    }
}
