package io.davit.test.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.davit.model.json.Json;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DifferencesTest {

    @Test
    void seesNoneBetweenEqualAnswers() {
        assertThat(between("{\"a\":1,\"b\":[1.0,null]}", "{\"b\":[1,null],\"a\":1.0}"))
                .isEmpty();
    }

    @Test
    void namesWhereValuesDiffer() {
        assertThat(between("{\"a\":[{\"b\":1}]}", "{\"a\":[{\"b\":\"1\"}]}"))
                .containsExactly(".a[0].b: want 1, got \"1\"");
    }

    @Test
    void seesWhatIsMissingAndWhatIsTooMuch() {
        assertThat(between("{\"a\":1,\"x\":\"<any>\"}", "{\"b\":2}"))
                .containsExactly(".a: missing, want 1", ".b: not expected, got 2");
    }

    @Test
    void comparesListsByPlaceAndLength() {
        assertThat(between("[1,2]", "[2]")).containsExactly(": want 2 elements, got 1: [2]", "[0]: want 1, got 2");
    }

    @Test
    void letsAnythingStandForAny() {
        assertThat(between("{\"a\":\"<any>\"}", "{\"a\":{\"deep\":true}}")).isEmpty();
    }

    @Test
    void takesAnyRefusalForFourHundredSomething() {
        assertThat(between("{\"code\":\"4xx\"}", "{\"code\":422,\"body\":{}}")).isEmpty();
        assertThat(between("{\"code\":\"4xx\"}", "{\"code\":500}")).containsExactly(".code: want a 4xx, got 500");
    }

    @Test
    void overlooksMessagesWhereToldTo() {
        assertThat(between("{\"message\":\"a\"}", "{\"message\":\"b\"}")).hasSize(1);
        assertThat(Differences.between(
                        Json.parse("{\"message\":\"a\"}"), Json.parse("{\"message\":\"b\"}"), Set.of("message")))
                .isEmpty();
    }

    private static List<String> between(String want, String got) {
        return Differences.between(Json.parse(want), Json.parse(got), Set.of());
    }
}
