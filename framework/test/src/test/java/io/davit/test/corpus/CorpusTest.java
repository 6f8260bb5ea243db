package io.davit.test.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.davit.model.json.Json;
import io.davit.test.DavitExtension;
import io.davit.test.RunningDavit;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.node.ObjectNode;

/**
 * Definitions in the shapes people use, and objects of them, in {@code src/test/resources/corpus}: each answer is as a real Kubernetes API
 * server gave it.
 *
 * <p>{@code known-differences.txt} lists cases that are not right yet. It only shrinks: a listed case that passes says so, that its line may be
 * deleted. {@code -Dcorpus=certificate,gateway} runs only definitions whose names contain one of these.
 */
class CorpusTest {

    private static final int AT_ONCE = 4;

    @RegisterExtension
    static final DavitExtension davit = DavitExtension.builder().build();

    private static Path root;
    private static Set<String> known;
    private static List<Definition> definitions;

    @BeforeAll
    static void read(RunningDavit running) throws Exception {
        root = folder();
        known = new TreeSet<>(Files.readAllLines(root.resolve("known-differences.txt")));
        known.removeIf(line -> line.isBlank() || line.startsWith("#"));
        definitions = new ArrayList<>();
        for (Path each : Definition.list(root)) {
            if (Files.isDirectory(each)) {
                definitions.add(Definition.read(each));
            }
        }
        Reply namespace = new Wire(running).post("/api/v1/namespaces", Json.parse("""
                                {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "corpus"}}"""));
        assertThat(namespace.code()).isEqualTo(201);
    }

    @TestFactory
    Stream<DynamicNode> answersAsRecorded(RunningDavit running) {
        Wire wire = new Wire(running);
        Map<Definition, Future<Map<String, List<String>>>> runs = new LinkedHashMap<>();
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        definitions.stream()
                .filter(CorpusTest::chosen)
                .forEach(each -> runs.put(each, threads.submit(() -> new CorpusRun(wire, each).run())));
        threads.shutdown();
        return runs.entrySet().stream()
                .map(run -> dynamicContainer(
                        run.getKey().name(), run.getKey().cases().stream().map(each -> judged(run, each))));
    }

    /** Each file has one definition that is refused, with the answer. */
    @TestFactory
    Stream<DynamicTest> refusesAsRecorded(RunningDavit running) throws Exception {
        Wire wire = new Wire(running);
        return Definition.list(root.resolveSibling("corpus-refused")).stream()
                .map(file -> dynamicTest(file.getFileName().toString(), () -> {
                    ObjectNode refused = Definition.yaml(file);
                    String name = "refused/" + file.getFileName().toString().replace(".yaml", "");
                    Reply reply = wire.post(
                            "/apis/apiextensions.k8s.io/v1/customresourcedefinitions", refused.path("definition"));
                    judge(
                            name,
                            refused.path("about").asString(""),
                            Recorded.differences(refused.path("answer"), reply));
                }));
    }

    @Test
    void hasDefinitionsWithObjectsEnough() {
        assertThat(definitions).allSatisfy(each -> {
            assertThat(each.cases())
                    .as(each.name())
                    .filteredOn(CorpusCase::accepted)
                    .hasSizeGreaterThan(2);
            assertThat(each.cases())
                    .as(each.name())
                    .filteredOn(one -> !one.accepted())
                    .hasSizeGreaterThan(3);
        });
    }

    @Test
    void usesEveryFile() {
        assertThat(definitions)
                .allSatisfy(each -> assertThat(each.unused()).as(each.name()).isEmpty());
        Set<String> names = new TreeSet<>(known);
        names.removeIf(name -> name.startsWith("refused/")
                && Files.exists(root.resolveSibling("corpus-refused").resolve(name.substring(8) + ".yaml")));
        definitions.forEach(each -> each.cases().forEach(one -> names.remove(each.name() + "/" + one.file())));
        assertThat(names).as("no such cases, delete their lines").isEmpty();
    }

    private static DynamicTest judged(Map.Entry<Definition, Future<Map<String, List<String>>>> run, CorpusCase asked) {
        return dynamicTest(asked.file(), () -> judge(run, asked));
    }

    private static void judge(Map.Entry<Definition, Future<Map<String, List<String>>>> run, CorpusCase asked)
            throws InterruptedException {
        String name = run.getKey().name() + "/" + asked.file();
        List<String> found;
        try {
            found = Objects.requireNonNull(run.getValue().get().get(asked.file()));
        } catch (ExecutionException e) {
            found = List.of(run.getKey().name() + " came to no end: " + e.getCause());
        }
        judge(name, asked.content().path("about").asString(""), found);
    }

    private static void judge(String name, String about, List<String> found) {
        boolean listed = known.contains(name);
        if (found.isEmpty() && listed) {
            System.out.println(name + " is right now: delete its line from known-differences.txt");
        }
        if (!found.isEmpty() && !listed) {
            fail(name + ": " + about + "\n    " + String.join("\n    ", found));
        }
        assumeTrue(found.isEmpty(), "known to differ");
    }

    private static boolean chosen(Definition definition) {
        return Stream.of(System.getProperty("corpus", "").split(",")).anyMatch(definition.name()::contains);
    }

    private static Path folder() throws URISyntaxException {
        URL url = Objects.requireNonNull(CorpusTest.class.getResource("/corpus/known-differences.txt"));
        return Objects.requireNonNull(Path.of(url.toURI()).getParent());
    }
}
