package io.davit.registry.network;

import io.davit.storage.Outcome;
import io.davit.storage.Store;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

/** The node ports of a cluster. A taken port is a key in the store, so that several servers on one store agree. */
final class NodePorts {

    static final int FIRST = 30_000;
    static final int LAST = 32_767;
    private static final String PREFIX = "/registry/ranges/servicenodeports/";
    private static final byte[] TAKEN = "{}".getBytes(StandardCharsets.US_ASCII);

    private final Store store;
    private final RandomGenerator random;

    NodePorts(Store store, RandomGenerator random) {
        this.store = store;
        this.random = random;
    }

    boolean take(int port) {
        return store.compareAndSet(PREFIX + port, 0, TAKEN) instanceof Outcome.Committed;
    }

    /** Any free port; 0 when none is left. */
    int takeAny() {
        int size = LAST - FIRST + 1;
        int start = random.nextInt(size);
        for (int i = 0; i < size; i++) {
            int port = FIRST + (start + i) % size;
            if (take(port)) {
                return port;
            }
        }
        return 0;
    }

    void release(int port) {
        store.get(PREFIX + port).ifPresent(entry -> store.compareAndSet(entry.key(), entry.modRevision(), null));
    }

    static boolean inRange(int port) {
        return port >= FIRST && port <= LAST;
    }
}
