package io.davit.test.corpus;

import io.davit.test.golden.PlainYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A folder of the corpus: {@code crd.yaml}, the cases, and {@code crd-before.yaml} where objects were made under a laxer schema.
 *
 * @param unused files that are neither
 */
record Definition(
        String name, ObjectNode crd, Optional<ObjectNode> before, List<CorpusCase> cases, List<String> unused) {

    static Definition read(Path folder) throws IOException {
        List<CorpusCase> cases = new ArrayList<>();
        List<String> unused = new ArrayList<>();
        Optional<ObjectNode> before = Optional.empty();
        for (Path file : list(folder)) {
            String name = file.getFileName().toString();
            if (name.matches("(accepted|rejected)-[a-z0-9-]+\\.yaml")) {
                cases.add(new CorpusCase(name.substring(0, name.length() - ".yaml".length()), yaml(file)));
            } else if (name.equals("crd-before.yaml")) {
                before = Optional.of(yaml(file));
            } else if (!name.equals("crd.yaml")) {
                unused.add(name);
            }
        }
        if (before.isPresent() && cases.stream().noneMatch(CorpusCase::madeUnderLaxerSchema)) {
            unused.add("crd-before.yaml");
        }
        return new Definition(folder.getFileName().toString(), yaml(folder.resolve("crd.yaml")), before, cases, unused);
    }

    static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    static ObjectNode yaml(Path file) throws IOException {
        return (ObjectNode) PlainYaml.parse(Files.readString(file));
    }

    /** The path of its objects in that version. */
    String path(String version) {
        JsonNode spec = crd.path("spec");
        String namespace = spec.path("scope").asString().equals("Namespaced") ? "namespaces/corpus/" : "";
        return "/apis/" + spec.path("group").asString() + "/" + version + "/" + namespace
                + spec.path("names").path("plural").asString();
    }

    /** The path of its definition. */
    String ownPath() {
        return "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/"
                + crd.path("metadata").path("name").asString();
    }

    String storageVersion() {
        for (JsonNode version : crd.path("spec").path("versions")) {
            if (version.path("storage").asBoolean()) {
                return version.path("name").asString();
            }
        }
        throw new IllegalStateException(name + " has no version that is stored");
    }
}
