package io.davit.storage.embedded;

import java.util.ArrayList;
import java.util.List;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * Removes the rows that compaction has made unreachable.
 *
 * <p>A write makes the version before it unreachable from its own revision on, and a deletion itself too. So everything that is to be removed can be
 * read off the log, without looking at the other versions. Each step removes its part of the log with it, so a sweep that was interrupted goes
 * on where it stopped.
 */
final class Sweep {

    private static final int STEP = 1000;

    private final Rocks rocks;

    Sweep(Rocks rocks) {
        this.rocks = rocks;
    }

    /** Sweeps up to and including this revision, which readers already consider gone. */
    void upTo(long revision) {
        long swept = rocks.use(db -> Rows.number(db.get(Rows.SWEPT)));
        while (swept < revision) {
            List<Rows.Logged> step = logged(swept, revision);
            swept = step.size() < STEP ? revision : step.getLast().revision();
            remove(step, swept);
        }
    }

    private List<Rows.Logged> logged(long after, long upTo) {
        return rocks.iterate(rows -> {
            List<Rows.Logged> step = new ArrayList<>(STEP);
            for (rows.seek(Rows.logKey(after + 1)); rows.isValid() && step.size() < STEP; rows.next()) {
                byte[] row = rows.key();
                if (!Rows.isLogKey(row) || Rows.logRevision(row) > upTo) {
                    break;
                }
                step.add(Rows.logged(row, rows.value()));
            }
            return step;
        });
    }

    private void remove(List<Rows.Logged> step, long swept) {
        try (WriteBatch rows = new WriteBatch()) {
            for (Rows.Logged logged : step) {
                rows.delete(Rows.logKey(logged.revision()));
                if (logged.previous() != 0) {
                    rows.delete(Rows.versionKey(logged.key(), logged.previous()));
                }
                if (!logged.present()) {
                    rows.delete(Rows.versionKey(logged.key(), logged.revision()));
                }
            }
            rows.put(Rows.SWEPT, Rows.number(swept));
            rocks.writeLazily(rows);
        } catch (RocksDBException e) {
            throw new IllegalStateException("cannot assemble rows in memory", e);
        }
    }
}
