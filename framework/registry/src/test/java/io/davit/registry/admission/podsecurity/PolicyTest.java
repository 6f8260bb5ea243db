package io.davit.registry.admission.podsecurity;

import static org.assertj.core.api.Assertions.assertThat;

import io.davit.model.error.Cause;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                                            | privileged:latest   | privileged:latest | privileged:latest
            deny=everything                               | privileged:latest   | privileged:latest | privileged:latest
            enforce=baseline                              | baseline:latest     | privileged:latest | baseline:latest
            enforce=baseline,enforce-version=v1.20        | baseline:v1.20      | privileged:latest | baseline:v1.20
            enforce=restricted,warn-version=v1.30         | restricted:latest   | privileged:latest | restricted:v1.30
            enforce=restricted,warn=baseline              | restricted:latest   | privileged:latest | baseline:latest
            enforce=restricted,warn=privileged            | restricted:latest   | privileged:latest | privileged:latest
            enforce=privileged,enforce-version=v1.20      | privileged:v1.20    | privileged:latest | privileged:latest
            audit=baseline,audit-version=v1.99            | privileged:latest   | baseline:v1.99    | privileged:latest
            enforce=strict,audit=strict,warn=strict       | restricted:latest   | privileged:latest | privileged:latest
            enforce=strict                                | restricted:latest   | privileged:latest | privileged:latest
            enforce=baseline,enforce-version=1.20         | baseline:latest     | privileged:latest | baseline:latest
            """)
    void isReadFromLabels(String labels, String enforce, String audit, String warn) {
        Policy policy = Policy.of(labels(labels));
        assertThat(policy.enforce()).hasToString(enforce);
        assertThat(policy.audit()).hasToString(audit);
        assertThat(policy.warn()).hasToString(warn);
    }

    @ParameterizedTest
    @CsvSource({
        "latest, true",
        "v1.0, true",
        "v1.99, true",
        "v1.9223372036854775807, true",
        "v1.9223372036854775808, false",
        "v1.00, false",
        "v1.01, false",
        "v1, false",
        "v2.0, false",
        "1.24, false",
        "Latest, false",
        "'', false"
    })
    void versionsAreLatestOrNumbers(String version, boolean valid) {
        Policy policy = Policy.of(labels("audit-version=" + version));
        assertThat(policy.errors().isEmpty()).isEqualTo(valid);
    }

    @Test
    void tellsAboutEveryWrongLabelInOrder() {
        Policy policy = Policy.of(labels("warn=x,audit-version=v2,enforce=Baseline"));
        assertThat(policy.errors())
                .containsExactly(
                        new Cause(
                                "FieldValueInvalid",
                                "Invalid value: \"Baseline\": must be one of privileged, baseline, restricted",
                                "metadata.labels[pod-security.kubernetes.io/enforce]"),
                        new Cause(
                                "FieldValueInvalid",
                                "Invalid value: \"v2\": must be \"latest\" or \"v1.x\"",
                                "metadata.labels[pod-security.kubernetes.io/audit-version]"),
                        new Cause(
                                "FieldValueInvalid",
                                "Invalid value: \"x\": must be one of privileged, baseline, restricted",
                                "metadata.labels[pod-security.kubernetes.io/warn]"));
    }

    @Test
    void newNamespacesNeedGoodLabels() {
        assertThat(LabelChange.of(labels("enforce=restricted"))).isEqualTo(new LabelChange.Fine());
        assertThat(LabelChange.of(labels("enforce=strict"))).isInstanceOf(LabelChange.Refused.class);
    }

    @Test
    void wrongLabelsMayStayButNotChange() {
        Map<String, String> wrong = labels("warn=x");
        assertThat(LabelChange.of(labels("warn=x,other=y"), wrong)).isEqualTo(new LabelChange.Fine());
        assertThat(LabelChange.of(labels("warn=y"), wrong)).isInstanceOf(LabelChange.Refused.class);
        assertThat(LabelChange.of(wrong, Map.of())).isInstanceOf(LabelChange.Refused.class);
        assertThat(LabelChange.of(Map.of(), wrong)).isEqualTo(new LabelChange.Fine());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                                     | enforce=baseline                       | baseline:latest
            enforce=baseline                       | enforce=restricted                     | restricted:latest
            enforce=restricted                     | enforce=baseline                       | ``
            enforce=baseline                       | enforce=baseline,warn=restricted       | ``
            enforce=baseline,enforce-version=v1.20 | enforce=baseline                       | baseline:latest
            enforce=baseline                       | enforce=baseline,enforce-version=v1.20 | baseline:v1.20
            enforce=restricted                     | enforce=baseline,enforce-version=v1.20 | baseline:v1.20
            enforce=restricted                     | enforce-version=v1.20                  | ``
            """)
    void podsAreLookedAtWhenMoreMayBeEnforced(String before, String after, String checked) {
        LabelChange change = LabelChange.of(labels(after), labels(before));
        assertThat(
                        change instanceof LabelChange.Tightened tightened
                                ? tightened.enforce().toString()
                                : "")
                .isEqualTo(checked);
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (String each : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            int equals = each.indexOf('=');
            labels.put(Policy.PREFIX + each.substring(0, equals), each.substring(equals + 1));
        }
        return labels;
    }
}
