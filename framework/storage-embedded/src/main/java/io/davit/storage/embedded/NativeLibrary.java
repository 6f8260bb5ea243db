package io.davit.storage.embedded;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.rocksdb.RocksDB;

/**
 * Loads RocksDB's native library, and leaves no copy of it behind.
 *
 * <p>RocksDB unpacks 17 MB into a new temporary file each time, which a process that is killed never removes. Where the system allows (Linux), the
 * file is removed as soon as it is loaded: it stays mapped.
 */
final class NativeLibrary {

    private static final Logger LOG = System.getLogger(NativeLibrary.class.getName());
    private static final Path MAPS = Path.of("/proc/self/maps");

    private NativeLibrary() {}

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
