package io.davit.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.davit.pki.Credential;
import io.davit.pki.HostNames;
import io.davit.pki.Keyring;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.netty.DisposableServer;

class LoadTest {

    private static final Duration MOMENT = Duration.ofMillis(300);

    private static DisposableServer server;
    private static Target target;

    @BeforeAll
    static void startsARawServer() {
        Keyring keyring = Keyring.inMemory(HostNames.of(List.of("127.0.0.1")), Clock.systemUTC());
        server = new RawServer().start(keyring.serving());
        String authority = new Credential(keyring.serving().key(), List.of(keyring.authority())).certificatePem();
        target = new Target(
                URI.create("https://127.0.0.1:" + server.port()),
                "token",
                authority,
                8,
                new Usage(List.of(ProcessHandle.current().pid())));
    }

    @AfterAll
    static void stopsIt() {
        target.close();
        server.disposeNow();
    }

    @Test
    void countsWhatWasAnswered() {
        Measured measured = Load.run(target.usage(), 4, MOMENT, client -> target.get("/bytes/100"));

        assertThat(measured.count()).isPositive();
        assertThat(measured.nanos()).hasSize((int) measured.count());
        assertThat(measured.time()).isBetween(MOMENT, MOMENT.plusSeconds(30));
        assertThat(measured.percentile(0.5)).isPositive().isLessThanOrEqualTo(measured.percentile(0.99));
    }

    @Test
    void anUnexpectedAnswerEndsTheLoad() {
        assertThatThrownBy(() -> Load.run(target.usage(), 2, MOMENT, client -> target.get("/nothing")))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("/nothing was answered with 404");
    }

    @Test
    void everyWatcherGetsEveryEvent() {
        byte[] event = "an event\n".getBytes(StandardCharsets.UTF_8);

        Fanout.Result result = Fanout.run(target, "/watch", 5, MOMENT, number -> target.create("/events", event));

        assertThat(result.expected()).isEqualTo(30);
        assertThat(result.delivered()).isEqualTo(30);
        assertThat(result.perEvent().percentile(0.5)).isPositive();
    }
}
