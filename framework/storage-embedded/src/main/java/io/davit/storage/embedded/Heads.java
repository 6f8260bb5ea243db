package io.davit.storage.embedded;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * The newest revision of every key that exists, so that most writes are decided without reading.
 *
 * <p>It knows keys by a 64-bit hash only, which takes some 30 bytes a key. Should two keys ever share one, it says so and the
 * decision needs a read: it never gives a wrong answer. It is used by one thread.
 */
final class Heads {

    /** The key may or may not exist: ask the database. */
    static final long UNKNOWN = -1;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long SEED = new SecureRandom().nextLong();

    /* Open addressing with linear probing: a revision of 0 is a free slot, so a hash is only looked at beside a revision. */
    private long[] hashes = new long[1 << 10];
    private long[] revisions = new long[1 << 10];
    private int used;

    /** What a key is known by here, from the row of one of its versions. */
    static long hash(byte[] versionRow) {
        int end = versionRow.length - Long.BYTES;
        long hash = SEED ^ end;
        int at = 0;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            hash = mix(hash ^ (long) LONGS.get(versionRow, at));
        }
        long rest = 0;
        for (; at < end; at++) {
            rest = rest << Byte.SIZE | versionRow[at] & 0xff;
        }
        return mix(hash ^ rest);
    }

    /** The newest revision, 0 when no key with this hash exists, or {@link #UNKNOWN}. */
    long find(long hash) {
        return revisions[slot(hash)];
    }

    /** @param revision {@link #UNKNOWN} when two keys have this hash; then it stays so */
    void put(long hash, long revision) {
        int slot = slot(hash);
        if (revisions[slot] == UNKNOWN) {
            return;
        }
        if (revisions[slot] == 0 && ++used > revisions.length / 3 * 2) {
            grow();
            slot = slot(hash);
        }
        hashes[slot] = hash;
        revisions[slot] = revision;
    }

    void remove(long hash) {
        int hole = slot(hash);
        if (revisions[hole] <= 0) {
            return;
        }
        used--;
        int mask = revisions.length - 1;
        // What was pushed past the hole moves back into it, so that no probe stops too early.
        for (int next = (hole + 1) & mask; revisions[next] != 0; next = (next + 1) & mask) {
            int home = (int) hashes[next] & mask;
            if (((next - home) & mask) >= ((next - hole) & mask)) {
                hashes[hole] = hashes[next];
                revisions[hole] = revisions[next];
                hole = next;
            }
        }
        revisions[hole] = 0;
    }

    private int slot(long hash) {
        int mask = revisions.length - 1;
        int slot = (int) hash & mask;
        while (revisions[slot] != 0 && hashes[slot] != hash) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldHashes = hashes;
        long[] oldRevisions = revisions;
        hashes = new long[oldHashes.length * 2];
        revisions = new long[oldRevisions.length * 2];
        for (int i = 0; i < oldRevisions.length; i++) {
            if (oldRevisions[i] != 0) {
                int slot = slot(oldHashes[i]);
                hashes[slot] = oldHashes[i];
                revisions[slot] = oldRevisions[i];
            }
        }
    }

    /* The finalizer of SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators). */
    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }

    @Override
    public String toString() {
        return used + " keys, "
                + Arrays.stream(revisions)
                        .filter(revision -> revision == UNKNOWN)
                        .count() + " of them with a shared hash";
    }
}
