package io.davit.app;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one Davit keeps: the store, its certificates, the administrator's kubeconfig.
 *
 * <p>While it is open no other Davit can open it; the operating system ends that with the process, however it ends.
 */
final class DataDirectory implements AutoCloseable {

    private static final Set<String> COUNTS_AS_EMPTY = Set.of("lock", "lost+found", "kubeconfig", "pki.new");

    private final Path path;
    private final FileChannel lockFile;

    private DataDirectory(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /** Opens the directory, making it where it is missing. */
    static DataDirectory open(Path given) {
        Path path = given.toAbsolutePath().normalize();
        try {
            Files.createDirectories(path);
            refuseForeign(path);
            return new DataDirectory(path, lock(path));
        } catch (IOException e) {
            throw new Problem("cannot use the data directory " + path + ": " + describe(e), e);
        }
    }

    Path store() {
        return path.resolve("store");
    }

    Path certificates() {
        return path.resolve("pki");
    }

    Path kubeconfig() {
        return path.resolve("kubeconfig");
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new Problem("cannot release the data directory " + path + ": " + describe(e), e);
        }
    }

    private static void refuseForeign(Path path) throws IOException {
        try (Stream<Path> content = Files.list(path)) {
            List<String> names =
                    content.map(file -> file.getFileName().toString()).sorted().toList();
            boolean ours = names.contains("store") || names.contains("pki");
            Optional<String> foreign = names.stream()
                    .filter(name -> !COUNTS_AS_EMPTY.contains(name))
                    .findFirst();
            if (!ours && foreign.isPresent()) {
                throw new Problem(path + " is not a Davit data directory and not empty (it has " + foreign.get()
                        + "): choose another with --data");
            }
        }
    }

    private static FileChannel lock(Path path) throws IOException {
        FileChannel channel = FileChannel.open(
                path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileLock lock = tryLock(channel);
        if (lock == null) {
            String owner = owner(channel);
            channel.close();
            throw new Problem("the data directory " + path + " is in use by another Davit" + owner
                    + ": stop that one, or choose another directory with --data");
        }
        channel.truncate(0);
        channel.write(
                ByteBuffer.wrap(String.valueOf(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)), 0);
        return channel;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    private static String owner(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(20);
        channel.read(text, 0);
        String pid = new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII);
        return pid.isBlank() ? "" : " (process " + pid.strip() + ")";
    }

    private static String describe(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "permission denied on " + denied.getFile();
            case FileAlreadyExistsException file -> file.getFile() + " is a file";
            case FileSystemException other
            when other.getReason() != null -> other.getReason() + " (" + other.getFile() + ")";
            default -> String.valueOf(e.getMessage());
        };
    }
}
