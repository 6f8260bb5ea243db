package io.davit.apiserver.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.davit.apiserver.request.Query;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class HealthTest {

    private final Health well = new Health(List.of(
            HealthCheck.of("ping", () -> ""),
            HealthCheck.of("etcd", () -> ""),
            HealthCheck.ofReadiness("shutdown", () -> "")));
    private final Health ill =
            new Health(List.of(HealthCheck.of("ping", () -> ""), HealthCheck.of("etcd", () -> "no disk")));

    @Test
    void answersOk() {
        assertThat(text(well, "/livez", "")).isEqualTo("ok");
        assertThat(text(well, "/readyz/shutdown", "verbose")).isEqualTo("ok");
    }

    @Test
    void tellsEveryCheckWhenAsked() {
        assertThat(text(well, "/livez", "verbose=false")).isEqualTo("[+]ping ok\n[+]etcd ok\nlivez check passed\n");
        assertThat(text(well, "/readyz", "verbose&exclude=etcd&exclude=nope"))
                .isEqualTo(
                        "[+]ping ok\n[+]etcd excluded: ok\n[+]shutdown ok\n"
                                + "warn: some health checks cannot be excluded: no matches for \"nope\"\nreadyz check passed\n");
    }

    @Test
    void withholdsReasonsExceptAtTheCheckItself() {
        assertThat(Objects.requireNonNull(ill.answer("/healthz", Query.EMPTY)).code())
                .isEqualTo(500);
        assertThat(text(ill, "/healthz", ""))
                .isEqualTo("[+]ping ok\n[-]etcd failed: reason withheld\nhealthz check failed\n");
        assertThat(text(ill, "/healthz/etcd", "")).isEqualTo("internal server error: no disk\n");
        assertThat(text(ill, "/healthz", "exclude=etcd")).isEqualTo("ok");
    }

    @Test
    void knowsOnlyItsChecks() {
        assertThat(well.answer("/livez/shutdown", Query.EMPTY)).isNull();
        assertThat(well.answer("/healthz/", Query.EMPTY)).isNull();
        assertThat(well.answer("/healthzz", Query.EMPTY)).isNull();
    }

    private static String text(Health health, String path, String query) {
        return new String(
                Objects.requireNonNull(health.answer(path, Query.parse(query))).body(), StandardCharsets.UTF_8);
    }
}
