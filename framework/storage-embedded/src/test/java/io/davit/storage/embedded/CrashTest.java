package io.davit.storage.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.davit.storage.Change;
import io.davit.storage.Entry;
import io.davit.storage.Recorder;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a process that writes to a store with SIGKILL, at random moments, again and again on the same data, and looks each time what came back:
 * every acknowledged write, every change that a watch was told of, no revision twice or missing, no revision that went back.
 *
 * <p>By default 200 times. {@code -Ddavit.crash.kills=10000} does it on demand, {@code -Ddavit.crash.seed=N} repeats the moments of a run whose seed
 * is in the failure's message; {@code -Ddavit.crash.lanes=N} sets how many stores are tortured at the same time.
 */
class CrashTest {

    private static final int KILLS = Integer.getInteger("davit.crash.kills", 200);
    private static final int LANES = Integer.getInteger("davit.crash.lanes", 2);
    private static final long SEED = Long.getLong("davit.crash.seed", System.nanoTime());

    @TempDir
    Path scratch;

    @Test
    void everyAcknowledgedWriteSurvivesAKill() throws Exception {
        System.out.println("crash test: " + KILLS + " kills, seed " + SEED);
        Path libraries = Child.unpackLibrary(scratch);
        long acknowledged = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(LANES)) {
            List<Future<Lane>> lanes = new ArrayList<>();
            for (int i = 0; i < LANES; i++) {
                Lane lane = new Lane(scratch.resolve("data-" + i), libraries, new Random(SEED + i));
                int kills = KILLS / LANES + (i < KILLS % LANES ? 1 : 0);
                lanes.add(threads.submit(() -> lane.torture(kills)));
            }
            for (Future<Lane> lane : lanes) {
                acknowledged += lane.get().acknowledged;
            }
        }
        System.out.println("crash test: " + acknowledged + " acknowledged writes survived");
        assertThat(acknowledged).isGreaterThan(KILLS);
    }

    /** One store, and what is known of it. */
    private static final class Lane {

        private static final int KILLS_PER_STORE = 20;

        private final Path directory;
        private final Path libraries;
        private final Random random;
        private final Map<String, Known> state = new HashMap<>();
        private Path data;
        private long revision = 1;
        private long acknowledged;

        private record Known(long revision, int fingerprint) {}

        private record Report(byte what, long revision, int fingerprint, String key) {}

        Lane(Path directory, Path libraries, Random random) {
            this.directory = directory;
            this.data = directory;
            this.libraries = libraries;
            this.random = random;
        }

        Lane torture(int kills) throws Exception {
            for (int kill = 0; kill < kills; kill++) {
                boolean fresh = kill % KILLS_PER_STORE == 0;
                if (fresh) {
                    startAfresh(kill);
                }
                List<Report> reports = runAndKill(fresh || random.nextInt(10) == 0);
                check("seed " + SEED + ", kill " + kill + " of " + data, reports);
            }
            return this;
        }

        private void startAfresh(int kill) {
            data = directory.resolve("from-" + kill);
            revision = 1;
            state.clear();
        }

        private List<Report> runAndKill(boolean whileOpening) throws Exception {
            Process child = Child.start(libraries, CrashWriter.class, data, random.nextLong(), revision - 1);
            int moment = whileOpening ? 100 + random.nextInt(300) : random.nextInt(120);
            List<Report> reports = new ArrayList<>();
            try (DataInputStream in = new DataInputStream(new BufferedInputStream(child.getInputStream(), 1 << 16))) {
                if (!whileOpening) {
                    reports.add(read(in));
                }
                Thread killer = Thread.startVirtualThread(() -> killAfter(child, moment));
                readAll(in, reports);
                killer.join();
            } finally {
                child.destroyForcibly();
            }
            assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(child.exitValue())
                    .as("the writer ended by the kill and not by itself")
                    .isEqualTo(128 + 9);
            return reports;
        }

        private static void killAfter(Process child, int milliseconds) {
            try {
                Thread.sleep(milliseconds);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            // Not by the Process: that would also close the pipe, with reports in it.
            child.toHandle().destroyForcibly();
        }

        private static void readAll(DataInputStream in, List<Report> reports) throws IOException {
            try {
                while (true) {
                    reports.add(read(in));
                }
            } catch (EOFException e) {
                // The pipe ends when the writer is dead; a report that was cut off does not count.
                assertThat(e).isNotNull();
            }
        }

        private static Report read(DataInputStream in) throws IOException {
            byte what = in.readByte();
            long revision = in.readLong();
            int fingerprint = in.readInt();
            byte[] key = new byte[in.readUnsignedByte()];
            in.readFully(key);
            return new Report(what, revision, fingerprint, new String(key, StandardCharsets.UTF_8));
        }

        private void check(String when, List<Report> reports) {
            if (Files.notExists(data) && reports.isEmpty()) {
                return;
            }
            try (EmbeddedStore store = EmbeddedStore.open(data)) {
                Recorder resumed = new Recorder();
                store.watch("", revision, resumed);
                Map<Long, Known> found = apply(when, resumed.changes(), store.revision());
                for (Report report : reports) {
                    assertReported(when, report, found);
                }
                assertThat(contentOf(store)).as(when).isEqualTo(state);
            }
        }

        private Map<Long, Known> apply(String when, List<Change> changes, long newest) {
            assertThat(newest).as(when).isGreaterThanOrEqualTo(revision);
            assertThat(changes).as(when).hasSize((int) (newest - revision));
            Map<Long, Known> found = new HashMap<>();
            for (Change change : changes) {
                assertThat(change.revision()).as(when).isEqualTo(++revision);
                Entry entry = change.entry();
                Known known =
                        new Known(change.revision(), CrashWriter.fingerprint(entry == null ? null : entry.value()));
                found.put(change.revision(), known);
                if (entry == null) {
                    state.remove(change.key());
                } else {
                    state.put(change.key(), known);
                }
            }
            return found;
        }

        private void assertReported(String when, Report report, Map<Long, Known> found) {
            if (report.what() == CrashWriter.READY) {
                return;
            }
            acknowledged += report.what() == CrashWriter.ACKNOWLEDGED ? 1 : 0;
            assertThat(found.get(report.revision()))
                    .as("%s: %s", when, report)
                    .isEqualTo(new Known(report.revision(), report.fingerprint()));
        }

        private static Map<String, Known> contentOf(EmbeddedStore store) {
            Map<String, Known> content = new HashMap<>();
            for (Entry entry : store.list("", null, 0, 0).entries()) {
                content.put(entry.key(), new Known(entry.modRevision(), CrashWriter.fingerprint(entry.value())));
            }
            return content;
        }
    }
}
