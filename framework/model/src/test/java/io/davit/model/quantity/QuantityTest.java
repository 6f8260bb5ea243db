package io.davit.model.quantity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {

    @ParameterizedTest
    @CsvSource({
        "0.5, 500m",
        ".5, 500m",
        "5., 5.",
        "00012.500, 00012.500",
        "+5, +5",
        "1000, 1k",
        "1500, 1500",
        "1000000, 1M",
        "1.5, 1500m",
        "0Mi, 0",
        "1001, 1001",
        "9000000000000000000, 9E",
        "100000000000000000000, 100E",
        "123456789012345678901234567890, 123456789012345678901234567890",
        "1000m, 1",
        "1234567m, 1234567m",
        "1500u, 1500u",
        "0.0000000001, 1n",
        "1.2345678901, 1234567891n",
        "5000k, 5M",
        "1.5k, 1500",
        "0.25G, 250M",
        "10E, 10E",
        "1024Mi, 1Gi",
        "1000Ki, 1000Ki",
        "1.5Gi, 1536Mi",
        "0.1Mi, 104857600m",
        "0.5Ki, 512",
        "1048576Mi, 1Ti",
        "7Ei, 7Ei",
        "16Ei, 9223372036854775807",
        "1e3, 1e3",
        "1E3, 1E3",
        "1e+3, 1e+3",
        "1e4, 10e3",
        "1e2, 100",
        "1e-1, 100e-3",
        "1.5e6, 1500e3",
        "5000e6, 5e9",
        "-0, 0",
        "01Gi, 01Gi",
        "5000e-1, 500",
        "12E6, 12E6",
        "1.3Ki, 1331200m",
        "1500000000n, 1500m",
        "0010, 0010",
        "9223372036854775808, 9223372036854775808",
        "1e-12, 1e-9",
        "2048Ki, 2Mi",
        "-1.5Gi, -1536Mi",
    })
    void answersInCanonicalForm(String given, String text) {
        assertThat(Quantity.parse(given)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "1KB", "1 Gi", "true", "{}", "1e3Mi", "1.2.3"})
    void refusesOtherShapes(String text) {
        assertThatThrownBy(() -> Quantity.parse(text))
                .isInstanceOf(QuantityFormatException.class)
                .hasMessageContaining("regular expression");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1mm", "1e", "--1"})
    void refusesUnknownSuffixes(String text) {
        assertThatThrownBy(() -> Quantity.parse(text)).isInstanceOf(QuantityFormatException.class);
    }

    @Test
    void comparesAcrossNotations() {
        assertThat(Quantity.parse("1Gi")).isEqualTo(Quantity.parse("1024Mi"));
        assertThat(Quantity.parse("100m")).isLessThan(Quantity.parse("0.2"));
        assertThat(Quantity.parse("1500m").value()).isEqualTo(2);
        assertThat(Quantity.parse("1500m").isWhole()).isFalse();
        assertThat(Quantity.parse("1.5").milliValue()).isEqualTo(1500);
    }

    @Test
    void keepsTheNotationOfTheFirstSummand() {
        assertThat(Quantity.parse("1Gi").plus(Quantity.parse("1G"))).hasToString("2073741824");
        assertThat(Quantity.ZERO.plus(Quantity.parse("1Gi"))).hasToString("1Gi");
        assertThat(Quantity.parse("100m").plus(Quantity.parse("1"))).hasToString("1100m");
    }

    @Test
    void roundsUpToThousandths() {
        assertThat(Quantity.parse("1e-12").roundedUpToMilli()).hasToString("1e-3");
        assertThat(Quantity.parse("5.").roundedUpToMilli()).hasToString("5.");
    }
}
