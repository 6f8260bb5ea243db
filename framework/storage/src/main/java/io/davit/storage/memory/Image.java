package io.davit.storage.memory;

import io.davit.storage.Change;
import io.davit.storage.Entry;
import io.davit.storage.StoreException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that an in-memory store holds, as one file in a directory.
 *
 * @param before what existed at the compacted revision
 * @param log every change after it
 */
record Image(long revision, long compacted, List<Entry> before, List<Change> log) {

    private static final String FILE = "davit-memory-store";
    private static final int FORMAT = 1;

    void write(Path directory) {
        try {
            Files.createDirectory(directory);
            try (var out =
                    new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(directory.resolve(FILE))))) {
                out.writeInt(FORMAT);
                out.writeLong(revision);
                out.writeLong(compacted);
                out.writeInt(before.size());
                for (Entry entry : before) {
                    writeEntry(out, entry);
                }
                out.writeInt(log.size());
                for (Change change : log) {
                    writeChange(out, change);
                }
            }
        } catch (IOException e) {
            throw new StoreException(
                    "cannot write a checkpoint into " + directory + ": " + e
                            + "; name a directory that does not exist yet",
                    e);
        }
    }

    static Image read(Path directory) {
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(directory.resolve(FILE))))) {
            int format = in.readInt();
            if (format != FORMAT) {
                throw new StoreException(directory + " has format " + format + "; this version reads format " + FORMAT);
            }
            long revision = in.readLong();
            long compacted = in.readLong();
            Map<String, Entry> newest = new HashMap<>();
            List<Entry> before = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                Entry entry = new Entry(text(in), bytes(in), in.readLong(), in.readLong());
                newest.put(entry.key(), entry);
                before.add(entry);
            }
            List<Change> log = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                log.add(readChange(in, newest));
            }
            return new Image(revision, compacted, before, log);
        } catch (IOException e) {
            throw new StoreException(directory + " holds no readable checkpoint of the in-memory engine: " + e, e);
        }
    }

    private static void writeEntry(DataOutputStream out, Entry entry) throws IOException {
        write(out, entry.key().getBytes(StandardCharsets.UTF_8));
        write(out, entry.value());
        out.writeLong(entry.createRevision());
        out.writeLong(entry.modRevision());
    }

    private static void writeChange(DataOutputStream out, Change change) throws IOException {
        Entry entry = change.entry();
        out.writeLong(change.revision());
        write(out, change.key().getBytes(StandardCharsets.UTF_8));
        out.writeBoolean(entry != null);
        if (entry != null) {
            write(out, entry.value());
            out.writeLong(entry.createRevision());
        }
    }

    private static Change readChange(DataInputStream in, Map<String, Entry> newest) throws IOException {
        long revision = in.readLong();
        String key = text(in);
        @Nullable Entry entry = in.readBoolean() ? new Entry(key, bytes(in), in.readLong(), revision) : null;
        @Nullable Entry previous = entry == null ? newest.remove(key) : newest.put(key, entry);
        return new Change(key, revision, entry, previous);
    }

    private static void write(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        return in.readNBytes(in.readInt());
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(bytes(in), StandardCharsets.UTF_8);
    }
}
