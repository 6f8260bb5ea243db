package io.davit.storage.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * How far RocksDB's table of contents reaches: the number of its current manifest, which only grows, and that file's size, which only
 * grows too. A shorter one would be taken for an older state of the database, and newer tables for leftovers.
 */
record Contents(long number, long size) {

    static final Contents NONE = new Contents(0, 0);

    private static final String MANIFEST = "MANIFEST-";

    static Contents of(String manifest, long size) {
        return new Contents(Long.parseLong(manifest.substring(manifest.indexOf(MANIFEST) + MANIFEST.length())), size);
    }

    /** As it is in a directory; {@link #NONE} when there is none to be found. */
    static Contents in(Path database) throws IOException {
        try {
            String manifest = Files.readString(database.resolve("CURRENT")).strip();
            return manifest.matches(MANIFEST + "\\d{1,18}")
                    ? of(manifest, Files.size(database.resolve(manifest)))
                    : NONE;
        } catch (NoSuchFileException e) {
            return NONE;
        }
    }

    boolean isBehind(Contents other) {
        return number < other.number || (number == other.number && size < other.size);
    }
}
