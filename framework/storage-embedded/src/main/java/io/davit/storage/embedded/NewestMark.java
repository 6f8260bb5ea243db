package io.davit.storage.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What is known to be on disk, kept beside the database in a memory-mapped file: the newest acknowledged revision, and how far the
 * database's own table of contents reaches.
 *
 * <p>It is set after the disk has what it says, so it never claims too much. It need not be synced itself: it survives the end of the process, and
 * after a power failure it only claims less. A database that comes back with less than the mark says has lost acknowledged writes: the mark
 * finds damage that looks like an unfinished last write, as a truncated log does.
 */
final class NewestMark implements AutoCloseable {

    private static final int REVISION = 0;
    private static final int CONTENTS_NUMBER = 8;
    private static final int CONTENTS_SIZE = 16;
    private static final int SIZE = 24;

    private final MappedByteBuffer mapped;

    private NewestMark(MappedByteBuffer mapped) {
        this.mapped = mapped;
    }

    /** Makes the file, on disk when this returns. */
    static void create(Path file, long revision) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            channel.write(ByteBuffer.allocate(SIZE).putLong(REVISION, revision));
            channel.force(true);
        }
    }

    static NewestMark open(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            if (channel.size() != SIZE) {
                throw new IOException(file + " has " + channel.size() + " bytes instead of " + SIZE);
            }
            return new NewestMark(channel.map(MapMode.READ_WRITE, 0, SIZE));
        }
    }

    long revision() {
        return mapped.getLong(REVISION);
    }

    Contents contents() {
        return new Contents(mapped.getLong(CONTENTS_NUMBER), mapped.getLong(CONTENTS_SIZE));
    }

    void advance(long revision) {
        mapped.putLong(REVISION, revision);
    }

    /* In this order a process that ends in between leaves a claim that is too small, never one that is too large. */
    void advance(Contents contents) {
        if (contents.number() != mapped.getLong(CONTENTS_NUMBER)) {
            mapped.putLong(CONTENTS_SIZE, 0);
            mapped.putLong(CONTENTS_NUMBER, contents.number());
        }
        mapped.putLong(CONTENTS_SIZE, contents.size());
    }

    @Override
    public void close() {
        mapped.force();
    }
}
