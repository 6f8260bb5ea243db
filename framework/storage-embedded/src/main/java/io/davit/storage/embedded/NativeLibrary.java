package io.davit.storage.embedded;

import io.davit.storage.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.rocksdb.RocksDB;
import org.rocksdb.util.Environment;

/**
 * Loads RocksDB's native library, and leaves no copy of it behind.
 *
 * <p>RocksDB unpacks 17 MB into a new temporary file each time, which a process that is killed never removes. Where the system allows (Linux), the
 * file is removed as soon as it is loaded: it stays mapped.
 */
public final class NativeLibrary {

    private static final Logger LOG = System.getLogger(NativeLibrary.class.getName());
    private static final Path MAPS = Path.of("/proc/self/maps");

    private NativeLibrary() {}

    /**
     * Unpacks the library of this machine once, for starts with this directory on {@code java.library.path}: they then load it as it is.
     *
     * @throws StoreException when it cannot be written
     */
    public static void unpackInto(Path directory) {
        String packed = Environment.getJniLibraryFileName("rocksdb");
        try (InputStream library = RocksDB.class.getClassLoader().getResourceAsStream(packed)) {
            if (library == null) {
                throw new StoreException("RocksDB has no library for this machine: " + packed + " is missing");
            }
            Files.createDirectories(directory);
            Files.copy(library, directory.resolve(packed), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new StoreException("cannot unpack RocksDB's library into " + directory + ": " + e, e);
        }
    }

    static void load() {
        RocksDB.loadLibrary();
        try {
            for (Path unpacked : unpacked()) {
                Files.deleteIfExists(unpacked);
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the unpacked native library stays until this process ends", e);
        }
    }

    private static List<Path> unpacked() throws IOException {
        if (Files.notExists(MAPS)) {
            return List.of();
        }
        Path temporary = Path.of(System.getProperty("java.io.tmpdir")).toRealPath();
        try (Stream<String> mappings = Files.lines(MAPS)) {
            return mappings.filter(line -> line.contains("/"))
                    .map(line -> Path.of(line.substring(line.indexOf('/'))))
                    .filter(file -> temporary.equals(file.getParent()))
                    .filter(file -> file.getFileName().toString().matches("librocksdbjni\\d+\\.so"))
                    .distinct()
                    .toList();
        }
    }
}
