package io.davit.apiserver.negotiation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenApiFormTest {

    @ParameterizedTest
    @CsvSource({
        "'', JSON",
        "*/*, JSON",
        "application/*, JSON",
        "application/json, JSON",
        "application/com.github.proto-openapi.spec.v3@v1.0+protobuf, PROTOBUF",
        "application/com.github.proto-openapi.spec.v3.v1.0+protobuf, PROTOBUF",
        "'application/com.github.proto-openapi.spec.v3.v1.0+protobuf;q=0.5,application/json', JSON",
    })
    void takesTheBestOfWhatIsAskedFor(String accept, OpenApiForm form) {
        assertThat(OpenApiForm.of(accept, "v3")).isEqualTo(form);
    }

    @ParameterizedTest
    @CsvSource({"application/yaml", "text/html", "application/com.github.proto-openapi.spec.v2.v1.0+protobuf"})
    void knowsNoOtherForms(String accept) {
        assertThat(OpenApiForm.of(accept, "v3")).isNull();
    }

    @Test
    void answersWithTheNewSpellingOfTheMediaType() {
        assertThat(OpenApiForm.PROTOBUF.contentType("v2"))
                .isEqualTo("application/com.github.proto-openapi.spec.v2.v1.0+protobuf");
    }
}
