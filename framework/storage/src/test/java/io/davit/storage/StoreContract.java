package io.davit.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every engine promises. An engine's test extends this class and says how to open an empty store.
 *
 * <p>The random tests print their seed when they fail; {@code -Ddavit.seed=N} repeats one.
 */
@Timeout(120)
public abstract class StoreContract {

    private static final String[] AWKWARD_KEYS = {
        "/",
        "/a",
        "/a/",
        "/a/b",
        "/a/b/c",
        "/a0",
        "/b",
        "/\u007f",
        "/\u0000",
        "/a\u0000",
        "/a\u0000b",
        "/a\u0001",
        "/é",
        "/\uffee",
        "/\ud83d\ude00",
        "/z"
    };

    @TempDir
    protected Path scratch;

    protected Store store;

    /** An empty store. */
    protected abstract Store openEmpty();

    /** The store that {@link Store#checkpoint} wrote. */
    protected abstract Store openCheckpoint(Path directory);

    @BeforeEach
    final void openStore() {
        store = openEmpty();
    }

    @AfterEach
    final void closeStore() {
        store.close();
    }

    // Reading and writing

    @Test
    void anEmptyStoreHasARevisionAndNothingElse() {
        assertThat(store.revision()).isPositive();
        assertThat(store.compactedRevision()).isZero();
        assertThat(store.get("/a")).isEmpty();
        assertThat(store.list("", null, 0, 0)).isEqualTo(new Page(List.of(), store.revision(), false, 0));
    }

    @Test
    void createsAKeyThatDoesNotExist() {
        long before = store.revision();
        long revision = put("/a", 0, "one");
        assertThat(revision).isGreaterThan(before).isEqualTo(store.revision());
        assertEntry(store.get("/a"), "/a", "one", revision, revision);
    }

    @Test
    void refusesToCreateAKeyThatExists() {
        long revision = put("/a", 0, "one");
        Outcome outcome = store.compareAndSet("/a", 0, bytes("two"));
        assertStale(outcome, "/a", "one", revision);
        assertThat(store.revision()).isEqualTo(revision);
    }

    @Test
    void updatesWithTheNewestRevision() {
        long created = put("/a", 0, "one");
        long updated = put("/a", created, "two");
        assertThat(updated).isGreaterThan(created);
        assertEntry(store.get("/a"), "/a", "two", created, updated);
    }

    @Test
    void refusesToUpdateWithAnOldRevision() {
        long created = put("/a", 0, "one");
        long updated = put("/a", created, "two");
        assertStale(store.compareAndSet("/a", created, bytes("three")), "/a", "two", updated);
        assertThat(store.revision()).isEqualTo(updated);
    }

    @Test
    void refusesToUpdateAKeyThatDoesNotExist() {
        assertThat(store.compareAndSet("/a", 1, bytes("one"))).isEqualTo(new Outcome.Stale(null));
    }

    @Test
    void aDeletionIsAWriteWithItsOwnRevision() {
        long created = put("/a", 0, "one");
        long deleted = delete("/a", created);
        assertThat(deleted).isGreaterThan(created).isEqualTo(store.revision());
        assertThat(store.get("/a")).isEmpty();
        assertThat(store.list("/", null, 0, 0).entries()).isEmpty();
    }

    @Test
    void refusesToDeleteWithAnOldRevision() {
        long created = put("/a", 0, "one");
        long updated = put("/a", created, "two");
        assertStale(store.compareAndSet("/a", created, null), "/a", "two", updated);
    }

    @Test
    void deletingWhatDoesNotExistWritesNothing() {
        long before = store.revision();
        assertThat(store.compareAndSet("/a", 0, null)).isEqualTo(new Outcome.Stale(null));
        assertThat(store.compareAndSet("/a", 7, null)).isEqualTo(new Outcome.Stale(null));
        assertThat(store.revision()).isEqualTo(before);
    }

    @Test
    void aKeyCreatedAgainHasANewCreateRevision() {
        long created = put("/a", 0, "one");
        delete("/a", created);
        long again = put("/a", 0, "two");
        assertEntry(store.get("/a"), "/a", "two", again, again);
    }

    @Test
    void aRevisionIsNotUsedForTwoKeys() {
        long first = put("/a", 0, "one");
        assertThat(store.compareAndSet("/b", first, bytes("two"))).isEqualTo(new Outcome.Stale(null));
    }

    @Test
    void keepsEmptyAndLargeValues() {
        byte[] large = new byte[3 << 20];
        new Random(1).nextBytes(large);
        long empty = put("/empty", 0, "");
        store.compareAndSet("/large", 0, large);
        assertEntry(store.get("/empty"), "/empty", "", empty, empty);
        assertThat(store.get("/large").orElseThrow().value()).isEqualTo(large);
    }

    // The past

    @Test
    void readsAKeyAsItWas() {
        long created = put("/a", 0, "one");
        long updated = put("/a", created, "two");
        long other = put("/b", 0, "x");
        long deleted = delete("/a", updated);
        assertEntry(store.get("/a", created), "/a", "one", created, created);
        assertEntry(store.get("/a", updated), "/a", "two", created, updated);
        assertEntry(store.get("/a", other), "/a", "two", created, updated);
        assertThat(store.get("/a", deleted)).isEmpty();
        assertThat(store.get("/b", updated)).isEmpty();
    }

    @Test
    void listsAsItWas() {
        long a = put("/x/a", 0, "a1");
        long b = put("/x/b", 0, "b1");
        put("/x/a", a, "a2");
        delete("/x/b", b);
        put("/x/c", 0, "c1");
        Page past = store.list("/x/", null, 0, b);
        assertThat(values(past)).containsExactly("a1", "b1");
        assertThat(past.revision()).isEqualTo(b);
        assertThat(values(store.list("/x/", null, 0, 0))).containsExactly("a2", "c1");
    }

    @Test
    void refusesToReadTheFuture() {
        long next = store.revision() + 1;
        assertThatExceptionOfType(FutureRevisionException.class)
                .isThrownBy(() -> store.get("/a", next))
                .satisfies(e -> assertThat(e.current()).isEqualTo(store.revision()))
                .satisfies(e -> assertThat(e.asked()).isEqualTo(next));
        assertThatExceptionOfType(FutureRevisionException.class).isThrownBy(() -> store.list("/", null, 0, next));
        assertThatExceptionOfType(FutureRevisionException.class).isThrownBy(() -> store.compact(next));
    }

    // Lists

    @Test
    void listsOnlyKeysWithThePrefix() {
        for (String key : List.of("/pods/a", "/pods/b", "/podsandmore/c", "/pod", "/services/d")) {
            put(key, 0, key);
        }
        assertThat(keys(store.list("/pods/", null, 0, 0))).containsExactly("/pods/a", "/pods/b");
        assertThat(keys(store.list("/pods", null, 0, 0))).containsExactly("/pods/a", "/pods/b", "/podsandmore/c");
        assertThat(keys(store.list("", null, 0, 0))).hasSize(5);
    }

    @Test
    void ordersKeysByTheirUtf8Bytes() {
        List<String> keys = new ArrayList<>(List.of(AWKWARD_KEYS));
        Collections.shuffle(keys, new Random(3));
        keys.forEach(key -> put(key, 0, key));
        keys.sort((one, other) -> java.util.Arrays.compareUnsigned(one.getBytes(UTF_8), other.getBytes(UTF_8)));
        assertThat(keys(store.list("", null, 0, 0))).isEqualTo(keys);
        keys.forEach(key -> assertThat(store.get(key).map(StoreContract::text)).contains(key));
    }

    @Test
    void listsInPagesThatTellWhatFollows() {
        IntStream.range(0, 7).forEach(i -> put("/x/" + i, 0, "" + i));
        put("/y", 0, "no part of it");
        Page first = store.list("/x/", null, 3, 0);
        assertThat(keys(first)).containsExactly("/x/0", "/x/1", "/x/2");
        assertThat(first.more()).isTrue();
        assertThat(first.remaining()).isEqualTo(4);
        Page last = store.list("/x/", "/x/3", 3, 0);
        assertThat(keys(last)).containsExactly("/x/4", "/x/5", "/x/6");
        assertThat(last.more()).isFalse();
        assertThat(last.remaining()).isZero();
        assertThat(store.list("/x/", "/x/6", 3, 0).entries()).isEmpty();
    }

    @Test
    void listsAfterAKeyOutsideThePrefix() {
        put("/x/a", 0, "a");
        assertThat(keys(store.list("/x/", "/a", 0, 0))).containsExactly("/x/a");
        assertThat(keys(store.list("/x/", "/x", 0, 0))).containsExactly("/x/a");
        assertThat(store.list("/x/", "/y", 0, 0).entries()).isEmpty();
    }

    @Test
    void listsAfterAKeyThatIsGone() {
        long b = put("/x/b", 0, "b");
        put("/x/c", 0, "c");
        delete("/x/b", b);
        assertThat(keys(store.list("/x/", "/x/b", 0, 0))).containsExactly("/x/c");
        assertThat(keys(store.list("/x/", "/x/a", 1, 0))).containsExactly("/x/c");
    }

    @Test
    void pagesAtARevisionShowOneStateUnderConcurrentWrites() throws Exception {
        int keys = 200;
        for (int i = 0; i < keys; i++) {
            put("/x/%03d".formatted(i), 0, "" + i);
        }
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<?>> writers = new ArrayList<>();
            for (int w = 0; w < 2; w++) {
                Random random = new Random(w);
                writers.add(threads.submit(() -> {
                    while (!done.get()) {
                        churn("/x/%03d".formatted(random.nextInt(keys + 20)), random);
                    }
                }));
            }
            for (int round = 0; round < 30; round++) {
                Page whole = store.list("/x/", null, 0, 0);
                List<Entry> pieced = new ArrayList<>();
                Page page;
                do {
                    String after = pieced.isEmpty() ? null : pieced.getLast().key();
                    page = store.list("/x/", after, 17, whole.revision());
                    pieced.addAll(page.entries());
                    assertThat(page.revision()).isEqualTo(whole.revision());
                    assertThat(pieced.size() + page.remaining())
                            .isEqualTo(whole.entries().size());
                } while (page.more());
                assertSameEntries(pieced, whole.entries());
            }
            done.set(true);
            for (Future<?> writer : writers) {
                writer.get();
            }
        }
    }

    // Watches

    @Test
    void tellsOfEveryKindOfChangeBeforeTheWriteReturns() {
        Recorder recorder = new Recorder();
        store.watch("/x/", store.revision(), recorder);
        long created = put("/x/a", 0, "one");
        assertThat(recorder.revisions()).containsExactly(created);
        long updated = put("/x/a", created, "two");
        put("/y", 0, "not asked for");
        long deleted = delete("/x/a", updated);

        assertThat(recorder.revisions()).containsExactly(created, updated, deleted);
        Change create = recorder.changes().get(0);
        assertThat(create.isCreate()).isTrue();
        assertThat(create.previous()).isNull();
        assertEntry(Optional.ofNullable(create.entry()), "/x/a", "one", created, created);
        Change update = recorder.changes().get(1);
        assertThat(update.isCreate()).isFalse();
        assertThat(update.isDelete()).isFalse();
        assertEntry(Optional.ofNullable(update.entry()), "/x/a", "two", created, updated);
        assertEntry(Optional.ofNullable(update.previous()), "/x/a", "one", created, created);
        Change delete = recorder.changes().get(2);
        assertThat(delete.isDelete()).isTrue();
        assertThat(delete.key()).isEqualTo("/x/a");
        assertEntry(Optional.ofNullable(delete.previous()), "/x/a", "two", created, updated);
    }

    @Test
    void tellsNothingOfARefusedWrite() {
        put("/a", 0, "one");
        Recorder recorder = new Recorder();
        store.watch("", store.revision(), recorder);
        store.compareAndSet("/a", 0, bytes("two"));
        store.compareAndSet("/b", 0, null);
        long next = put("/c", 0, "three");
        assertThat(recorder.revisions()).containsExactly(next);
    }

    @Test
    void showsAChangeToReadersWhenItTellsOfIt() {
        List<Boolean> seen = new ArrayList<>();
        store.watch(
                "",
                store.revision(),
                change -> seen.add(store.revision() >= change.revision()
                        && store.get(change.key()).map(Entry::modRevision).equals(Optional.of(change.revision()))));
        put("/a", 0, "one");
        put("/b", 0, "one");
        assertThat(seen).containsExactly(true, true);
    }

    @Test
    void replaysThePastAndGoesOn() {
        long start = store.revision();
        long created = put("/a", 0, "one");
        long updated = put("/a", created, "two");
        Recorder all = new Recorder();
        Recorder some = new Recorder();
        store.watch("", start, all);
        store.watch("", created, some);
        all.await(2);
        some.await(1);
        long deleted = delete("/a", updated);
        assertThat(all.revisions()).containsExactly(created, updated, deleted);
        assertThat(some.revisions()).containsExactly(updated, deleted);
        assertEntry(Optional.ofNullable(some.changes().getFirst().previous()), "/a", "one", created, created);
        assertThat(all.progress()).isEqualTo(deleted);
    }

    @Test
    void watchesFromARevisionYetToCome() {
        long next = store.revision() + 1;
        Recorder recorder = new Recorder();
        store.watch("", next, recorder);
        long first = put("/a", 0, "one");
        long second = put("/b", 0, "two");
        assertThat(first).isEqualTo(next);
        assertThat(recorder.revisions()).containsExactly(second);
    }

    @Test
    void aClosedWatchIsToldNothingMore() {
        Recorder recorder = new Recorder();
        Subscription subscription = store.watch("", store.revision(), recorder);
        long told = put("/a", 0, "one");
        subscription.close();
        subscription.close();
        put("/b", 0, "two");
        assertThat(recorder.revisions()).containsExactly(told);
        assertThat(recorder.failure()).isNull();
    }

    @Test
    void aListenerMayCloseItsOwnWatch() {
        List<Subscription> own = new ArrayList<>();
        List<Long> told = new ArrayList<>();
        own.add(store.watch("", store.revision(), change -> {
            told.add(change.revision());
            own.getFirst().close();
        }));
        long first = put("/a", 0, "one");
        put("/b", 0, "two");
        assertThat(told).containsExactly(first);
    }

    @Test
    void aListenerThatThrowsIsDroppedAndHarmsNobodyElse() {
        List<StoreException> failures = new ArrayList<>();
        store.watch("", store.revision(), new WatchListener() {
            @Override
            public void changed(Change change) {
                throw new IllegalStateException("cannot cope");
            }

            @Override
            public void failed(StoreException cause) {
                failures.add(cause);
            }
        });
        Recorder other = new Recorder();
        store.watch("", store.revision(), other);
        long first = put("/a", 0, "one");
        long second = put("/b", 0, "two");
        assertThat(other.revisions()).containsExactly(first, second);
        assertThat(failures).singleElement().satisfies(e -> assertThat(e).hasMessageContaining("cannot cope"));
    }

    @Test
    void aListenerMustNotWrite() {
        List<RuntimeException> refusals = new ArrayList<>();
        store.watch("", store.revision(), change -> {
            try {
                store.compareAndSet("/from-the-listener", 0, bytes("x"));
            } catch (StoreException e) {
                refusals.add(e);
            }
        });
        put("/a", 0, "one");
        assertThat(refusals).singleElement().satisfies(e -> assertThat(e).hasMessageContaining("must not write"));
        assertThat(store.get("/from-the-listener")).isEmpty();
    }

    // Compaction

    @Test
    void forgetsWhatOnlyOldRevisionsNeed() {
        long a = put("/a", 0, "a1");
        long b = put("/b", 0, "b1");
        long a2 = put("/a", a, "a2");
        long b2 = put("/b", b, "b2");
        store.compact(a2);
        assertThat(store.compactedRevision()).isEqualTo(a2);
        for (long gone : List.of(a, b, a2)) {
            assertThatExceptionOfType(CompactedException.class)
                    .isThrownBy(() -> store.list("/", null, 0, gone))
                    .satisfies(e -> assertThat(e.asked()).isEqualTo(gone))
                    .satisfies(e -> assertThat(e.compacted()).isEqualTo(a2));
            assertThatExceptionOfType(CompactedException.class).isThrownBy(() -> store.get("/a", gone));
        }
        assertThat(values(store.list("/", null, 0, b2))).containsExactly("a2", "b2");
        assertEntry(store.get("/a"), "/a", "a2", a, a2);
    }

    @Test
    void watchesFromExactlyTheCompactedRevision() {
        long a = put("/a", 0, "a1");
        long a2 = put("/a", a, "a2");
        long a3 = put("/a", a2, "a3");
        long a4 = delete("/a", a3);
        store.compact(a2);
        Recorder recorder = new Recorder();
        store.watch("", a2, recorder);
        recorder.await(2);
        assertThat(recorder.revisions()).containsExactly(a3, a4);
        assertEntry(Optional.ofNullable(recorder.changes().getFirst().entry()), "/a", "a3", a, a3);
        assertEntry(Optional.ofNullable(recorder.changes().get(1).previous()), "/a", "a3", a, a3);
        assertThatExceptionOfType(CompactedException.class)
                .isThrownBy(() -> store.watch("", a2 - 1, new Recorder()))
                .satisfies(e -> assertThat(e.compacted()).isEqualTo(a2));
    }

    @Test
    void compactsTheNewestRevisionAndStillReadsTheNewest() {
        put("/a", 0, "one");
        long newest = put("/b", 0, "two");
        store.compact(newest);
        assertThat(values(store.list("/", null, 0, 0))).containsExactly("one", "two");
        assertThat(store.list("/", null, 0, 0).revision()).isEqualTo(newest);
        assertThat(store.get("/a").map(StoreContract::text)).contains("one");
        Recorder recorder = new Recorder();
        store.watch("", newest, recorder);
        long next = put("/c", 0, "three");
        assertThat(recorder.revisions()).containsExactly(next);
        assertThat(values(store.list("/", null, 0, next))).containsExactly("one", "two", "three");
    }

    @Test
    void compactsWhenADeletionIsAtTheBoundary() {
        long created = put("/a", 0, "one");
        long deleted = delete("/a", created);
        long again = put("/a", 0, "two");
        put("/b", 0, "b");
        store.compact(deleted);
        assertEntry(store.get("/a", again), "/a", "two", again, again);
        Recorder recorder = new Recorder();
        store.watch("/a", deleted, recorder);
        recorder.await(1);
        assertThat(recorder.revisions()).containsExactly(again);
        assertThat(recorder.changes().getFirst().isCreate()).isTrue();
        assertThat(recorder.changes().getFirst().previous()).isNull();
    }

    @Test
    void compactsJustBeforeADeletion() {
        long created = put("/a", 0, "one");
        long deleted = delete("/a", created);
        store.compact(created);
        Recorder recorder = new Recorder();
        store.watch("", created, recorder);
        recorder.await(1);
        Change change = recorder.changes().getFirst();
        assertThat(change.revision()).isEqualTo(deleted);
        assertThat(change.isDelete()).isTrue();
        assertEntry(Optional.ofNullable(change.previous()), "/a", "one", created, created);
        assertThat(store.get("/a", deleted)).isEmpty();
    }

    @Test
    void aCompactedDeletionLeavesTheKeyAbsent() {
        long created = put("/a", 0, "one");
        long deleted = delete("/a", created);
        put("/b", 0, "two");
        store.compact(deleted);
        assertThat(store.get("/a")).isEmpty();
        assertThat(keys(store.list("/", null, 0, 0))).containsExactly("/b");
        assertThat(store.compareAndSet("/a", created, bytes("x"))).isEqualTo(new Outcome.Stale(null));
        assertThat(store.compareAndSet("/a", 0, bytes("x"))).isInstanceOf(Outcome.Committed.class);
    }

    @Test
    void compactingAgainOrBelowDoesNothing() {
        long a = put("/a", 0, "one");
        long b = put("/b", 0, "two");
        store.compact(b);
        store.compact(b);
        store.compact(a);
        store.compact(0);
        assertThat(store.compactedRevision()).isEqualTo(b);
    }

    @Test
    void aRunningWatchOutlivesCompaction() {
        Recorder recorder = new Recorder();
        store.watch("", store.revision(), recorder);
        long a = put("/a", 0, "one");
        store.compact(a);
        long b = put("/a", a, "two");
        assertThat(recorder.revisions()).containsExactly(a, b);
        assertThat(recorder.failure()).isNull();
    }

    @Test
    void readsStayWholeWhileCompactionRuns() throws Exception {
        int keys = 50;
        for (int i = 0; i < keys; i++) {
            put("/x/%02d".formatted(i), 0, "0");
        }
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            Future<?> writer = threads.submit(() -> {
                for (int i = 0; i < 1000; i++) {
                    Entry entry = store.get("/x/%02d".formatted(i % keys)).orElseThrow();
                    put(entry.key(), entry.modRevision(), "" + i);
                }
                done.set(true);
            });
            Future<?> compactor = threads.submit(() -> {
                while (!done.get()) {
                    store.compact(store.revision());
                }
            });
            Future<?> reader = threads.submit(() -> {
                while (!done.get()) {
                    assertThat(store.list("/x/", null, 0, 0).entries()).hasSize(keys);
                    assertThat(store.get("/x/07")).isPresent();
                }
            });
            writer.get();
            compactor.get();
            reader.get();
        }
    }

    // Concurrency

    @Test
    void exactlyOneWriterWinsEachRound() throws Exception {
        int writers = 8;
        int rounds = 100;
        CyclicBarrier barrier = new CyclicBarrier(writers);
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int w = 0; w < writers; w++) {
            byte[] mine = bytes("writer " + w);
            tasks.add(() -> {
                int won = 0;
                for (int round = 0; round < rounds; round++) {
                    long expected =
                            store.get("/contended").map(Entry::modRevision).orElse(0L);
                    barrier.await();
                    if (store.compareAndSet("/contended", expected, mine) instanceof Outcome.Committed) {
                        won++;
                    }
                    barrier.await();
                }
                return won;
            });
        }
        int won = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
            for (Future<Integer> future : threads.invokeAll(tasks)) {
                won += future.get();
            }
        }
        assertThat(won).isEqualTo(rounds);
    }

    @Test
    void everyWatchSeesAllRevisionsInOrderWithoutGap() throws Exception {
        int writers = 8;
        int writes = 150;
        long start = store.revision();
        Recorder fromTheStart = new Recorder();
        store.watch("", start, fromTheStart);
        List<Recorder> latecomers = new ArrayList<>();
        List<Long> committed = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch running = new CountDownLatch(writers);
        try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
            List<Future<?>> futures = new ArrayList<>();
            for (int w = 0; w < writers; w++) {
                Random random = new Random(w);
                futures.add(threads.submit(() -> {
                    running.countDown();
                    for (int i = 0; i < writes; i++) {
                        churn("/k/" + random.nextInt(20), random).ifPresent(revision -> {
                            committed.add(revision);
                            if (!fromTheStart.revisions().contains(revision)) {
                                throw new AssertionError(
                                        "revision " + revision + " was acknowledged before the watch was told");
                            }
                        });
                    }
                }));
            }
            running.await();
            for (int i = 0; i < 10; i++) {
                Recorder recorder = new Recorder();
                latecomers.add(recorder);
                store.watch("", start, recorder);
            }
            for (Future<?> future : futures) {
                future.get();
            }
        }
        assertThat(new HashSet<>(committed)).hasSameSizeAs(committed);
        assertThat(fromTheStart.revisions())
                .isSorted()
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(committed);
        assertThat(fromTheStart.overlapped()).isFalse();
        for (Recorder recorder : latecomers) {
            recorder.await(committed.size());
            assertThat(recorder.revisions()).isEqualTo(fromTheStart.revisions());
            assertThat(recorder.overlapped()).isFalse();
        }
    }

    @Test
    void resumedWatchesSeeEveryRevisionOnce() throws Exception {
        long start = store.revision();
        List<Long> committed = Collections.synchronizedList(new ArrayList<>());
        List<Long> seen = new ArrayList<>();
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> writers = new ArrayList<>();
            for (int w = 0; w < 3; w++) {
                Random random = new Random(w);
                writers.add(threads.submit(() -> IntStream.range(0, 300)
                        .forEach(i -> churn("/k/" + random.nextInt(10), random).ifPresent(committed::add))));
            }
            Future<?> watcher = threads.submit(() -> {
                boolean finished;
                do {
                    finished = done.get();
                    long newest = store.revision();
                    long last = seen.isEmpty() ? start : seen.getLast();
                    Recorder recorder = new Recorder();
                    Subscription subscription = store.watch("", last, recorder);
                    recorder.await(newest > last ? 1 : 0);
                    subscription.close();
                    seen.addAll(recorder.revisions());
                } while (!finished);
            });
            for (Future<?> writer : writers) {
                writer.get();
            }
            done.set(true);
            watcher.get();
        }
        Collections.sort(committed);
        assertThat(seen).isEqualTo(committed);
    }

    // Closing

    @Test
    void aClosedStoreRefusesEverythingAndEndsItsWatches() {
        Recorder recorder = new Recorder();
        store.watch("", store.revision(), recorder);
        store.close();
        store.close();
        assertThat(recorder.failure()).hasMessageContaining("closed");
        assertThatThrownBy(() -> store.get("/a"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(() -> store.get("/a", 1)).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> store.list("/", null, 0, 0)).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> store.compareAndSet("/a", 0, bytes("x"))).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> store.watch("/", 1, new Recorder())).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> store.compact(1)).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> store.revision()).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> store.checkpoint(scratch.resolve("late"))).isInstanceOf(StoreException.class);
    }

    @Test
    void closingAnswersEveryPendingWriter() throws Exception {
        int writers = 8;
        CountDownLatch running = new CountDownLatch(writers);
        try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
            List<Future<String>> ends = new ArrayList<>();
            for (int w = 0; w < writers; w++) {
                String key = "/k/" + w;
                ends.add(threads.submit(() -> {
                    running.countDown();
                    long revision = 0;
                    while (true) {
                        try {
                            revision = put(key, revision, "x");
                        } catch (StoreException e) {
                            return e.getMessage();
                        }
                    }
                }));
            }
            running.await();
            store.close();
            for (Future<String> end : ends) {
                assertThat(end.get()).contains("closed");
            }
        }
    }

    // Checkpoints

    @Test
    void aCheckpointIsAStoreOfItsMoment() {
        long a = put("/a", 0, "a1");
        long b = put("/b", 0, "b1");
        long a2 = put("/a", a, "a2");
        long b2 = delete("/b", b);
        store.compact(b);
        Path directory = scratch.resolve("copy");
        store.checkpoint(directory);
        put("/c", 0, "later");
        try (Store copy = openCheckpoint(directory)) {
            assertThat(copy.revision()).isEqualTo(b2);
            assertThat(copy.compactedRevision()).isEqualTo(b);
            assertThat(values(copy.list("/", null, 0, 0))).containsExactly("a2");
            assertThat(values(copy.list("/", null, 0, a2))).containsExactly("a2", "b1");
            Recorder recorder = new Recorder();
            copy.watch("", b, recorder);
            recorder.await(2);
            assertThat(recorder.revisions()).containsExactly(a2, b2);
            assertThat(copy.compareAndSet("/a", a2, bytes("a3"))).isInstanceOf(Outcome.Committed.class);
        }
        assertThat(values(store.list("/", null, 0, 0))).containsExactly("a2", "later");
    }

    @Test
    void aCheckpointDoesNotOverwriteADirectory() throws Exception {
        Path directory = Files.createDirectory(scratch.resolve("taken"));
        assertThatThrownBy(() -> store.checkpoint(directory))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(directory.toString());
    }

    // All together

    static LongStream seeds() {
        String chosen = System.getProperty("davit.seed");
        return chosen != null ? LongStream.of(Long.parseLong(chosen)) : LongStream.rangeClosed(1, 12);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void behavesLikeTheNaiveModel(long seed) {
        Random random = new Random(seed);
        NaiveModel model = new NaiveModel();
        long start = store.revision();
        Recorder live = new Recorder();
        store.watch("", start, live);
        for (int step = 0; step < 400; step++) {
            String key = AWKWARD_KEYS[random.nextInt(AWKWARD_KEYS.length)];
            String prefix = AWKWARD_KEYS[random.nextInt(AWKWARD_KEYS.length)];
            long oldest = store.compactedRevision() + 1;
            long newest = store.revision();
            long past = oldest > newest ? 0 : oldest + random.nextLong(newest - oldest + 1);
            switch (random.nextInt(12)) {
                case 0, 1, 2, 3, 4, 5 -> writeBoth(model, key, random, step);
                case 6 -> assertThat(describe(store.get(key))).isEqualTo(describe(model.at(Long.MAX_VALUE, key)));
                case 7 -> {
                    if (past > 0) {
                        assertThat(describe(store.get(key, past))).isEqualTo(describe(model.at(past, key)));
                    }
                }
                case 8, 9 -> assertSamePage(model, prefix, random.nextBoolean() ? key : null, random.nextInt(4), past);
                case 10 -> {
                    Recorder recorder = new Recorder();
                    long from = Math.max(start, oldest - 1 + (past == 0 ? 0 : random.nextLong(newest - oldest + 2)));
                    List<Change> expected = model.after(from, prefix);
                    Subscription subscription = store.watch(prefix, from, recorder);
                    recorder.await(expected.size());
                    subscription.close();
                    assertThat(describe(recorder.changes())).isEqualTo(describe(expected));
                }
                default -> {
                    if (random.nextInt(4) == 0) {
                        store.compact(Math.max(0, newest - random.nextInt(30)));
                    }
                }
            }
        }
        assertThat(describe(live.changes())).isEqualTo(describe(model.after(start, "")));
        assertSamePage(model, "", null, 0, 0);
    }

    private void writeBoth(NaiveModel model, String key, Random random, int step) {
        Optional<Entry> current = model.at(Long.MAX_VALUE, key);
        long actual = current.map(Entry::modRevision).orElse(0L);
        long expected = random.nextInt(5) == 0 ? random.nextLong(store.revision() + 1) : actual;
        byte[] value = random.nextInt(4) == 0 ? null : bytes("value " + step);
        Outcome outcome = store.compareAndSet(key, expected, value);
        if (expected == actual && (value != null || current.isPresent())) {
            assertThat(outcome).isInstanceOf(Outcome.Committed.class);
            model.wrote(key, ((Outcome.Committed) outcome).revision(), value);
        } else {
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Outcome.Stale.class,
                            stale -> assertThat(describe(Optional.ofNullable(stale.current())))
                                    .isEqualTo(describe(current)));
        }
    }

    private void assertSamePage(NaiveModel model, String prefix, @Nullable String after, int limit, long revision) {
        Page page = store.list(prefix, after, limit, revision);
        List<Entry> all = model.list(prefix, after, revision == 0 ? Long.MAX_VALUE : revision);
        int shown = limit == 0 ? all.size() : Math.min(limit, all.size());
        assertSameEntries(page.entries(), all.subList(0, shown));
        assertThat(page.remaining()).isEqualTo(all.size() - shown);
        assertThat(page.more()).isEqualTo(shown < all.size());
        assertThat(page.revision()).isEqualTo(revision == 0 ? store.revision() : revision);
    }

    // Words of the tests

    /** Creates, updates or deletes the key, whichever is possible and comes up; the revision when it did. */
    private Optional<Long> churn(String key, Random random) {
        long expected = store.get(key).map(Entry::modRevision).orElse(0L);
        byte[] value = expected != 0 && random.nextInt(3) == 0 ? null : bytes("v" + random.nextInt());
        return store.compareAndSet(key, expected, value) instanceof Outcome.Committed(long revision)
                ? Optional.of(revision)
                : Optional.empty();
    }

    private long put(String key, long expected, String value) {
        return committed(store.compareAndSet(key, expected, bytes(value)));
    }

    private long delete(String key, long expected) {
        return committed(store.compareAndSet(key, expected, null));
    }

    private static long committed(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Committed(long revision) -> revision;
            case Outcome.Stale(Entry current) -> throw new AssertionError("stale: " + current);
        };
    }

    private static void assertStale(Outcome outcome, String key, String value, long modified) {
        assertThat(outcome).isInstanceOf(Outcome.Stale.class);
        Entry current = ((Outcome.Stale) outcome).current();
        assertThat(current).isNotNull();
        assertThat(describe(Objects.requireNonNull(current)))
                .startsWith(key + "=" + value + " ")
                .endsWith(" modified " + modified);
    }

    private static void assertEntry(Optional<Entry> entry, String key, String value, long created, long modified) {
        assertThat(describe(entry)).isEqualTo(key + "=" + value + " created " + created + " modified " + modified);
    }

    private static void assertSameEntries(List<Entry> actual, List<Entry> expected) {
        assertThat(actual.stream().map(StoreContract::describe).toList())
                .isEqualTo(expected.stream().map(StoreContract::describe).toList());
    }

    private static List<String> describe(List<Change> changes) {
        return changes.stream()
                .map(change ->
                        change.revision() + " " + change.key() + ": " + describe(Optional.ofNullable(change.entry())))
                .toList();
    }

    private static String describe(Optional<Entry> entry) {
        return entry.map(StoreContract::describe).orElse("nothing");
    }

    private static String describe(Entry entry) {
        return entry.key() + "=" + text(entry) + " created " + entry.createRevision() + " modified "
                + entry.modRevision();
    }

    private static List<String> keys(Page page) {
        return page.entries().stream().map(Entry::key).toList();
    }

    private static List<String> values(Page page) {
        return page.entries().stream().map(StoreContract::text).toList();
    }

    private static String text(Entry entry) {
        return new String(entry.value(), UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
