package io.davit.model.selector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldSelectorTest {

    @Test
    void readsTerms() {
        assertThat(FieldSelector.parse("spec.nodeName!=y,metadata.name==x,").terms())
                .containsExactly(
                        new FieldSelector.Term("metadata.name", true, "x"),
                        new FieldSelector.Term("spec.nodeName", false, "y"));
        assertThat(FieldSelector.parse(",").isEverything()).isTrue();
    }

    @Test
    void escapesValues() {
        FieldSelector selector = FieldSelector.parse("metadata.name=a\\,b");
        assertThat(selector.matches(field -> "a,b")).isTrue();
        assertThat(selector).hasToString("metadata.name=a\\,b");
    }

    @Test
    void takesNothingEqualToNothingForNoCondition() {
        assertThat(FieldSelector.parse("=,!=,==").isEverything()).isTrue();
        assertThat(FieldSelector.parse("=,metadata.name=a").terms()).hasSize(1);
        assertThat(FieldSelector.parse("=a").terms()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "a=a\\b|invalid field selector: invalid escape sequence: \\b",
                "a=b\\|invalid field selector: invalid escape sequence: \\",
                "a=a=b|invalid field selector: unescaped character in value: 61",
                "metadata.name|invalid selector: 'metadata.name'; can't understand 'metadata.name'",
                "m in (fa,fb)|invalid selector: 'm in (fa,fb)'; can't understand 'fb)'",
            })
    void saysWhatCannotBeUnderstood(String text, String message) {
        assertThatThrownBy(() -> FieldSelector.parse(text)).hasMessage(message);
    }
}
