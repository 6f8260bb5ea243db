package io.davit.storage.embedded;

import io.davit.storage.StoreException;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a reserve of free disk space: writes are refused before the disk is so full that the database could not even write what it has
 * accepted. They are taken again once there is room.
 */
final class DiskSpace implements Sequencer.Space {

    private static final long MOST_RESERVE = 64L << 20;

    private final Path directory;
    private final FileStore disk;
    private final long reserve;

    private DiskSpace(Path directory, FileStore disk, long reserve) {
        this.directory = directory;
        this.disk = disk;
        this.reserve = reserve;
    }

    /** With a reserve of a twentieth of the disk, at most 64 MiB. */
    static DiskSpace of(Path directory) throws IOException {
        FileStore disk = Files.getFileStore(directory);
        return new DiskSpace(directory, disk, Math.min(MOST_RESERVE, disk.getTotalSpace() / 20));
    }

    @Override
    public @Nullable StoreException shortage() {
        try {
            long free = disk.getUsableSpace();
            return free >= reserve ? null : full(directory, free);
        } catch (IOException e) {
            return new StoreException(
                    "cannot tell how much space is left for " + directory + ": " + e + "; check the disk", e);
        }
    }

    private StoreException full(Path directory, long free) {
        return new StoreException("the disk of " + directory + " is full: " + (free >> 10) + " KiB are free, "
                + (reserve >> 10) + " KiB are kept in reserve; free some space to write again");
    }
}
