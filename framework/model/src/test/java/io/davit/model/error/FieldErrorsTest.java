package io.davit.model.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class FieldErrorsTest {

    private static final String ODD = "<\u0007\u200b";

    private final FieldErrors errors = new FieldErrors();
    private final FieldPath path = FieldPath.of("f");

    @Test
    void showsTextsAsGoQuotesThem() {
        errors.invalid(path, ODD, "no");
        errors.duplicate(path, JsonNodeFactory.instance.stringNode(ODD));
        assertThat(errors.causes())
                .extracting(Cause::message)
                .containsExactly("Invalid value: \"<\\a\\u200b\": no", "Duplicate value: \"<\\a\\u200b\"");
    }

    @Test
    void showsObjectsAsJsonThatMayStandInAPage() {
        errors.invalid(path, JsonNodeFactory.instance.objectNode().put("a", "<&>\u2028"), "no");
        assertThat(errors.causes())
                .extracting(Cause::message)
                .containsExactly("Invalid value: {\"a\":\"\\u003c\\u0026\\u003e\\u2028\"}: no");
    }

    @Test
    void showsWhatIsNoneOfAnEnumerationAsJson() {
        errors.notSupported(path, ODD, List.of("A", "B"));
        assertThat(errors.causes())
                .extracting(Cause::message)
                .containsExactly("Unsupported value: \"\\u003c\\u0007\u200b\": supported values: \"A\", \"B\"");
    }
}
