package io.davit.storage.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.davit.storage.Change;
import io.davit.storage.CompactedException;
import io.davit.storage.Entry;
import io.davit.storage.Outcome;
import io.davit.storage.Recorder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;

/** What a store has kept when it is opened again. */
class RestartTest {

    @TempDir
    Path data;

    @Test
    void keepsValuesHistoryAndDeletions() {
        try (EmbeddedStore store = EmbeddedStore.open(data)) {
            write(store, "/a", 0, "a1");
            write(store, "/a", 2, "a2");
            write(store, "/b", 0, "b1");
            write(store, "/b", 4, null);
        }
        try (EmbeddedStore store = EmbeddedStore.open(data)) {
            assertThat(store.revision()).isEqualTo(5);
            assertThat(store.get("/a").map(RestartTest::text)).contains("a2");
            assertThat(store.get("/a").map(Entry::createRevision)).contains(2L);
            assertThat(store.get("/b")).isEmpty();
            assertThat(store.get("/b", 4).map(RestartTest::text)).contains("b1");
            Recorder recorder = new Recorder();
            store.watch("", 2, recorder);
            assertThat(recorder.revisions()).containsExactly(3L, 4L, 5L);
            Change deletion = recorder.changes().getLast();
            assertThat(deletion.isDelete()).isTrue();
            assertThat(Optional.ofNullable(deletion.previous()).map(RestartTest::text))
                    .contains("b1");
            assertThat(write(store, "/c", 0, "c1")).isEqualTo(6);
        }
    }

    @Test
    void keepsTheRevisionWhenAllHistoryIsCompacted() {
        try (EmbeddedStore store = EmbeddedStore.open(data)) {
            write(store, "/a", 0, "a1");
            write(store, "/a", 2, null);
            store.compact(3);
        }
        try (EmbeddedStore store = EmbeddedStore.open(data)) {
            assertThat(store.revision()).isEqualTo(3);
            assertThat(store.compactedRevision()).isEqualTo(3);
            assertThat(write(store, "/a", 0, "again")).isEqualTo(4);
        }
    }

    @Test
    void keepsWhatIsCompacted() {
        try (EmbeddedStore store = EmbeddedStore.open(data)) {
            write(store, "/a", 0, "a1");
            write(store, "/a", 2, "a2");
            write(store, "/a", 3, "a3");
            store.compact(3);
        }
        try (EmbeddedStore store = EmbeddedStore.open(data)) {
            assertThat(store.compactedRevision()).isEqualTo(3);
            assertThatExceptionOfType(CompactedException.class).isThrownBy(() -> store.get("/a", 3));
            assertThatExceptionOfType(CompactedException.class).isThrownBy(() -> store.watch("", 2, new Recorder()));
            Recorder recorder = new Recorder();
            store.watch("", 3, recorder);
            assertThat(recorder.revisions()).containsExactly(4L);
        }
    }

    @Test
    void finishesASweepThatWasInterrupted() {
        try (EmbeddedStore store = EmbeddedStore.open(data)) {
            write(store, "/a", 0, "a1");
            write(store, "/a", 2, "a2");
            write(store, "/b", 0, "b1");
            write(store, "/b", 4, null);
            store.rememberCompacted(4);
        }
        try (EmbeddedStore store = EmbeddedStore.open(data)) {
            assertThat(store.compactedRevision()).isEqualTo(4);
            store.compact(5);
        }
        assertThat(rowsLeft()).containsExactly("m", "m", "v");
    }

    @Test
    void leavesNothingOfWhatIsCompacted() {
        try (EmbeddedStore store = EmbeddedStore.open(data)) {
            long revision = 0;
            for (int i = 0; i < 2500; i += 2) {
                revision = write(store, "/a", 0, "a");
                revision = write(store, "/a", revision, null);
            }
            long kept = write(store, "/kept", 0, "x");
            store.compact(kept);
        }
        assertThat(rowsLeft()).containsExactly("m", "m", "v");
    }

    @Test
    void readsManyVersionsOfOneKey() {
        try (EmbeddedStore store = EmbeddedStore.open(data)) {
            long revision = 0;
            for (int i = 0; i < 50; i++) {
                revision = write(store, "/hot", revision, "" + i);
            }
            write(store, "/next", 0, "n");
            assertThat(store.list("/", null, 0, 0).entries().stream().map(RestartTest::text))
                    .containsExactly("49", "n");
            assertThat(store.list("/", null, 0, 11).entries().stream().map(RestartTest::text))
                    .containsExactly("9");
            assertThat(store.list("/", null, 1, 0).remaining()).isEqualTo(1);
        }
    }

    private List<String> rowsLeft() {
        try (Rocks rocks = Rocks.open(data.resolve("db"), false)) {
            return rocks.iterate(all -> {
                List<String> left = new ArrayList<>();
                for (all.seekToFirst(); all.isValid(); all.next()) {
                    left.add(String.valueOf((char) all.key()[0]));
                }
                return left;
            });
        } catch (RocksDBException e) {
            throw new AssertionError(e);
        }
    }

    private static long write(EmbeddedStore store, String key, long expected, @Nullable String value) {
        Outcome outcome = store.compareAndSet(key, expected, value == null ? null : value.getBytes(UTF_8));
        assertThat(outcome).isInstanceOf(Outcome.Committed.class);
        return ((Outcome.Committed) outcome).revision();
    }

    private static String text(Entry entry) {
        return new String(entry.value(), UTF_8);
    }
}
