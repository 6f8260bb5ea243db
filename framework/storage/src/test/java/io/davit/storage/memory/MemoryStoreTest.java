package io.davit.storage.memory;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.davit.storage.Store;
import io.davit.storage.StoreContract;
import io.davit.storage.StoreException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MemoryStoreTest extends StoreContract {

    @Override
    protected Store openEmpty() {
        return MemoryStore.create();
    }

    @Override
    protected Store openCheckpoint(Path directory) {
        return MemoryStore.open(directory);
    }

    @Test
    void refusesADirectoryWithoutACheckpoint() {
        assertThatThrownBy(() -> MemoryStore.open(scratch))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(scratch.toString())
                .hasMessageContaining("no readable checkpoint");
    }
}
