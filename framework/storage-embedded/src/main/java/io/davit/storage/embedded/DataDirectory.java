package io.davit.storage.embedded;

import io.davit.storage.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A directory that holds a store, locked for this process.
 *
 * <pre>
 * format    "davit-store 1": whose directory it is, and how it is to be read; written first
 * lock      locked by the process that uses it
 * newest    see {@link NewestMark}; written once the database exists, so without it nothing was ever acknowledged
 * db/       the database
 * </pre>
 */
final class DataDirectory implements AutoCloseable {

    static final int FORMAT = 1;

    private static final String NAME = "davit-store ";
    private static final Set<String> COUNTS_AS_EMPTY = Set.of("lost+found", "lock", "format.new");

    /* The operating system's lock is the process's: a second open in this process would get it too, and lose it for both when it closes. */
    private static final Set<Path> IN_USE = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel lock;

    private DataDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Creates the directory when it is missing, and takes it.
     *
     * @throws StoreException when it cannot be created or written to, is somebody else's, has a newer format, or is in use
     */
    static DataDirectory take(Path directory) {
        Path path = existing(directory);
        if (!IN_USE.add(path)) {
            throw inUse(path);
        }
        FileChannel lock = null;
        try {
            refuseForeign(path);
            lock = FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock held = lock.tryLock();
            if (held == null) {
                throw inUse(path);
            }
            if (Files.notExists(path.resolve("format"))) {
                writeFormat(path);
            }
            return new DataDirectory(path, lock);
        } catch (IOException | StoreException e) {
            IN_USE.remove(path);
            closeAfter(lock, e);
            throw e instanceof IOException io ? unusable(path, io) : (StoreException) e;
        }
    }

    Path database() {
        return path.resolve("db");
    }

    Path mark() {
        return path.resolve("newest");
    }

    Path path() {
        return path;
    }

    /**
     * Whether the database is yet to be made. It is only while the mark is missing; then nothing was acknowledged.
     *
     * @throws StoreException when the mark is missing but the database has content without its head: that is damage
     */
    boolean isNew() {
        if (Files.exists(mark())) {
            return false;
        }
        if (Files.exists(database().resolve("CURRENT")) || !hasContent()) {
            return true;
        }
        throw new StoreException(
                "the data in " + path + " is damaged: newest and db/CURRENT are missing; restore a checkpoint");
    }

    /** Makes the directory's own entries durable. */
    void sync() throws IOException {
        sync(path);
    }

    /** Makes a directory that was written as a whole, with its database inside, into one that can be taken. */
    static void finish(Path path) throws IOException {
        writeFormat(path);
        sync(path);
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new StoreException("cannot release " + path + ": " + e, e);
        } finally {
            IN_USE.remove(path);
        }
    }

    static StoreException unusable(Path path, IOException e) {
        return new StoreException(
                "cannot use " + path + " for data: " + reason(e) + "; name a directory that this user can write to", e);
    }

    private static Path existing(Path directory) {
        try {
            Files.createDirectories(directory);
            return directory.toRealPath();
        } catch (FileAlreadyExistsException e) {
            throw new StoreException("cannot use " + directory + " for data: it is a file; name a directory", e);
        } catch (IOException e) {
            throw new StoreException(
                    "cannot create " + directory + ": " + reason(e) + "; name a directory that this user can write to",
                    e);
        }
    }

    private static void refuseForeign(Path path) throws IOException {
        Path format = path.resolve("format");
        if (Files.exists(format)) {
            refuseOtherFormats(path, Files.readString(format).strip());
            return;
        }
        try (Stream<Path> content = Files.list(path)) {
            List<String> others = content.map(file -> file.getFileName().toString())
                    .filter(name -> !COUNTS_AS_EMPTY.contains(name))
                    .sorted()
                    .toList();
            if (!others.isEmpty()) {
                throw new StoreException(path + " is not a Davit data directory and not empty (it has "
                        + others.getFirst() + "); name an empty one");
            }
        }
    }

    private static void refuseOtherFormats(Path path, String found) {
        if (!found.matches(NAME + "\\d{1,9}")) {
            throw new StoreException(
                    path + " is not a Davit data directory: its file 'format' is not Davit's; name another directory");
        }
        int format = Integer.parseInt(found.substring(NAME.length()));
        if (format != FORMAT) {
            throw new StoreException(path + " has data of format " + format + ", this Davit reads format " + FORMAT
                    + "; use the Davit that wrote it, or a newer one");
        }
    }

    private static void writeFormat(Path path) throws IOException {
        Path fresh = path.resolve("format.new");
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            channel.write(java.nio.charset.StandardCharsets.UTF_8.encode(NAME + FORMAT + "\n"));
            channel.force(true);
        }
        Files.move(fresh, path.resolve("format"), StandardCopyOption.ATOMIC_MOVE);
        sync(path);
    }

    private boolean hasContent() {
        if (Files.notExists(database())) {
            return false;
        }
        try (Stream<Path> files = Files.list(database())) {
            return files.map(Path::toString).anyMatch(name -> name.endsWith(".sst"));
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    private static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static StoreException inUse(Path path) {
        return new StoreException(path + " is in use by another Davit; stop that one, or name another directory");
    }

    private static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "permission denied for " + denied.getFile();
            case FileAlreadyExistsException exists -> exists.getFile() + " is a file";
            case FileSystemException other when other.getReason() != null -> other.getFile() + ": " + other.getReason();
            default -> e.toString();
        };
    }

    private static void closeAfter(@org.jspecify.annotations.Nullable FileChannel lock, Exception cause) {
        if (lock == null) {
            return;
        }
        try {
            lock.close();
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }
}
