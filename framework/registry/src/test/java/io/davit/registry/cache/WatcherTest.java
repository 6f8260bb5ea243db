package io.davit.registry.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.davit.storage.Outcome;
import io.davit.storage.memory.MemoryStore;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WatcherTest {

    private static final byte[] OBJECT =
            "{\"apiVersion\":\"v1\",\"kind\":\"Thing\",\"metadata\":{\"name\":\"a\"}}".getBytes(StandardCharsets.UTF_8);

    @Test
    void readsWhatHappenedBeforeTheEnd() {
        try (MemoryStore store = MemoryStore.create();
                ObjectCache cache = ObjectCache.open(store, "/registry/things/")) {
            Watcher watcher = cache.watch(cache.revision(), () -> {});
            store.compareAndSet("/registry/things/a", 0, OBJECT);
            assertThat(cache.get("/registry/things/a")).isNotNull();

            cache.close();

            assertThat(watcher.isOver()).isTrue();
            assertThat(watcher.fellBehind()).isFalse();
            assertThat(watcher.hasNext()).isTrue();
            assertThat(watcher.next()).isNotNull();
            assertThat(watcher.hasNext()).isFalse();
        }
    }

    @Test
    void endsForAReaderThatFallsBehindAndLetsItResumeWithoutAGap() {
        try (MemoryStore store = MemoryStore.create();
                ObjectCache cache = ObjectCache.open(store, "/registry/things/")) {
            long start = cache.revision();
            Watcher slow = cache.watch(start, () -> {});
            long written = 0;
            for (int i = 0; i < 20_002; i++) {
                if (!(store.compareAndSet("/registry/things/a", written, OBJECT) instanceof Outcome.Committed done)) {
                    throw new AssertionError("nobody else writes");
                }
                written = done.revision();
            }
            assertThat(slow.isOver()).isTrue();
            assertThat(slow.fellBehind()).isTrue();

            Watcher resumed = cache.watch(start, () -> {});
            long last = start;
            for (CacheEvent event = resumed.next(); event != null; event = resumed.next()) {
                assertThat(event.revision()).isEqualTo(last + 1);
                last = event.revision();
            }
            assertThat(last).isEqualTo(written);
        }
    }
}
