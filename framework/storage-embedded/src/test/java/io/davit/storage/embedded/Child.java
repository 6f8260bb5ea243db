package io.davit.storage.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rocksdb.RocksDB;
import org.rocksdb.util.Environment;

/** A JVM of its own for a main class of the tests, started as lightly as possible. */
final class Child {

    private Child() {}

    /** @param libraries where it finds the native library, or else unpacks it */
    static Process start(Path libraries, Class<?> main, Object... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.library.path=" + libraries,
                "-Djava.io.tmpdir=" + libraries,
                "-cp",
                classPath(),
                main.getName()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Unpacks the native library once: RocksDB's own loader leaves a copy behind for every process that is killed. */
    static Path unpackLibrary(Path into) throws IOException {
        String name = Environment.getJniLibraryFileName("rocksdb");
        try (var library = RocksDB.class.getClassLoader().getResourceAsStream(name)) {
            Files.copy(
                    Optional.ofNullable(library).orElseThrow(),
                    into.resolve(name),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        return into;
    }

    private static String classPath() {
        return String.join(
                File.pathSeparator,
                List.of(
                        where(EmbeddedStore.class),
                        where(Child.class),
                        where(io.davit.storage.Store.class),
                        where(RocksDB.class)));
    }

    private static String where(Class<?> type) {
        return Path.of(java.net.URI.create(
                        type.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
    }
}
