package io.davit.storage.embedded;

import io.davit.storage.Change;
import io.davit.storage.Entry;
import io.davit.storage.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;

/**
 * Writes to a store from several threads until it is killed, and reports on its standard output what a watch was told and what
 * was acknowledged. Each report is one write to the pipe, so whatever was reported before the kill arrives.
 */
final class CrashWriter {

    static final byte READY = 'r';
    static final byte TOLD = 't';
    static final byte ACKNOWLEDGED = 'a';

    private static final int KEYS = 40;
    private static final int WRITERS = 4;

    private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);
    private final EmbeddedStore store;

    private CrashWriter(EmbeddedStore store) {
        this.store = store;
    }

    /** @param arguments the directory, a seed, and the revision that may be compacted at most */
    public static void main(String[] arguments) {
        CrashWriter writer = new CrashWriter(EmbeddedStore.open(Path.of(arguments[0])));
        writer.run(Long.parseLong(arguments[1]), Long.parseLong(arguments[2]));
    }

    private void run(long seed, long compactable) {
        store.watch("", store.revision(), change -> report(TOLD, change));
        report(READY, new Change("", store.revision(), null, null));
        for (int i = 0; i < WRITERS; i++) {
            Random random = new Random(seed + i);
            new Thread(() -> write(random)).start();
        }
        compactSometimes(new Random(seed), compactable);
    }

    private void compactSometimes(Random random, long compactable) {
        long compacted = store.compactedRevision();
        while (compacted < compactable) {
            compacted = Math.min(compactable, compacted + 1 + random.nextInt(200));
            store.compact(compacted);
        }
    }

    @SuppressWarnings("InfiniteLoopStatement")
    private void write(Random random) {
        while (true) {
            String key = "/crash/" + random.nextInt(KEYS);
            long expected = store.get(key).map(Entry::modRevision).orElse(0L);
            byte[] value = random.nextInt(5) == 0 ? null : value(random);
            if (store.compareAndSet(key, expected, value) instanceof Outcome.Committed(long revision)) {
                Entry entry = value == null ? null : new Entry(key, value, 0, revision);
                report(ACKNOWLEDGED, new Change(key, revision, entry, null));
            }
        }
    }

    private static byte[] value(Random random) {
        byte[] value = new byte[random.nextInt(20) == 0 ? 40_000 : 8 + random.nextInt(1500)];
        random.nextBytes(value);
        return value;
    }

    private void report(byte what, Change change) {
        try {
            ByteArrayOutputStream line = new ByteArrayOutputStream(64);
            DataOutputStream fields = new DataOutputStream(line);
            fields.writeByte(what);
            fields.writeLong(change.revision());
            fields.writeInt(
                    fingerprint(change.entry() == null ? null : change.entry().value()));
            byte[] key = change.key().getBytes(StandardCharsets.UTF_8);
            fields.writeByte(key.length);
            fields.write(key);
            byte[] bytes = line.toByteArray();
            synchronized (out) {
                out.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tells values apart; 0 for a deletion. */
    static int fingerprint(byte @org.jspecify.annotations.Nullable [] value) {
        return value == null ? 0 : java.util.Arrays.hashCode(value) | 1;
    }
}
