package io.davit.storage.embedded;

import io.davit.storage.Entry;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How a revisioned key space becomes rows of one ordered byte map. This is format 1; a change of it needs a new number.
 *
 * <pre>
 * 'l' revision                        → kind, previous revision, create revision, key     one per write: the log
 * 'm' name                            → number                                            how far the past is gone
 * 'v' key, 0 0, inverted revision     → kind, create revision, value                      one per write: the versions of a key
 * </pre>
 *
 * Numbers have 8 bytes, big-endian. In {@code v} rows a zero byte of the key is written as 0 1, so that the end of a key sorts before
 * every longer key, and the revision is inverted, so that a key's newest version comes first.
 */
final class Rows {

    static final byte LOG = 'l';
    static final byte META = 'm';
    static final byte VERSION = 'v';

    static final byte DELETED = 0;
    static final byte PRESENT = 1;

    static final byte[] COMPACTED = {META, 'c'};
    static final byte[] SWEPT = {META, 's'};

    private static final int NUMBER = Long.BYTES;
    private static final int END = 2;
    private static final int HEADER = 1 + NUMBER;

    private static final VarHandle NUMBERS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Rows() {}

    /** @param key which key was written, and {@code previous}, the revision before, or 0 when it did not exist */
    record Logged(long revision, boolean present, long previous, long created, String key) {}

    /** @param entry null when it is a deletion */
    record Version(long revision, @Nullable Entry entry) {}

    // The log

    static byte[] logKey(long revision) {
        return ByteBuffer.allocate(1 + NUMBER).put(LOG).putLong(revision).array();
    }

    static boolean isLogKey(byte[] row) {
        return row.length == 1 + NUMBER && row[0] == LOG;
    }

    static long logRevision(byte[] row) {
        return ByteBuffer.wrap(row).getLong(1);
    }

    /** Its numbers are still to be {@linkplain #number filled in}. */
    static byte[] logValue(boolean present, String key) {
        byte[] name = utf8(key);
        return ByteBuffer.allocate(1 + 2 * NUMBER + name.length)
                .put(present ? PRESENT : DELETED)
                .position(1 + 2 * NUMBER)
                .put(name)
                .array();
    }

    static void number(byte[] logValue, long previous, long created) {
        NUMBERS.set(logValue, 1, previous);
        NUMBERS.set(logValue, 1 + NUMBER, created);
    }

    static Logged logged(byte[] row, byte[] value) {
        ByteBuffer in = ByteBuffer.wrap(value);
        boolean present = in.get() == PRESENT;
        long previous = in.getLong();
        long created = in.getLong();
        String key = new String(value, in.position(), in.remaining(), StandardCharsets.UTF_8);
        return new Logged(logRevision(row), present, previous, created, key);
    }

    // The versions

    /** What all rows of keys with this prefix start with. */
    static byte[] versionsOf(String prefix) {
        byte[] key = utf8(prefix);
        byte[] row = new byte[1 + key.length + zeros(key)];
        row[0] = VERSION;
        escape(key, row);
        return row;
    }

    /** The row of a key's version; sorted after all newer ones and before all older ones. */
    static byte[] versionKey(String key, long revision) {
        byte[] start = versionsOf(key);
        return ByteBuffer.allocate(start.length + END + NUMBER)
                .put(start)
                .putShort((short) 0)
                .putLong(~revision)
                .array();
    }

    /** The same row's neighbour for another revision. */
    static byte[] versionKey(byte[] row, long revision) {
        byte[] other = row.clone();
        ByteBuffer.wrap(other).putLong(row.length - NUMBER, ~revision);
        return other;
    }

    /** After every version of the key, before the next key. */
    static byte[] pastVersionsOf(String key) {
        byte[] last = versionKey(key, 0);
        return Arrays.copyOf(last, last.length + 1);
    }

    /** After every version of this row's key, before the next key. */
    static byte[] pastVersionsOf(byte[] row) {
        return Arrays.copyOf(versionKey(row, 0), row.length + 1);
    }

    static long versionRevision(byte[] row) {
        return ~ByteBuffer.wrap(row).getLong(row.length - NUMBER);
    }

    static boolean sameKey(byte[] row, byte[] other) {
        return row.length == other.length
                && Arrays.equals(row, 0, row.length - NUMBER, other, 0, other.length - NUMBER);
    }

    static boolean startsWith(byte[] row, byte[] start) {
        return row.length >= start.length && Arrays.equals(row, 0, start.length, start, 0, start.length);
    }

    /** Its create revision is still to be {@linkplain #create filled in}. */
    static byte[] versionValue(byte @Nullable [] value) {
        if (value == null) {
            return new byte[] {DELETED};
        }
        byte[] row = new byte[HEADER + value.length];
        row[0] = PRESENT;
        System.arraycopy(value, 0, row, HEADER, value.length);
        return row;
    }

    static void create(byte[] versionValue, long created) {
        if (versionValue[0] == PRESENT) {
            NUMBERS.set(versionValue, 1, created);
        }
    }

    static void revise(byte[] versionKey, long revision) {
        NUMBERS.set(versionKey, versionKey.length - NUMBER, ~revision);
    }

    static Version version(byte[] row, byte[] value) {
        long revision = versionRevision(row);
        if (value[0] == DELETED) {
            return new Version(revision, null);
        }
        long created = ByteBuffer.wrap(value).getLong(1);
        byte[] content = Arrays.copyOfRange(value, HEADER, value.length);
        return new Version(revision, new Entry(keyOf(row), content, created, revision));
    }

    static String keyOf(byte[] row) {
        byte[] key = new byte[row.length - 1 - END - NUMBER];
        int length = 0;
        for (int i = 1; i < row.length - END - NUMBER; i++) {
            key[length++] = row[i];
            if (row[i] == 0) {
                i++;
            }
        }
        return new String(key, 0, length, StandardCharsets.UTF_8);
    }

    // Numbers

    static byte[] number(long value) {
        return ByteBuffer.allocate(NUMBER).putLong(value).array();
    }

    static long number(byte @Nullable [] value) {
        return value == null ? 0 : ByteBuffer.wrap(value).getLong();
    }

    private static byte[] utf8(String text) {
        return hasSurrogates(text) ? wellFormed(text) : text.getBytes(StandardCharsets.UTF_8);
    }

    private static boolean hasSurrogates(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /* The simple way would turn half a pair into a question mark, and so into another key. */
    private static byte[] wellFormed(String text) {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a key must be well-formed Unicode: " + text, e);
        }
    }

    private static int zeros(byte[] key) {
        int zeros = 0;
        for (byte b : key) {
            zeros += b == 0 ? 1 : 0;
        }
        return zeros;
    }

    private static void escape(byte[] key, byte[] row) {
        int at = 1;
        for (byte b : key) {
            row[at++] = b;
            if (b == 0) {
                row[at++] = 1;
            }
        }
    }
}
