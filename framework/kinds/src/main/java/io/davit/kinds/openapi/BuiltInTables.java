package io.davit.kinds.openapi;

import io.davit.kinds.type.TypeTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;

/** Stands for everything that documents say of built-in kinds: it changes when the tables do. */
final class BuiltInTables {

    private BuiltInTables() {}

    static byte[] fingerprint() {
        return Holder.FINGERPRINT.clone();
    }

    private static byte[] read() {
        MessageDigest digest = OpenApi.sha256();
        for (String table : new String[] {"types.bin", "descriptions.bin", "resources.bin"}) {
            try (InputStream in = TypeTable.class.getResourceAsStream(table)) {
                if (in == null) {
                    throw new IllegalStateException(table + " is missing: the build writes it");
                }
                digest.update(in.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return digest.digest();
    }

    private static final class Holder {
        private static final byte[] FINGERPRINT = read();
    }
}
