package io.davit.storage.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The newest revision that was acknowledged, kept beside the database in a memory-mapped file.
 *
 * <p>It is set after the write is on disk, so it never claims too much. It need not be synced itself: it survives the end of the process, and
 * after a power failure it only claims less. A database that comes back with less than the mark says has lost acknowledged writes: the mark
 * finds damage that looks like an unfinished last write, as a truncated log does.
 */
final class NewestMark implements AutoCloseable {

    private final MappedByteBuffer mapped;

    private NewestMark(MappedByteBuffer mapped) {
        this.mapped = mapped;
    }

    /** Makes the file, on disk when this returns. */
    static void create(Path file, long revision) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            channel.write(ByteBuffer.allocate(Long.BYTES).putLong(0, revision));
            channel.force(true);
        }
    }

    static NewestMark open(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            if (channel.size() != Long.BYTES) {
                throw new IOException(file + " has " + channel.size() + " bytes instead of " + Long.BYTES);
            }
            return new NewestMark(channel.map(MapMode.READ_WRITE, 0, Long.BYTES));
        }
    }

    static boolean exists(Path file) {
        return Files.exists(file);
    }

    long revision() {
        return mapped.getLong(0);
    }

    void advance(long revision) {
        mapped.putLong(0, revision);
    }

    @Override
    public void close() {
        mapped.force();
    }
}
