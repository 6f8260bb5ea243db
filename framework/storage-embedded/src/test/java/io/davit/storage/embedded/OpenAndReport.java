package io.davit.storage.embedded;

import io.davit.storage.StoreException;
import java.nio.file.Path;

/** Opens the store that it is given and says what came of it. */
final class OpenAndReport {

    private OpenAndReport() {}

    public static void main(String[] arguments) {
        try (EmbeddedStore store = EmbeddedStore.open(Path.of(arguments[0]))) {
            System.out.println("opened at revision " + store.revision());
        } catch (StoreException e) {
            System.out.println(e.getMessage());
        }
    }
}
