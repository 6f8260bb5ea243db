package io.davit.test.golden;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every golden case against the API layer in this JVM, over real HTTPS.
 *
 * <p>{@code known-failures.txt} lists the cases that are not right yet. It only shrinks: a listed case that passes says so (and fails
 * with {@code -Dgolden.strict=true}: some pass or fail with the load of the machine), so that its line goes; a case that fails and is
 * not listed, also when tried again alone, fails the build.
 *
 * <p>{@code target/golden-report.txt} tells of every case how it went.
 *
 * <p>{@code -Dgolden=write/,crd/table-columns} runs only cases whose names contain one of these.
 */
class GoldenTest {

    /** Cases wait for one another's sleeps more than for the processor. */
    private static final int AT_ONCE = 12;

    private static final boolean STRICT = Boolean.getBoolean("golden.strict");

    /** How often a case that fails beside eleven others is tried again. */
    private static final int MORE_TRIES = 2;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** For what is known to fail. A case without controllers still gets what it would need to pass. */
    private static final Duration LITTLE_PATIENCE = Duration.ofSeconds(8);

    private static final Duration HARDLY_ANY_PATIENCE = Duration.ofSeconds(1);

    private static final Map<String, List<String>> RESULTS = new ConcurrentSkipListMap<>();

    private static GoldenServer davit;
    private static Path root;
    private static Set<String> known;
    private static Set<String> alone;

    @BeforeAll
    static void start() throws Exception {
        root = folder();
        known = lines("known-failures.txt");
        alone = lines("alone.txt");
        davit = new GoldenServer(root.resolve("users.csv"));
    }

    @AfterAll
    static void stop() throws Exception {
        davit.close();
        Report.write(Path.of("target", "golden-report.txt"), RESULTS);
    }

    @TestFactory
    Stream<DynamicTest> answersAsRecorded() throws Exception {
        List<GoldenCase> cases = GoldenCase.below(root).stream()
                .filter(each -> chosen(each.name()))
                .toList();
        Map<GoldenCase, Future<List<String>>> running = new LinkedHashMap<>();
        Semaphore seats = new Semaphore(AT_ONCE);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        for (GoldenCase each : cases) {
            if (!needsMissingKubectl(each)) {
                // A case that must be alone takes all seats.
                int needed = alone.contains(each.name()) ? AT_ONCE : 1;
                running.put(each, threads.submit(() -> {
                    seats.acquire(needed);
                    try {
                        return run(each);
                    } finally {
                        seats.release(needed);
                    }
                }));
            }
        }
        threads.shutdown();
        return cases.stream()
                .map(each -> dynamicTest(each.name(), () -> judge(each, Optional.ofNullable(running.get(each)))));
    }

    @Test
    void listsOnlyCasesThatExist() throws Exception {
        Set<String> names = new TreeSet<>(known);
        names.addAll(alone);
        GoldenCase.below(root).forEach(each -> names.remove(each.name()));
        if (!names.isEmpty()) {
            fail("no such cases, delete their lines: " + names);
        }
    }

    private static List<String> run(GoldenCase golden) throws Exception {
        return GoldenRun.differences(davit.server(), golden, patience(golden));
    }

    private static Duration patience(GoldenCase golden) {
        if (!known.contains(golden.name())) {
            return PATIENCE;
        }
        return golden.bare() ? LITTLE_PATIENCE : HARDLY_ANY_PATIENCE;
    }

    private static void judge(GoldenCase golden, Optional<Future<List<String>>> run) throws Exception {
        assumeTrue(run.isPresent(), "this case runs kubectl, which is not on the PATH");
        List<String> problems = new ArrayList<>();
        try {
            problems.addAll(run.orElseThrow().get());
        } catch (ExecutionException e) {
            problems.add("came to no end: " + e.getCause());
        }
        boolean listed = known.contains(golden.name());
        for (int more = 0; more < MORE_TRIES && !problems.isEmpty() && !listed; more++) {
            problems = run(golden);
        }
        RESULTS.put(golden.name(), problems);
        if (problems.isEmpty() && listed) {
            String advice = golden.name() + " passes now: delete its line from known-failures.txt";
            if (STRICT) {
                fail(advice);
            }
            System.out.println(advice);
        }
        if (!problems.isEmpty() && !listed) {
            fail(golden.name() + ": " + golden.about() + "\n  " + String.join("\n  ", problems));
        }
        String first = problems.isEmpty() ? "" : problems.getFirst();
        assumeTrue(problems.isEmpty(), () -> "known to fail: " + first);
    }

    private static boolean needsMissingKubectl(GoldenCase golden) {
        return golden.usesKubectl() && !Kubectl.isInstalled();
    }

    private static boolean chosen(String name) {
        String wanted = System.getProperty("golden", "");
        return Stream.of(wanted.split(",")).anyMatch(name::contains);
    }

    private static Set<String> lines(String file) throws Exception {
        Path list = root.resolve(file);
        Set<String> names = new TreeSet<>();
        if (Files.exists(list)) {
            Files.readAllLines(list).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(names::add);
        }
        return names;
    }

    private static Path folder() throws URISyntaxException {
        URL url = Objects.requireNonNull(GoldenTest.class.getResource("/golden/users.csv"));
        return Objects.requireNonNull(Path.of(url.toURI()).getParent());
    }
}
