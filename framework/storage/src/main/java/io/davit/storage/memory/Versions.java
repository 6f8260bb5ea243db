package io.davit.storage.memory;

import io.davit.storage.Entry;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The kept versions of one key, oldest first. Immutable, so that readers need no lock. */
final class Versions {

    static final Versions NONE = new Versions();

    private final Version[] kept;

    private Versions(Version... kept) {
        this.kept = kept;
    }

    /** @param entry null when the key was deleted at this revision */
    record Version(long revision, @Nullable Entry entry) {}

    Versions with(long revision, @Nullable Entry entry) {
        Version[] more = Arrays.copyOf(kept, kept.length + 1);
        more[kept.length] = new Version(revision, entry);
        return new Versions(more);
    }

    @Nullable
    Entry newest() {
        return kept.length == 0 ? null : kept[kept.length - 1].entry();
    }

    Optional<Entry> at(long revision) {
        int index = indexAt(revision);
        return index < 0 ? Optional.empty() : Optional.ofNullable(kept[index].entry());
    }

    /** Without what only revisions up to and including this one need. */
    Versions compacted(long revision) {
        int index = indexAt(revision);
        if (index < 0) {
            return this;
        }
        int from = kept[index].entry() == null ? index + 1 : index;
        return from == 0 ? this : new Versions(Arrays.copyOfRange(kept, from, kept.length));
    }

    boolean isEmpty() {
        return kept.length == 0;
    }

    private int indexAt(long revision) {
        int index = kept.length - 1;
        while (index >= 0 && kept[index].revision() > revision) {
            index--;
        }
        return index;
    }
}
