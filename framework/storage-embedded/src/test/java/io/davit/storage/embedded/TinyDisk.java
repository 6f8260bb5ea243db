package io.davit.storage.embedded;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small disk of its own, in memory. Mounting one needs root; without, the test is skipped and says so. */
final class TinyDisk implements AutoCloseable {

    private final Path path;

    private TinyDisk(Path path) {
        this.path = path;
    }

    static TinyDisk mount(Path path, int mebibytes) throws IOException {
        Files.createDirectories(path);
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "tmpfs", path.toString()),
                "a small disk can only be mounted by root");
        return new TinyDisk(path);
    }

    Path path() {
        return path;
    }

    void remount(String options) throws IOException {
        assumeTrue(run("mount", "-o", "remount," + options, path.toString()), "remounting failed");
    }

    @Override
    public void close() throws IOException {
        run("umount", "-l", path.toString());
    }

    private static boolean run(String... command) throws IOException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
