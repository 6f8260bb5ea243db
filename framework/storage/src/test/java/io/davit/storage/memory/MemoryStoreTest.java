package io.davit.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.davit.storage.Outcome;
import org.junit.jupiter.api.Test;

class MemoryStoreTest {

    @Test
    void tellsAWatchBeforeTheWriteReturns() {
        try (MemoryStore store = MemoryStore.create()) {
            StringBuilder told = new StringBuilder();
            store.watch(
                    "/a",
                    0,
                    change -> told.append(change.key())
                            .append('@')
                            .append(change.revision())
                            .append(' '));
            Outcome created = store.compareAndSet("/a/1", 0, new byte[] {1});
            store.compareAndSet("/b/1", 0, new byte[] {1});
            store.compareAndSet("/a/1", 2, null);
            assertThat(created).isEqualTo(new Outcome.Committed(2));
            assertThat(told).hasToString("/a/1@2 /a/1@4 ");
        }
    }
}
