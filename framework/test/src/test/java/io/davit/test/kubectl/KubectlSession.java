package io.davit.test.kubectl;

import io.davit.test.RunningDavit;
import io.fabric8.kubernetes.client.Config;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs the kubectl on the PATH as the administrator, with a kubeconfig and a cache in a folder of its own. */
final class KubectlSession {

    private final Path folder;
    private final String namespace;

    private KubectlSession(Path folder, String namespace) {
        this.folder = folder;
        this.namespace = namespace;
    }

    static boolean isInstalled() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(each -> Files.isExecutable(Path.of(each, "kubectl")));
    }

    static KubectlSession of(RunningDavit davit, Path folder) throws IOException {
        Config config = davit.config("admin");
        Files.writeString(
                folder.resolve("config"), """
                apiVersion: v1
                kind: Config
                current-context: davit
                clusters:
                - name: davit
                  cluster: {server: "%s", certificate-authority-data: "%s"}
                users:
                - name: admin
                  user: {token: "%s"}
                contexts:
                - name: davit
                  context: {cluster: davit, user: admin}
                """.formatted(davit.url(), config.getCaCertData(), davit.tokenOf("admin")));
        return new KubectlSession(folder, "default");
    }

    /** The same in another namespace. */
    KubectlSession in(String other) {
        return new KubectlSession(folder, other);
    }

    Path folder() {
        return folder;
    }

    /** Writes a file into the folder. */
    Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    /** What kubectl left behind. */
    record Printed(List<String> command, int exit, String out, String err) {

        /** The standard output of a command that must have succeeded. */
        String ok() {
            if (exit != 0) {
                throw new AssertionError("kubectl " + String.join(" ", command) + "\nexit " + exit + "\n" + out + err);
            }
            return out;
        }

        /** Without the blanks that align columns. */
        List<String> lines() {
            return ok().lines()
                    .map(line -> line.strip().replaceAll(" {2,}", "|"))
                    .toList();
        }
    }

    Printed run(String... arguments) {
        return run(Map.of(), "", arguments);
    }

    Printed withStdin(String stdin, String... arguments) {
        return run(Map.of(), stdin, arguments);
    }

    Printed run(Map<String, String> environment, String stdin, String... arguments) {
        try {
            Path run = Files.createTempDirectory(folder, "run");
            Process process = start(environment, stdin, run, arguments);
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("kubectl " + String.join(" ", arguments) + " did not end within a minute");
            }
            return new Printed(
                    List.of(arguments),
                    process.exitValue(),
                    Files.readString(run.resolve("out")),
                    Files.readString(run.resolve("err")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Starts kubectl beside the test; its output goes into the folder's file {@code out}. */
    Process start(Map<String, String> environment, String stdin, Path run, String... arguments) throws IOException {
        Files.writeString(run.resolve("in"), stdin);
        List<String> command = new ArrayList<>(
                List.of("kubectl", "--cache-dir", folder.resolve("cache").toString(), "-n", namespace));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(run.resolve("in").toFile())
                .redirectOutput(run.resolve("out").toFile())
                .redirectError(run.resolve("err").toFile());
        builder.environment().put("KUBECONFIG", folder.resolve("config").toString());
        builder.environment().put("HOME", folder.toString());
        builder.environment().putAll(environment);
        return builder.start();
    }
}
