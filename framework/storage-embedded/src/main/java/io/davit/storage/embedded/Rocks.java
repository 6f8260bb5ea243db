package io.davit.storage.embedded;

import io.davit.storage.StoreException;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Checkpoint;
import org.rocksdb.CompressionType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Snapshot;
import org.rocksdb.Status;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * An open RocksDB. Whoever uses it keeps it from being closed meanwhile: using a closed one would end the process.
 *
 * <p>The write-ahead log's files are reused, so that a sync need not also write the file's new size. Their old content then looks like a
 * damaged tail, and recovery has to stop at it; that nothing acknowledged is behind it, {@link NewestMark} tells.
 */
final class Rocks implements AutoCloseable {

    private static final long WRITE_BUFFER = 16L << 20;
    private static final long BLOCK_CACHE = 16L << 20;

    static {
        NativeLibrary.load();
    }

    private final ReentrantReadWriteLock use = new ReentrantReadWriteLock();
    private final LRUCache cache = new LRUCache(BLOCK_CACHE);
    private final BloomFilter filter = new BloomFilter(10);
    private final Options options = new Options();
    private final WriteOptions durable = new WriteOptions().setSync(true);
    private final WriteOptions lazy = new WriteOptions();
    private final RocksDB db;
    private final Path directory;
    private boolean closed;

    private Rocks(Path directory, boolean create) throws RocksDBException {
        this.directory = directory;
        options.setCreateIfMissing(create)
                .setWriteBufferSize(WRITE_BUFFER)
                .setMaxWriteBufferNumber(3)
                .setRecycleLogFileNum(3)
                .setWalRecoveryMode(WALRecoveryMode.PointInTimeRecovery)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setMaxBackgroundJobs(2)
                .setLevel0FileNumCompactionTrigger(8)
                .setMaxBytesForLevelBase(8 * WRITE_BUFFER)
                .setKeepLogFileNum(2)
                .setMaxLogFileSize(1 << 20)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setStatsDumpPeriodSec(0)
                .setTableFormatConfig(
                        new BlockBasedTableConfig().setBlockCache(cache).setFilterPolicy(filter));
        db = RocksDB.open(options, directory.toString());
    }

    static Rocks open(Path directory, boolean create) throws RocksDBException {
        return new Rocks(directory, create);
    }

    /** What may be done with an open database. */
    @FunctionalInterface
    interface Use<T> {
        T apply(RocksDB db) throws RocksDBException;
    }

    <T> T use(Use<T> use) {
        this.use.readLock().lock();
        try {
            if (closed) {
                throw closedException();
            }
            return use.apply(db);
        } catch (RocksDBException e) {
            throw unreadable(e);
        } finally {
            this.use.readLock().unlock();
        }
    }

    /** Reads through an iterator, which shows one state. */
    <T> T iterate(Function<RocksIterator, T> read) {
        return use(db -> {
            try (RocksIterator rows = db.newIterator()) {
                T result = read.apply(rows);
                rows.status();
                return result;
            }
        });
    }

    /** Reads a lot, once, so it does not push everything else out of the cache. */
    <T> T scan(Function<RocksIterator, T> read) {
        return use(db -> {
            try (ReadOptions once = new ReadOptions().setFillCache(false).setReadaheadSize(1 << 20);
                    RocksIterator rows = db.newIterator(once)) {
                T result = read.apply(rows);
                rows.status();
                return result;
            }
        });
    }

    /** Reads one state, with gets and iterators. */
    <T> T snapshot(Use2<T> read) {
        return use(db -> {
            Snapshot snapshot = db.getSnapshot();
            try (ReadOptions at = new ReadOptions().setSnapshot(snapshot);
                    RocksIterator rows = db.newIterator(at)) {
                T result = read.apply(db, at, rows);
                rows.status();
                return result;
            } finally {
                db.releaseSnapshot(snapshot);
            }
        });
    }

    /** What may be done with a snapshot. */
    @FunctionalInterface
    interface Use2<T> {
        T apply(RocksDB db, ReadOptions at, RocksIterator rows) throws RocksDBException;
    }

    /** Writes and waits until the disk has it. */
    void writeDurably(WriteBatch batch) throws RocksDBException {
        db.write(durable, batch);
    }

    /** Writes without waiting for the disk; it gets there before, or with, the next durable write. */
    void writeLazily(WriteBatch batch) {
        use(db -> {
            db.write(lazy, batch);
            return true;
        });
    }

    /** Changes whenever the table of contents may have. */
    long generation() throws RocksDBException {
        return db.getLongProperty("rocksdb.current-super-version-number");
    }

    Contents contents() throws RocksDBException {
        RocksDB.LiveFiles live = db.getLiveFiles(false);
        for (String file : live.files) {
            if (file.contains("MANIFEST")) {
                return Contents.of(file, live.manifestFileSize);
            }
        }
        return Contents.NONE;
    }

    void checkpoint(Path copy) {
        use(db -> {
            try (Checkpoint checkpoint = Checkpoint.create(db)) {
                checkpoint.createCheckpoint(copy.toString());
            }
            return true;
        });
    }

    @Override
    public void close() {
        use.writeLock().lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            db.close();
            durable.close();
            lazy.close();
            options.close();
            filter.close();
            cache.close();
        } finally {
            use.writeLock().unlock();
        }
    }

    static StoreException closedException() {
        return new StoreException("the store is closed; open it again to go on");
    }

    static boolean isDiskFull(RocksDBException e) {
        Status status = e.getStatus();
        return status != null && status.getSubCode() == Status.SubCode.NoSpace;
    }

    private StoreException unreadable(RocksDBException e) {
        return new StoreException(
                "cannot use the data in " + directory + ": " + e.getMessage()
                        + "; check the disk, or restore a checkpoint",
                e);
    }
}
