package io.davit.registry.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PacerTest {

    private final BlockingQueue<Long> steps = new LinkedBlockingQueue<>();

    @Test
    void makesAStepWheneverItIsWoken() throws InterruptedException {
        try (Pacer pacer = pacer(() -> false)) {
            pacer.wake();
            next();
            assertThat(steps.poll(200, TimeUnit.MILLISECONDS)).isNull();
            pacer.wake();
            next();
        }
    }

    @Test
    void waitsLongerBeforeEachFurtherTry() throws InterruptedException {
        try (Pacer pacer = pacer(() -> true)) {
            pacer.wake();
            List<Long> waits = new ArrayList<>();
            long last = next();
            for (int i = 0; i < 5; i++) {
                long now = next();
                waits.add(TimeUnit.NANOSECONDS.toMillis(now - last));
                last = now;
            }
            assertThat(waits.get(0)).isGreaterThanOrEqualTo(19);
            assertThat(waits.get(1)).isGreaterThanOrEqualTo(39);
            assertThat(waits.get(2)).isGreaterThanOrEqualTo(79);
            assertThat(waits.get(3)).isGreaterThanOrEqualTo(159);
            assertThat(waits.get(4)).as("never longer than the longest").isBetween(159L, 1500L);
        }
    }

    @Test
    void isNotHeldUpByAWaitWhenItIsWoken() throws InterruptedException {
        try (Pacer pacer = new Pacer(
                "test",
                () -> {
                    steps.add(System.nanoTime());
                    return true;
                },
                Duration.ofHours(1),
                Duration.ofHours(1))) {
            pacer.wake();
            next();
            pacer.wake();
            next();
        }
    }

    @Test
    void survivesAnError() throws InterruptedException {
        AtomicBoolean failed = new AtomicBoolean();
        try (Pacer pacer = pacer(() -> {
            if (failed.compareAndSet(false, true)) {
                throw new StackOverflowError("of the test");
            }
            return false;
        })) {
            pacer.wake();
            next();
            next();
            assertThat(failed).isTrue();
        }
    }

    private interface Step {
        boolean make();
    }

    private Pacer pacer(Step step) {
        return new Pacer(
                "test",
                () -> {
                    steps.add(System.nanoTime());
                    return step.make();
                },
                Duration.ofMillis(20),
                Duration.ofMillis(160));
    }

    private long next() throws InterruptedException {
        Long at = steps.poll(10, TimeUnit.SECONDS);
        assertThat(at).as("a step").isNotNull();
        return at == null ? 0 : at;
    }
}
