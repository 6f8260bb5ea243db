package io.davit.model.selector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.davit.model.error.ApiException;
import io.davit.model.json.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelSelectorTest {

    private static final Map<String, String> LABELS = Map.of("tier", "back", "size", "3", "empty", "");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tier=back|true",
                "tier==back|true",
                "tier!=back|false",
                "other!=x|true",
                "tier|true",
                "!tier|false",
                "!other|true",
                "tier in (front,back)|true",
                "tier notin (front)|true",
                "empty in ()|true",
                "empty=|true",
                "empty!=|false",
                "size>2|true",
                "size<3|false",
                "tier>2|false",
                "tier in (,back)|true",
                "in in (in)|false",
                "tier=back,size=3|true",
                "tier=back,size=4|false",
                "' tier = back , size == 3 '|true",
            })
    void matches(String text, boolean expected) {
        assertThat(LabelSelector.parse(text).matches(LABELS)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "a b|unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt",
                "a=b,|found '', expected: identifier after ','",
                ",a|found ',', expected: !, identifier, or 'end of string'",
                "!|unable to parse requirement: found '', expected: identifier",
                "!a=b|found '=', expected: ',' or 'end of string'",
                "a===b|unable to parse requirement: found '=', expected: identifier",
                "a in|unable to parse requirement: found '' expected: '('",
                "a in (b|unable to parse requirement: found '', expected: ',' or ')'",
                "a in (b,|unable to parse requirement: found '', expected: ',', or identifier",
                "a IN (b)|unable to parse requirement: found 'IN', expected: in, notin, =, ==, !=, gt, lt",
            })
    void saysWhatWasFoundAndExpected(String text, String message) {
        assertThatThrownBy(() -> LabelSelector.parse(text))
                .isInstanceOf(ApiException.class)
                .hasMessage(message);
    }

    @Test
    void namesTheValueThatIsNoLabel() {
        assertThatThrownBy(() -> LabelSelector.parse("a in (b,c$d)"))
                .hasMessageStartingWith(
                        "unable to parse requirement: values[1][a]: Invalid value: \"c$d\": a valid label must be");
        assertThatThrownBy(() -> LabelSelector.parse("a>b"))
                .hasMessage(
                        "unable to parse requirement: values[0]: Invalid value: \"b\": for 'Gt', 'Lt' operators, the value"
                                + " must be an integer");
    }

    @Test
    void writesTheCanonicalText() {
        assertThat(LabelSelector.parse("z,b in (y,x), a==1,!c")).hasToString("a==1,b in (x,y),!c,z");
    }

    @Test
    void readsTheObjectForm() {
        LabelSelector selector = LabelSelector.of(Json.parse("""
                {"matchLabels": {"tier": "back"},
                 "matchExpressions": [{"key": "size", "operator": "In", "values": ["3"]}, {"key": "gone", "operator": "DoesNotExist"}]}
                """));
        assertThat(selector.matches(LABELS)).isTrue();
        assertThat(selector.matches(Map.of("tier", "back"))).isFalse();
        assertThat(LabelSelector.of(Json.parse("{}")).isEverything()).isTrue();
        assertThat(LabelSelector.of(Json.parse("null")).matches(Map.of())).isFalse();
    }
}
