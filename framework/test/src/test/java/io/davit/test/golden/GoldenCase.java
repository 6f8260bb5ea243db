package io.davit.test.golden;

import io.davit.model.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A recorded conversation: steps with the answers that kube-apiserver gave.
 *
 * @param name folder and file, such as {@code write/create.yaml}
 */
record GoldenCase(String name, ObjectNode content) {

    /** All cases below a folder, by name. */
    static List<GoldenCase> below(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .map(file -> read(root, file))
                    .toList();
        }
    }

    private static GoldenCase read(Path root, Path file) {
        try {
            JsonNode content = PlainYaml.parse(Files.readString(file));
            return new GoldenCase(root.relativize(file).toString().replace('\\', '/'), (ObjectNode) content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String about() {
        return content.path("about").asString("");
    }

    /** Whether it expects an API layer alone, without controllers. */
    boolean bare() {
        return content.path("profile").asString("bare").equals("bare");
    }

    Set<String> needs() {
        Set<String> all = new HashSet<>();
        content.path("needs").forEach(each -> all.add(each.asString()));
        return all;
    }

    boolean usesKubectl() {
        return steps().stream().anyMatch(step -> step.has("kubectl"));
    }

    List<ObjectNode> steps() {
        List<ObjectNode> all = new ArrayList<>();
        content.path("steps").forEach(each -> all.add((ObjectNode) each));
        return all;
    }

    /** The case without its answers, as compact JSON. */
    String text() {
        ObjectNode asked = Json.object();
        asked.setAll(content);
        ArrayNode steps = asked.putArray("steps");
        for (ObjectNode step : steps()) {
            ObjectNode copy = Json.object();
            copy.setAll(step);
            copy.remove("answer");
            steps.add(copy);
        }
        return Json.text(asked);
    }
}
