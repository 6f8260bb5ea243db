package io.davit.registry.admission.podsecurity;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A rule and its history.
 *
 * @param id upstream's name, by which checks are ordered
 * @param level the first level that it belongs to
 * @param replaces the check of the level before that is not needed beside this one; empty when there is none
 * @param rules by the minor version that each came with
 */
record Check(String id, Level level, String replaces, NavigableMap<Long, Rule> rules) {

    static Check baseline(String id) {
        return new Check(id, Level.BASELINE, "", new TreeMap<>());
    }

    static Check restricted(String id) {
        return new Check(id, Level.RESTRICTED, "", new TreeMap<>());
    }

    Check insteadOf(String other) {
        return new Check(id, level, other, rules);
    }

    /** The same check with another rule from a version on. */
    Check since(long minor, Rule rule) {
        NavigableMap<Long, Rule> more = new TreeMap<>(rules);
        more.put(minor, rule);
        return new Check(id, level, replaces, more);
    }

    /** The rule as of a version; null when there was none yet. */
    @Nullable
    Rule at(long minor) {
        Map.Entry<Long, Rule> found = rules.floorEntry(minor);
        return found == null ? null : found.getValue();
    }
}
