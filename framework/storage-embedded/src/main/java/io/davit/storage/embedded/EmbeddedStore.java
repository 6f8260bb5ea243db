package io.davit.storage.embedded;

import io.davit.storage.CompactedException;
import io.davit.storage.Entry;
import io.davit.storage.FutureRevisionException;
import io.davit.storage.Outcome;
import io.davit.storage.Page;
import io.davit.storage.Store;
import io.davit.storage.StoreException;
import io.davit.storage.Subscription;
import io.davit.storage.WatchListener;
import io.davit.storage.watch.Watches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;

/**
 * The embedded engine: one process, one directory, on RocksDB. An acknowledged write is on disk.
 *
 * <p>What it refuses to do, it says in one line that names the directory, and loses nothing acknowledged:
 * <ul>
 *   <li>A directory that cannot be created or written to, is another program's, has a newer format, is damaged, or is used by another
 *       process is refused when it is opened.</li>
 *   <li>When the disk is nearly full, writes are refused until there is room again; reads go on.</li>
 *   <li>When a write or its sync fails, it is unknown what is on disk: that write and all further ones are refused until the
 *       store is opened again; reads go on, of what was acknowledged.</li>
 * </ul>
 */
public final class EmbeddedStore implements Store {

    /* More writes than fit into the buffers that are not yet in sorted tables. Only those can have holes that RocksDB does not notice. */
    private static final long MOST_UNFLUSHED = 500_000;

    private final DataDirectory directory;
    private final Rocks rocks;
    private final NewestMark mark;
    private final Horizon horizon;
    private final Reader reader;
    private final Watches watches;
    private final Sequencer sequencer;
    private final Sweep sweep;
    private final Object compacting = new Object();

    private volatile boolean closed;
    private long markedGeneration;

    private EmbeddedStore(DataDirectory directory, Rocks rocks, NewestMark mark, Seams seams)
            throws IOException, RocksDBException {
        this.directory = directory;
        this.rocks = rocks;
        this.mark = mark;
        this.horizon = horizon(directory, rocks, mark);
        this.reader = new Reader(rocks, horizon);
        this.watches = new Watches(horizon.visible, reader::replay);
        this.sweep = new Sweep(rocks);
        this.sequencer = new Sequencer(
                reader,
                horizon,
                watches,
                this::reached,
                seams.commit(rocks),
                seams.space(directory.path()),
                this::failedWrite);
        markContents();
    }

    /** What a test may replace to make the disk fail. */
    interface Seams {

        default Sequencer.Commit commit(Rocks rocks) {
            return rocks::writeDurably;
        }

        default Sequencer.Space space(Path directory) throws IOException {
            return DiskSpace.of(directory);
        }
    }

    /**
     * Opens the store in this directory, and makes an empty one when there is none.
     *
     * @throws StoreException when the directory cannot be used; the message says why, and what would work
     */
    public static EmbeddedStore open(Path directory) {
        return open(directory, new Seams() {});
    }

    static EmbeddedStore open(Path path, Seams seams) {
        DataDirectory directory = DataDirectory.take(path);
        Rocks rocks = null;
        try {
            boolean create = directory.isNew();
            if (!create) {
                refuseShortened(directory);
            }
            Files.createDirectories(directory.database());
            rocks = Rocks.open(directory.database(), create);
            if (create) {
                NewestMark.create(directory.mark(), 1);
                directory.sync();
            }
            EmbeddedStore store = new EmbeddedStore(directory, rocks, NewestMark.open(directory.mark()), seams);
            store.sequencer.start();
            return store;
        } catch (RocksDBException | IOException | RuntimeException e) {
            if (rocks != null) {
                rocks.close();
            }
            directory.close();
            throw switch (e) {
                case RocksDBException database -> unopenable(directory, database);
                case IOException io -> DataDirectory.unusable(directory.path(), io);
                default -> (RuntimeException) e;
            };
        }
    }

    @Override
    public long revision() {
        requireOpen();
        return horizon.visible;
    }

    @Override
    public long compactedRevision() {
        requireOpen();
        return horizon.compacted;
    }

    @Override
    public Optional<Entry> get(String key) {
        requireOpen();
        return reader.newest(key);
    }

    @Override
    public Optional<Entry> get(String key, long revision) {
        requireOpen();
        return reader.get(key, revision);
    }

    @Override
    public Page list(String prefix, @Nullable String after, int limit, long revision) {
        requireOpen();
        return reader.list(prefix, after, limit, revision);
    }

    @Override
    public Outcome compareAndSet(String key, long expected, byte @Nullable [] value) {
        requireOpen();
        watches.requireNotTelling();
        return sequencer.submit(Write.prepare(reader, key, expected, value));
    }

    @Override
    public Subscription watch(String prefix, long revision, WatchListener listener) {
        requireOpen();
        if (revision < horizon.compacted) {
            throw new CompactedException(revision, horizon.compacted);
        }
        return watches.start(prefix, revision, listener);
    }

    @Override
    public void compact(long revision) {
        requireOpen();
        if (revision > horizon.visible) {
            throw new FutureRevisionException(revision, horizon.visible);
        }
        synchronized (compacting) {
            if (revision <= horizon.compacted) {
                return;
            }
            rememberCompacted(revision);
            horizon.compacted = revision;
            sweep.upTo(revision);
        }
    }

    @Override
    public void checkpoint(Path copy) {
        requireOpen();
        try {
            long revision = horizon.visible;
            Files.createDirectory(copy);
            rocks.checkpoint(copy.resolve("db"));
            NewestMark.create(copy.resolve("newest"), revision);
            DataDirectory.finish(copy);
        } catch (IOException e) {
            throw new StoreException(
                    "cannot write a checkpoint into " + copy + ": " + e + "; name a directory that does not exist yet",
                    e);
        }
    }

    @Override
    public void close() {
        watches.requireNotTelling();
        synchronized (compacting) {
            if (closed) {
                return;
            }
            closed = true;
        }
        sequencer.close();
        watches.end(Rocks.closedException());
        try {
            markContents();
        } catch (RocksDBException e) {
            throw failedWrite(e);
        } finally {
            rocks.close();
            mark.close();
            directory.close();
        }
    }

    void rememberCompacted(long revision) {
        try (WriteBatch rows = new WriteBatch()) {
            rows.put(Rows.COMPACTED, Rows.number(revision));
            rocks.writeLazily(rows);
        } catch (RocksDBException e) {
            throw new IllegalStateException("cannot assemble rows in memory", e);
        }
    }

    private static Horizon horizon(DataDirectory directory, Rocks rocks, NewestMark mark) {
        long compacted = rocks.use(db -> Rows.number(db.get(Rows.COMPACTED)));
        long logged = rocks.iterate(EmbeddedStore::newestLogged);
        long newest = Math.max(1, Math.max(compacted, logged));
        if (newest < mark.revision()) {
            throw damaged(
                    directory,
                    "revision " + mark.revision() + " was acknowledged, but nothing after " + newest + " can be read");
        }
        long complete = Math.max(Math.max(1, compacted), newest - MOST_UNFLUSHED);
        long missing = rocks.iterate(rows -> firstMissing(rows, complete + 1, newest));
        if (missing != 0) {
            throw damaged(directory, "revision " + missing + " is missing, though " + newest + " is there");
        }
        mark.advance(newest);
        return new Horizon(newest, compacted);
    }

    /* RocksDB removes tables that its manifest does not name, so this is asked before it opens the database. */
    private static void refuseShortened(DataDirectory directory) throws IOException {
        try (NewestMark mark = NewestMark.open(directory.mark())) {
            Contents found = Contents.in(directory.database());
            if (found.isBehind(mark.contents())) {
                throw damaged(directory, "its manifest is missing or shorter than it was");
            }
        }
    }

    private static long firstMissing(RocksIterator rows, long from, long upTo) {
        long next = from;
        for (rows.seek(Rows.logKey(from)); next <= upTo; rows.next()) {
            if (!rows.isValid() || !Rows.isLogKey(rows.key()) || Rows.logRevision(rows.key()) != next) {
                return next;
            }
            next++;
        }
        return 0;
    }

    private static StoreException damaged(DataDirectory directory, String how) {
        return new StoreException("the data in " + directory.path() + " is damaged: " + how + "; restore a checkpoint");
    }

    private static long newestLogged(RocksIterator rows) {
        rows.seekForPrev(Rows.logKey(Long.MAX_VALUE));
        return rows.isValid() && Rows.isLogKey(rows.key()) ? Rows.logRevision(rows.key()) : 0;
    }

    private StoreException failedWrite(RocksDBException e) {
        String what = Rocks.isDiskFull(e)
                ? "the disk of " + directory.path() + " is full"
                : "cannot write to " + directory.path();
        return new StoreException(
                what + ": " + e.getMessage()
                        + "; nothing acknowledged is lost and reads go on; writes are refused until the disk is well and the store is opened again",
                e);
    }

    private static StoreException unopenable(DataDirectory directory, RocksDBException e) {
        return Rocks.isDiskFull(e)
                ? new StoreException(
                        "the disk of " + directory.path() + " is full: " + e.getMessage() + "; free some space", e)
                : new StoreException(
                        "the data in " + directory.path() + " is damaged or cannot be read: " + e.getMessage()
                                + "; check the disk, or restore a checkpoint",
                        e);
    }

    private void reached(long revision) throws RocksDBException {
        mark.advance(revision);
        if (rocks.generation() != markedGeneration) {
            markContents();
        }
    }

    private void markContents() throws RocksDBException {
        markedGeneration = rocks.generation();
        mark.advance(rocks.contents());
    }

    private void requireOpen() {
        if (closed) {
            throw Rocks.closedException();
        }
    }
}
