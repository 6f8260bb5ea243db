package io.davit.test.corpus;

import io.davit.model.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Installs a definition and asks what its cases ask, one after another. */
final class CorpusRun {

    private static final int TRIES = 100;
    private static final Map<String, String> PATCHES = Map.of(
            "merge", "application/merge-patch+json",
            "apply", "application/apply-patch+yaml",
            "json", "application/json-patch+json");

    private final Wire wire;
    private final Definition definition;

    CorpusRun(Wire wire, Definition definition) {
        this.wire = wire;
        this.definition = definition;
    }

    /** The differences of each case, by its file. */
    Map<String, List<String>> run() throws IOException, InterruptedException {
        install();
        Map<String, List<String>> found = new LinkedHashMap<>();
        for (CorpusCase each : definition.cases()) {
            found.put(each.file(), run(each));
        }
        return found;
    }

    private void install() throws IOException, InterruptedException {
        String all = definition.ownPath().substring(0, definition.ownPath().lastIndexOf('/'));
        Reply made = wire.post(all, definition.before().orElse(definition.crd()));
        expect(201, made);
        awaitEstablished();
        if (definition.before().isPresent()) {
            for (CorpusCase each : definition.cases()) {
                if (each.madeUnderLaxerSchema()) {
                    create(each.before().orElseThrow());
                }
            }
            ObjectNode now = definition.crd().deepCopy();
            JsonNode present = wire.get(definition.ownPath()).body();
            ((ObjectNode) now.path("metadata"))
                    .set("resourceVersion", present.path("metadata").path("resourceVersion"));
            expect(200, wire.put(definition.ownPath(), now));
            awaitEstablished();
        }
    }

    private void awaitEstablished() throws IOException, InterruptedException {
        JsonNode status = Json.object();
        for (int i = 0; i < TRIES; i++) {
            status = wire.get(definition.ownPath()).body().path("status");
            for (JsonNode condition : status.path("conditions")) {
                if (condition.path("type").asString().equals("Established")
                        && condition.path("status").asString().equals("True")) {
                    return;
                }
            }
            Thread.sleep(50);
        }
        throw new AssertionError(definition.name() + " is not established: " + status);
    }

    private List<String> run(CorpusCase asked) throws IOException, InterruptedException {
        if (asked.before().isPresent() && !asked.madeUnderLaxerSchema()) {
            create(asked.before().get());
        }
        List<String> found = new ArrayList<>(Recorded.differences(asked.answer(), send(asked)));
        if (asked.readAs().isPresent()) {
            Reply read = wire.get(definition.path(asked.readAs().get()) + "/" + asked.name());
            Recorded.differences(asked.answer().path("read"), read).forEach(each -> found.add("read: " + each));
        }
        wire.delete(definition.path(definition.storageVersion()) + "/" + asked.name());
        return found;
    }

    private void create(JsonNode object) throws IOException, InterruptedException {
        expect(201, wire.post(definition.path(CorpusCase.version(object)), object));
    }

    private Reply send(CorpusCase asked) throws IOException, InterruptedException {
        JsonNode body = asked.body();
        String query = asked.query().isEmpty() ? "" : "?" + asked.query();
        String one = definition.path(asked.version()) + "/" + asked.name() + asked.subresource();
        return switch (asked.verb()) {
            case "create" -> wire.post(definition.path(asked.version()) + query, body);
            case "update" -> {
                ObjectNode metadata = (ObjectNode) body.path("metadata");
                if (!metadata.has("resourceVersion")) {
                    JsonNode present = wire.get(one).body();
                    metadata.set("resourceVersion", present.path("metadata").path("resourceVersion"));
                }
                yield wire.put(one + query, body);
            }
            default -> {
                boolean applies = asked.verb().equals("apply");
                String manager = (query.isEmpty() ? "?" : query + "&") + "fieldManager=corpus";
                String type = Optional.ofNullable(PATCHES.get(asked.verb())).orElseThrow();
                yield wire.patch(one + (applies ? manager : query), type, body);
            }
        };
    }

    private void expect(int code, Reply reply) {
        if (reply.code() != code) {
            throw new AssertionError(definition.name() + ": not " + code + " but " + reply);
        }
    }
}
