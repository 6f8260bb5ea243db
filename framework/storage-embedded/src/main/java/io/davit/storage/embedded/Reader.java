package io.davit.storage.embedded;

import io.davit.storage.Change;
import io.davit.storage.CompactedException;
import io.davit.storage.Entry;
import io.davit.storage.FutureRevisionException;
import io.davit.storage.KeyOrder;
import io.davit.storage.Page;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/** Answers reads from the rows, as of a revision. */
final class Reader {

    /* A key's other versions lie beside each other: stepping over a few is cheaper than seeking. */
    private static final int STEPS = 6;

    private final Rocks rocks;
    private final Horizon horizon;

    Reader(Rocks rocks, Horizon horizon) {
        this.rocks = rocks;
        this.horizon = horizon;
    }

    Optional<Entry> newest(String key) {
        return newest(at -> read(key, at));
    }

    /** The entry in exactly this row, whatever the horizon. */
    Optional<Entry> version(byte[] versionKey) {
        return rocks.use(db -> {
            byte[] value = db.get(versionKey);
            return value == null
                    ? Optional.empty()
                    : Optional.ofNullable(Rows.version(versionKey, value).entry());
        });
    }

    /** Finds the newest version of every key that exists, whatever the horizon. */
    void heads(Heads heads) {
        byte[] start = {Rows.VERSION};
        byte[] kind = new byte[1];
        rocks.scan(rows -> {
            rows.seek(start);
            while (rows.isValid() && rows.key()[0] == Rows.VERSION) {
                byte[] row = rows.key();
                rows.value(ByteBuffer.wrap(kind));
                if (kind[0] == Rows.PRESENT) {
                    long hash = Heads.hash(row);
                    heads.put(hash, heads.find(hash) == 0 ? Rows.versionRevision(row) : Heads.UNKNOWN);
                }
                skip(rows, row, -1);
            }
            return true;
        });
    }

    Optional<Entry> get(String key, long revision) {
        return asOf(revision, at -> read(key, at));
    }

    Page list(String prefix, @Nullable String after, int limit, long revision) {
        LongFunction<Page> page = at -> page(prefix, after, limit, at);
        return revision == 0 ? newest(page) : asOf(revision, page);
    }

    /** The newest version of the key that is not newer than {@code at}, whatever the horizon. */
    Optional<Entry> read(String key, long at) {
        byte[] from = Rows.versionKey(key, at);
        return rocks.iterate(rows -> {
            rows.seek(from);
            if (!rows.isValid()) {
                return Optional.empty();
            }
            byte[] row = rows.key();
            return Rows.sameKey(row, from)
                    ? Optional.ofNullable(Rows.version(row, rows.value()).entry())
                    : Optional.empty();
        });
    }

    void replay(long after, long upTo, Consumer<Change> to) {
        rocks.snapshot((db, at, rows) -> {
            if (horizon.compacted > after) {
                throw new CompactedException(after, horizon.compacted);
            }
            for (rows.seek(Rows.logKey(after + 1)); rows.isValid(); rows.next()) {
                byte[] row = rows.key();
                if (!Rows.isLogKey(row) || Rows.logRevision(row) > upTo) {
                    break;
                }
                to.accept(change(db, at, Rows.logged(row, rows.value())));
            }
            return true;
        });
    }

    private static Change change(RocksDB db, ReadOptions at, Rows.Logged logged) throws RocksDBException {
        Entry entry = logged.present() ? version(db, at, logged.key(), logged.revision()) : null;
        Entry previous = logged.previous() == 0 ? null : version(db, at, logged.key(), logged.previous());
        return new Change(logged.key(), logged.revision(), entry, previous);
    }

    private static @Nullable Entry version(RocksDB db, ReadOptions at, String key, long revision)
            throws RocksDBException {
        byte[] row = Rows.versionKey(key, revision);
        byte[] value = db.get(at, row);
        if (value == null) {
            throw new RocksDBException(
                    "revision " + revision + " of " + key + " is in the log but not among the versions");
        }
        return Rows.version(row, value).entry();
    }

    private Page page(String prefix, @Nullable String after, int limit, long at) {
        byte[] start = Rows.versionsOf(prefix);
        byte[] from = after != null && KeyOrder.BY_UTF8_BYTES.compare(after, prefix) >= 0
                ? Rows.pastVersionsOf(after)
                : start;
        return rocks.iterate(rows -> {
            List<Entry> entries = new ArrayList<>();
            long remaining = 0;
            byte[] kind = new byte[1];
            rows.seek(from);
            while (rows.isValid()) {
                byte[] row = rows.key();
                if (!Rows.startsWith(row, start)) {
                    break;
                }
                if (Rows.versionRevision(row) > at) {
                    skip(rows, row, at);
                    continue;
                }
                if (limit == 0 || entries.size() < limit) {
                    Entry entry = Rows.version(row, rows.value()).entry();
                    if (entry != null) {
                        entries.add(entry);
                    }
                } else {
                    rows.value(ByteBuffer.wrap(kind));
                    remaining += kind[0] == Rows.PRESENT ? 1 : 0;
                }
                skip(rows, row, -1);
            }
            return new Page(entries, at, remaining > 0, remaining);
        });
    }

    /** Goes on to the first version of the same key that is not newer than {@code at}, or else to the next key. */
    private static void skip(RocksIterator rows, byte[] row, long at) {
        for (int step = 0; step < STEPS; step++) {
            rows.next();
            if (!rows.isValid()) {
                return;
            }
            byte[] next = rows.key();
            if (!Rows.sameKey(next, row) || Rows.versionRevision(next) <= at) {
                return;
            }
        }
        rows.seek(at < 0 ? Rows.pastVersionsOf(row) : Rows.versionKey(row, at));
    }

    /* A compaction may overtake a read. What is compacted beyond the revision that was read may be torn, so it is read again. */
    private <T> T newest(LongFunction<T> read) {
        while (true) {
            long at = horizon.visible;
            T result = read.apply(at);
            if (horizon.compacted <= at) {
                return result;
            }
        }
    }

    private <T> T asOf(long asked, LongFunction<T> read) {
        if (asked > horizon.visible) {
            throw new FutureRevisionException(asked, horizon.visible);
        }
        T result = read.apply(asked);
        if (asked <= horizon.compacted) {
            throw new CompactedException(asked, horizon.compacted);
        }
        return result;
    }
}
