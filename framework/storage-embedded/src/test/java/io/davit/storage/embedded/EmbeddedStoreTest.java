package io.davit.storage.embedded;

import io.davit.storage.Store;
import io.davit.storage.StoreContract;
import java.nio.file.Path;

class EmbeddedStoreTest extends StoreContract {

    @Override
    protected Store openEmpty() {
        return EmbeddedStore.open(scratch.resolve("data"));
    }

    @Override
    protected Store openCheckpoint(Path directory) {
        return EmbeddedStore.open(directory);
    }
}
