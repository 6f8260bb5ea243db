package io.davit.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a store ought to do, written to be obviously right: a list of all changes ever, from which every answer is computed. */
final class NaiveModel {

    private final List<Change> changes = new ArrayList<>();

    void wrote(String key, long revision, byte @Nullable [] value) {
        Optional<Entry> previous = at(Long.MAX_VALUE, key);
        long created = previous.map(Entry::createRevision).orElse(revision);
        Entry entry = value == null ? null : new Entry(key, value, created, revision);
        changes.add(new Change(key, revision, entry, previous.orElse(null)));
    }

    Optional<Entry> at(long revision, String key) {
        return Optional.ofNullable(all(revision).get(key));
    }

    List<Entry> list(String prefix, @Nullable String after, long revision) {
        return all(revision).values().stream()
                .filter(entry -> entry.key().startsWith(prefix))
                .filter(entry -> after == null || KeyOrder.BY_UTF8_BYTES.compare(entry.key(), after) > 0)
                .toList();
    }

    List<Change> after(long revision, String prefix) {
        return changes.stream()
                .filter(change -> change.revision() > revision && change.key().startsWith(prefix))
                .toList();
    }

    private Map<String, Entry> all(long revision) {
        Map<String, Entry> state = new TreeMap<>(KeyOrder.BY_UTF8_BYTES);
        for (Change change : changes) {
            if (change.revision() > revision) {
                break;
            }
            if (change.entry() == null) {
                state.remove(change.key());
            } else {
                state.put(change.key(), change.entry());
            }
        }
        return state;
    }
}
