package io.davit.test.golden;

import io.davit.model.json.Json;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** Runs the kubectl on the PATH with a kubeconfig of its own. */
final class Kubectl {

    private static final Pattern AGE = Pattern.compile("(?<![^\\s(])(\\d+[smhdy]){1,2}(?=[\\s)]|$)", Pattern.MULTILINE);
    private static final Pattern LONG_TIME =
            Pattern.compile("\\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \\d\\d \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d [+-]\\d{4}");
    private static final Pattern LOG_LINE = Pattern.compile("^[EWI]\\d{4} .*\\n?", Pattern.MULTILINE);

    private Kubectl() {}

    static boolean isInstalled() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of(path.split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kubectl")));
    }

    /** What kubectl printed, with what differs from run to run replaced. */
    record Printed(int exit, String out, String err) {

        ObjectNode json() {
            ObjectNode answer = Json.object().put("exit", exit).put("out", out);
            return err.isEmpty() ? answer : answer.put("err", err);
        }
    }

    static Printed run(Server server, String user, String namespace, List<String> arguments, String stdin)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("kubectl");
        try {
            Files.writeString(folder.resolve("config"), config(server, user, namespace));
            Files.writeString(folder.resolve("stdin"), stdin);
            List<String> command = new ArrayList<>(List.of("kubectl", "--cache-dir", folder.toString()));
            command.addAll(arguments);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectInput(folder.resolve("stdin").toFile())
                    .redirectOutput(folder.resolve("out").toFile())
                    .redirectError(folder.resolve("err").toFile());
            builder.environment()
                    .putAll(Map.of(
                            "KUBECONFIG",
                            folder.resolve("config").toString(),
                            "HOME",
                            folder.toString(),
                            "EDITOR",
                            "true",
                            "KUBE_EDITOR",
                            "true"));
            Process process = builder.start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("kubectl did not end within a minute: " + arguments);
            }
            return new Printed(
                    process.exitValue(),
                    comparable(Files.readString(folder.resolve("out"), StandardCharsets.UTF_8), folder),
                    comparable(Files.readString(folder.resolve("err"), StandardCharsets.UTF_8), folder));
        } finally {
            delete(folder);
        }
    }

    private static String comparable(String printed, Path folder) {
        String text = printed.replace(folder.toString(), "<dir>");
        text = LONG_TIME.matcher(AGE.matcher(text).replaceAll("<age>")).replaceAll("<time>");
        text = text.replaceAll("(Resource Version:\\s+|resourceVersion: \"?)\\d+", "$1<rv>");
        text = text.replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(\\.\\d+)? \\+0000( UTC)?", "<time>");
        text = text.replaceAll("/tmp/(LIVE|MERGED)-\\d+", "/tmp/$1-<n>");
        text = LOG_LINE.matcher(text).replaceAll("");
        return text.replaceAll("  +", "  ");
    }

    private static String config(Server server, String user, String namespace) {
        ObjectNode config = Json.object().put("apiVersion", "v1").put("kind", "Config");
        config.put("current-context", "golden");
        config.putArray("clusters")
                .addObject()
                .put("name", "golden")
                .putObject("cluster")
                .put("server", server.url().toString())
                .put("insecure-skip-tls-verify", true);
        config.putArray("users").addObject().put("name", user).putObject("user").put("token", server.token(user));
        config.putArray("contexts")
                .addObject()
                .put("name", "golden")
                .putObject("context")
                .put("cluster", "golden")
                .put("user", user)
                .put("namespace", namespace);
        return Json.text(config);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
