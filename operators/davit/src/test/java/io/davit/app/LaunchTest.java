package io.davit.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.davit.storage.compaction.CompactionSchedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaunchTest {

    @TempDir
    Path temp;

    @Test
    void writesAKubeconfigForItsAddress() {
        try (Launch launch = Launch.of(inData())) {
            assertThat(launch.kubeconfig()).isEqualTo(temp.resolve("data/kubeconfig"));
            assertThat(launch.kubeconfig()).content().contains("server: " + launch.address() + "\n");
        }
    }

    @Test
    void aSecondOneOnTheSameDataIsRefused() {
        try (Launch first = Launch.of(inData())) {
            assertThat(first.address().getPort()).isPositive();
            assertThatThrownBy(() -> Launch.of(inData()))
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining("is in use by another Davit");
        }
        Launch.of(inData()).close();
    }

    @Test
    void aPortInUseIsOneLineAndReleasesTheData() {
        try (Launch first = Launch.of(inMemory(0, "first"))) {
            int port = first.address().getPort();
            Launch.Plan second = new Launch.Plan(
                    temp.resolve("data"), false, port, null, List.of(), CompactionSchedule.DEFAULT_KEEP);

            assertThatThrownBy(() -> Launch.of(second))
                    .isInstanceOf(Problem.class)
                    .hasMessage("port " + port + " is in use: stop what listens there, or choose another with --port");
        }
        Launch.of(inData()).close();
    }

    @Test
    void inMemoryOnesRunSideBySideAndLeaveOnlyTheirKubeconfig() throws IOException {
        try (Launch first = Launch.of(inMemory(0, "first"));
                Launch second = Launch.of(inMemory(0, "second"))) {
            assertThat(first.address()).isNotEqualTo(second.address());
        }
        try (var files = Files.list(temp)) {
            assertThat(files).containsExactlyInAnyOrder(temp.resolve("first"), temp.resolve("second"));
        }
    }

    @Test
    void somebodyElsesKubeconfigStopsTheStart() throws IOException {
        Path theirs = Files.writeString(temp.resolve("config"), "kind: Config\ncontexts:\n- name: production\n");

        assertThatThrownBy(() -> Launch.of(inMemory(0, "config")))
                .hasMessageContaining(theirs + " has entries that are not Davit's");
    }

    private Launch.Plan inData() {
        return new Launch.Plan(temp.resolve("data"), false, 0, null, List.of(), CompactionSchedule.DEFAULT_KEEP);
    }

    private Launch.Plan inMemory(int port, String kubeconfig) {
        return new Launch.Plan(null, true, port, temp.resolve(kubeconfig), List.of(), CompactionSchedule.DEFAULT_KEEP);
    }
}
