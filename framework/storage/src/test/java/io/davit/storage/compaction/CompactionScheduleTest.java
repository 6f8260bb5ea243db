package io.davit.storage.compaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.davit.storage.CompactedException;
import io.davit.storage.Outcome;
import io.davit.storage.memory.MemoryStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CompactionScheduleTest {

    private final MemoryStore store = MemoryStore.create();
    private final Time time = new Time();
    private final CompactionSchedule schedule =
            CompactionSchedule.start(store, Duration.ofMinutes(5), Duration.ofMinutes(5), time, time.scheduler);

    @AfterEach
    void end() {
        schedule.close();
        store.close();
        time.scheduler.shutdownNow();
    }

    @Test
    void theDefaultIsEveryFiveMinutesKeepingFive() {
        assertThat(CompactionSchedule.DEFAULT_EVERY).isEqualTo(Duration.ofMinutes(5));
        assertThat(CompactionSchedule.DEFAULT_KEEP).isEqualTo(Duration.ofMinutes(5));
        CompactionSchedule.start(store).close();
    }

    @Test
    void forgetsWhatWasOldFiveMinutesAgo() {
        time.passes(Duration.ZERO);
        long first = write("/a");
        long second = write("/b");
        time.passes(Duration.ofMinutes(5));
        long third = write("/c");
        assertThat(store.list("", null, 0, first).entries()).hasSize(1);
        time.passes(Duration.ofMinutes(5));
        assertThat(store.compactedRevision()).isEqualTo(first);
        assertThat(store.list("", null, 0, second).entries()).hasSize(2);
        assertThat(store.list("", null, 0, third).entries()).hasSize(3);
        assertThatThrownBy(() -> store.list("", null, 0, first)).isInstanceOf(CompactedException.class);
    }

    @Test
    void keepsTheNewestRevisionOfAnIdleStoreReadable() {
        long only = write("/a");
        for (int i = 0; i < 10; i++) {
            time.passes(Duration.ofMinutes(5));
        }
        assertThat(store.list("", null, 0, only).entries()).hasSize(1);
        assertThat(store.compactedRevision()).isEqualTo(only - 1);
    }

    @Test
    void doesNothingOnceClosed() {
        time.passes(Duration.ZERO);
        write("/a");
        schedule.close();
        time.passes(Duration.ofMinutes(5));
        time.passes(Duration.ofMinutes(5));
        assertThat(store.compactedRevision()).isZero();
    }

    @Test
    void goesOnAfterAFailure() {
        time.passes(Duration.ZERO);
        store.close();
        time.passes(Duration.ofMinutes(5));
        time.passes(Duration.ofMinutes(5));
        assertThat(time.runs).isEqualTo(3);
    }

    private long write(String key) {
        return ((Outcome.Committed) store.compareAndSet(key, 0, new byte[0])).revision();
    }

    /** A clock that only moves when told, and a scheduler that runs its one task whenever it has moved. */
    private static final class Time extends Clock {

        private Instant now = Instant.EPOCH;
        private @Nullable Runnable task;
        private int runs;

        private final ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1) {
            @Override
            public ScheduledFuture<?> scheduleWithFixedDelay(Runnable given, long initial, long delay, TimeUnit unit) {
                assertThat(unit.toMinutes(delay)).isEqualTo(5);
                task = given;
                return schedule(() -> {}, 0, TimeUnit.SECONDS);
            }
        };

        void passes(Duration duration) {
            now = now.plus(duration);
            if (task != null) {
                task.run();
                runs++;
            }
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
