package io.davit.storage.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.davit.storage.Entry;
import io.davit.storage.Outcome;
import io.davit.storage.Page;
import io.davit.storage.Recorder;
import io.davit.storage.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** What the engine says when it cannot work, and that it then has lost nothing. */
@Timeout(120)
class RefusalTest {

    @TempDir
    Path scratch;

    // The directory

    @Test
    void makesAMissingDirectoryWithItsParents() {
        Path directory = scratch.resolve("not/yet/there");
        try (EmbeddedStore store = EmbeddedStore.open(directory)) {
            assertThat(store.revision()).isEqualTo(1);
        }
        assertThat(directory.resolve("format")).hasContent("davit-store 1\n");
    }

    @Test
    void takesAFreshDisk() throws IOException {
        Files.createDirectory(scratch.resolve("lost+found"));
        EmbeddedStore.open(scratch).close();
    }

    @Test
    void refusesAFile() throws IOException {
        Path file = Files.writeString(scratch.resolve("file"), "x");
        assertRefused(file, "cannot use " + file + " for data: it is a file; name a directory");
    }

    @Test
    void refusesADirectoryThatCannotBeCreated() throws IOException {
        Path file = Files.writeString(scratch.resolve("file"), "x");
        assertRefused(
                file.resolve("data"),
                "cannot create " + file.resolve("data"),
                "name a directory that this user can write to");
    }

    @Test
    void refusesADirectoryThatCannotBeWrittenTo() throws IOException {
        try (TinyDisk disk = TinyDisk.mount(scratch.resolve("disk"), 1)) {
            disk.remount("ro");
            assertRefused(
                    disk.path(),
                    "cannot use " + disk.path() + " for data",
                    "Read-only",
                    "name a directory that this user can write to");
            assertRefused(
                    disk.path().resolve("data"), "cannot create ", "name a directory that this user can write to");
        }
    }

    @Test
    void refusesAForeignDirectory() throws IOException {
        Files.writeString(scratch.resolve("holiday.jpg"), "x");
        assertRefused(
                scratch,
                scratch + " is not a Davit data directory and not empty (it has holiday.jpg); name an empty one");
        assertThat(filesOf(scratch)).containsExactly("holiday.jpg");
    }

    @Test
    void refusesADirectoryWithAForeignFormatFile() throws IOException {
        Files.writeString(scratch.resolve("format"), "QCOW2");
        assertRefused(scratch, "is not a Davit data directory: its file 'format' is not Davit's");
    }

    @Test
    void refusesANewerFormat() throws IOException {
        write(scratch, 3);
        Files.writeString(scratch.resolve("format"), "davit-store 2\n");
        assertRefused(
                scratch,
                scratch
                        + " has data of format 2, this Davit reads format 1; use the Davit that wrote it, or a newer one");
        Files.writeString(scratch.resolve("format"), "davit-store 1\n");
        assertHolds(scratch, 3);
    }

    // Two at a time

    @Test
    void refusesASecondStoreInTheSameProcess() {
        try (EmbeddedStore store = EmbeddedStore.open(scratch)) {
            assertRefused(scratch, scratch + " is in use by another Davit; stop that one, or name another directory");
            assertRefused(scratch.resolve("../" + scratch.getFileName()), "is in use by another Davit");
            assertThat(store.compareAndSet("/a", 0, new byte[0])).isInstanceOf(Outcome.Committed.class);
        }
        EmbeddedStore.open(scratch).close();
    }

    @Test
    void refusesASecondProcess() throws Exception {
        Path data = scratch.resolve("data");
        Path libraries = Child.unpackLibrary(scratch);
        try (EmbeddedStore store = EmbeddedStore.open(data)) {
            // A refused open in this process must not give the lock away.
            assertRefused(data, "is in use by another Davit");
            assertThat(report(libraries, data))
                    .isEqualTo(data + " is in use by another Davit; stop that one, or name another directory");
            assertThat(store.revision()).isEqualTo(1);
        }
        assertThat(report(libraries, data)).isEqualTo("opened at revision 1");
    }

    @Test
    void leavesNoCopyOfTheNativeLibraryBehind() throws Exception {
        Path temporary = Files.createDirectory(scratch.resolve("tmp"));
        Process child = Child.start(temporary, CrashWriter.class, scratch.resolve("data"), 1, 0);
        assertThat(child.getInputStream().read()).isEqualTo(CrashWriter.READY);
        child.destroyForcibly().waitFor();
        assertThat(filesOf(temporary)).isEmpty();
    }

    private static String report(Path libraries, Path data) throws Exception {
        Process child = Child.start(libraries, OpenAndReport.class, data);
        String said = new String(child.getInputStream().readAllBytes(), UTF_8).strip();
        assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    // Damage

    @ParameterizedTest
    @ValueSource(strings = {"CURRENT", "MANIFEST-*", "*.log", "*.sst"})
    void refusesWhenAFileOfTheDatabaseIsMissing(String name) throws IOException {
        writeFlushed(scratch);
        Files.delete(database(name));
        assertDamaged();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CURRENT", "MANIFEST-*", "*.log", "*.sst"})
    void refusesWhenAFileOfTheDatabaseIsTruncated(String name) throws IOException {
        writeFlushed(scratch);
        Path file = database(name);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(name.equals("*.log") ? 200 : Files.size(file) / 2);
        }
        assertDamaged();
    }

    @Test
    void refusesWhenTheLogIsDamagedInTheMiddle() throws IOException {
        writeFlushed(scratch);
        flip(database("*.log"), 300);
        assertDamaged();
    }

    @Test
    void refusesWhenARevisionInTheMiddleIsMissing() throws Exception {
        write(scratch, 5);
        try (Rocks rocks = Rocks.open(scratch.resolve("db"), false);
                WriteBatch rows = new WriteBatch()) {
            rows.delete(Rows.logKey(4));
            rocks.writeDurably(rows);
        }
        assertRefused(
                scratch,
                "the data in " + scratch
                        + " is damaged: revision 4 is missing, though 6 is there; restore a checkpoint");
    }

    @Test
    void refusesWhenTheHeadsAreMissing() throws IOException {
        writeFlushed(scratch);
        Files.delete(scratch.resolve("newest"));
        Files.delete(database("CURRENT"));
        assertRefused(scratch, "the data in " + scratch + " is damaged", "restore a checkpoint");
    }

    @Test
    void refusesWhenTheMarkIsTruncated() throws IOException {
        write(scratch, 3);
        Files.write(scratch.resolve("newest"), new byte[3]);
        assertRefused(scratch, "newest has 3 bytes instead of 24");
    }

    @Test
    void survivesTheLossOfTheMarkAlone() throws IOException {
        write(scratch, 3);
        Files.delete(scratch.resolve("newest"));
        assertHolds(scratch, 3);
    }

    /** Damages one random place, and expects an error or everything: never less than what was acknowledged without a word. {@code -Ddavit.damage.rounds=N} does it more often. */
    @Test
    void neverLosesAnythingSilently() throws IOException {
        long seed = Long.getLong("davit.seed", System.nanoTime());
        Random random = new Random(seed);
        Path original = Files.createDirectory(scratch.resolve("original"));
        writeFlushed(original);
        Map<String, String> expected = contentOf(original);
        List<String> files = filesOf(original).stream()
                .filter(name -> !name.endsWith("/LOG") && !name.contains("OPTIONS"))
                .toList();
        int rounds = Integer.getInteger("davit.damage.rounds", 60);
        int refused = 0;
        for (int round = 0; round < rounds; round++) {
            Path copy = scratch.resolve("copy-" + round);
            copy(original, copy);
            Path victim = copy.resolve(files.get(random.nextInt(files.size())));
            String damage = damage(victim, random);
            try {
                assertThat(contentOf(copy)).as("seed %s, %s", seed, damage).isEqualTo(expected);
            } catch (StoreException e) {
                refused++;
                assertThat(e.getMessage())
                        .as("seed %s, %s", seed, damage)
                        .contains(copy.toString())
                        .doesNotContain("\n");
            }
        }
        assertThat(refused).as("seed %s", seed).isGreaterThan(rounds / 6);
    }

    // A full disk

    @Test
    void refusesWritesWhileTheDiskIsFullAndTakesThemAgainAfterwards() throws IOException {
        try (TinyDisk disk = TinyDisk.mount(scratch.resolve("disk"), 64);
                EmbeddedStore store = EmbeddedStore.open(disk.path().resolve("data"))) {
            long a = committed(store.compareAndSet("/a", 0, new byte[1000]));
            Path filler = disk.path().resolve("filler");
            fill(filler);
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> store.compareAndSet("/b", 0, new byte[1000]))
                    .withMessageContaining("the disk of " + disk.path().resolve("data") + " is full")
                    .withMessageContaining("free some space to write again");
            assertThat(store.get("/a").map(Entry::modRevision)).contains(a);
            assertThat(store.get("/b")).isEmpty();
            assertThat(store.revision()).isEqualTo(a);
            Files.delete(filler);
            assertThat(store.compareAndSet("/b", 0, new byte[1000])).isInstanceOf(Outcome.Committed.class);
        }
    }

    @Test
    void losesNothingAcknowledgedWhenTheDiskIsFullToTheLastByte() throws IOException {
        EmbeddedStore.Seams withoutReserve = new EmbeddedStore.Seams() {
            @Override
            public Sequencer.Space space(Path directory) {
                return () -> null;
            }
        };
        try (TinyDisk disk = TinyDisk.mount(scratch.resolve("disk"), 40)) {
            Path data = disk.path().resolve("data");
            Random random = new Random(5);
            int acknowledged = 0;
            try (EmbeddedStore store = EmbeddedStore.open(data, withoutReserve)) {
                StoreException refusal = null;
                while (refusal == null) {
                    byte[] incompressible = new byte[20_000];
                    random.nextBytes(incompressible);
                    try {
                        store.compareAndSet("/k/" + acknowledged, 0, incompressible);
                        acknowledged++;
                    } catch (StoreException e) {
                        refusal = e;
                    }
                }
                assertThat(refusal)
                        .hasMessageContaining("the disk of " + data + " is full")
                        .hasMessageContaining("nothing acknowledged is lost");
                assertThat(acknowledged).isGreaterThan(500);
                assertThat(store.list("/k/", null, 0, 0).entries()).hasSize(acknowledged);
                assertThatExceptionOfType(StoreException.class)
                        .isThrownBy(() -> store.compareAndSet("/x", 0, new byte[1]));
            }
            assertRefusedOrHolds(data, acknowledged);
            disk.remount("size=200m");
            try (EmbeddedStore store = EmbeddedStore.open(data)) {
                assertThat(store.list("/k/", null, 0, 0).entries()).hasSizeBetween(acknowledged, acknowledged + 1);
                assertThat(store.compareAndSet("/x", 0, new byte[1])).isInstanceOf(Outcome.Committed.class);
            }
        }
    }

    private static void assertRefusedOrHolds(Path data, int acknowledged) {
        try (EmbeddedStore store = EmbeddedStore.open(data)) {
            assertThat(store.list("/k/", null, 0, 0).entries()).hasSizeBetween(acknowledged, acknowledged + 1);
        } catch (StoreException e) {
            assertThat(e).hasMessageContaining("the disk of " + data + " is full");
        }
    }

    // A disk that fails

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void takesNoMoreWritesAfterAFailedSync(boolean writtenNevertheless) {
        AtomicInteger left = new AtomicInteger(2);
        EmbeddedStore.Seams failing = new EmbeddedStore.Seams() {
            @Override
            public Sequencer.Commit commit(Rocks rocks) {
                return rows -> failAfter(left, rocks, rows, writtenNevertheless);
            }
        };
        long b;
        try (EmbeddedStore store = EmbeddedStore.open(scratch, failing)) {
            Recorder recorder = new Recorder();
            store.watch("", 1, recorder);
            committed(store.compareAndSet("/a", 0, new byte[1]));
            b = committed(store.compareAndSet("/b", 0, new byte[1]));
            for (String key : List.of("/c", "/d")) {
                assertThatExceptionOfType(StoreException.class)
                        .isThrownBy(() -> store.compareAndSet(key, 0, new byte[1]))
                        .withMessage("cannot write to " + scratch
                                + ": fdatasync: Input/output error; nothing acknowledged is lost and reads go"
                                + " on; writes are refused until the disk is well and the store is opened again");
            }
            assertThat(store.revision()).isEqualTo(b);
            assertThat(store.get("/c")).isEmpty();
            assertThat(store.get("/b").map(Entry::modRevision)).contains(b);
            assertThat(recorder.revisions()).hasSize(2);
            assertThat(recorder.failure()).isNull();
        }
        try (EmbeddedStore store = EmbeddedStore.open(scratch)) {
            assertThat(store.get("/b").map(Entry::modRevision)).contains(b);
            assertThat(store.get("/c").isPresent()).isEqualTo(writtenNevertheless);
            assertThat(committed(store.compareAndSet("/d", 0, new byte[1])))
                    .isEqualTo(writtenNevertheless ? b + 2 : b + 1);
        }
    }

    private static void failAfter(AtomicInteger left, Rocks rocks, WriteBatch rows, boolean writtenNevertheless)
            throws RocksDBException {
        boolean fails = left.getAndDecrement() <= 0;
        if (!fails || writtenNevertheless) {
            rocks.writeDurably(rows);
        }
        if (fails) {
            throw new RocksDBException("fdatasync: Input/output error");
        }
    }

    // Words of the tests

    private void assertDamaged() {
        assertRefused(scratch, "the data in " + scratch + " is damaged", "restore a checkpoint");
        // The refusal has let go of the directory.
        assertRefused(scratch, "the data in " + scratch + " is damaged");
    }

    private static void assertRefused(Path directory, String... words) {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> EmbeddedStore.open(directory).close())
                .satisfies(e -> assertThat(e.getMessage()).contains(words).doesNotContain("\n"));
    }

    private static void write(Path directory, int keys) {
        try (EmbeddedStore store = EmbeddedStore.open(directory)) {
            for (int i = 0; i < keys; i++) {
                committed(store.compareAndSet("/k/" + i, 0, ("value " + i).getBytes(UTF_8)));
            }
        }
    }

    /** Some of it in a sorted table, some in the log. */
    private static void writeFlushed(Path directory) {
        write(directory, 30);
        try (EmbeddedStore store = EmbeddedStore.open(directory)) {
            for (int i = 0; i < 30; i++) {
                committed(store.compareAndSet("/later/" + i, 0, ("value " + i).getBytes(UTF_8)));
            }
        }
    }

    private static void assertHolds(Path directory, int keys) {
        try (EmbeddedStore store = EmbeddedStore.open(directory)) {
            assertThat(store.list("/k/", null, 0, 0).entries()).hasSize(keys);
        }
    }

    private static Map<String, String> contentOf(Path directory) {
        try (EmbeddedStore store = EmbeddedStore.open(directory)) {
            Map<String, String> content = new TreeMap<>();
            Page page = store.list("", null, 0, 0);
            page.entries()
                    .forEach(entry -> content.put(entry.key(), new String(entry.value(), UTF_8) + entry.modRevision()));
            Recorder recorder = new Recorder();
            store.watch("", 1, recorder);
            recorder.changes().forEach(change -> content.put("revision " + change.revision(), change.key()));
            return content;
        }
    }

    private Path database(String pattern) throws IOException {
        try (var files = Files.newDirectoryStream(scratch.resolve("db"), pattern)) {
            List<Path> found = new ArrayList<>();
            files.forEach(found::add);
            found.removeIf(file -> file.toFile().length() == 0);
            return found.getFirst();
        }
    }

    private static String damage(Path victim, Random random) throws IOException {
        long size = Files.size(victim);
        return switch (random.nextInt(3)) {
            case 0 -> {
                Files.delete(victim);
                yield "deleted " + victim;
            }
            case 1 -> {
                long left = size == 0 ? 0 : random.nextLong(size);
                try (FileChannel channel = FileChannel.open(victim, StandardOpenOption.WRITE)) {
                    channel.truncate(left);
                }
                yield "truncated " + victim + " to " + left + " of " + size;
            }
            default -> {
                long at = size == 0 ? 0 : random.nextLong(size);
                flip(victim, at);
                yield "flipped byte " + at + " of " + victim;
            }
        };
    }

    private static void flip(Path file, long at) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one, at);
            channel.write(ByteBuffer.wrap(new byte[] {(byte) ~one.get(0)}), at);
        }
    }

    private static void fill(Path file) throws IOException {
        try (var out = Files.newOutputStream(file)) {
            byte[] chunk = new byte[4096];
            while (true) {
                out.write(chunk);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
        }
    }

    private static List<String> filesOf(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        for (String file : filesOf(from)) {
            Files.createDirectories(to.resolve(file).getParent());
            Files.copy(from.resolve(file), to.resolve(file));
        }
    }

    private static long committed(@Nullable Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Committed.class);
        return outcome instanceof Outcome.Committed(long revision) ? revision : 0;
    }
}
