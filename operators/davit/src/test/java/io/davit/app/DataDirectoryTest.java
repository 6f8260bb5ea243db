package io.davit.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir
    Path temp;

    @Test
    void isMadeWhereItIsMissing() {
        try (DataDirectory directory = DataDirectory.open(temp.resolve("a/b"))) {
            assertThat(directory.store()).isEqualTo(temp.resolve("a/b/store"));
        }
        assertThat(temp.resolve("a/b")).isDirectory();
    }

    @Test
    void aSecondUserIsRefusedUntilTheFirstIsGone() {
        Path path = temp.resolve("data");
        DataDirectory first = DataDirectory.open(path);

        assertThatThrownBy(() -> DataDirectory.open(path))
                .isInstanceOf(Problem.class)
                .hasMessage("the data directory " + path + " is in use by another Davit (process "
                        + ProcessHandle.current().pid() + "): stop that one, or choose another directory with --data");
        first.close();
        DataDirectory.open(path).close();
    }

    @Test
    void aFileIsNoDirectory() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "text");

        assertThatThrownBy(() -> DataDirectory.open(file))
                .isInstanceOf(Problem.class)
                .hasMessage("cannot use the data directory " + file + ": " + file + " is a file");
    }

    @Test
    void somebodyElsesDirectoryIsLeftAlone() throws IOException {
        Files.writeString(temp.resolve("thesis.txt"), "Chapter 1");

        assertThatThrownBy(() -> DataDirectory.open(temp))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("is not a Davit data directory and not empty (it has thesis.txt)");
        assertThat(temp).isDirectoryNotContaining("glob:**lock");
    }
}
