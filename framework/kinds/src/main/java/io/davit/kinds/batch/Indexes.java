package io.davit.kinds.batch;

import java.util.ArrayList;
import java.util.List;

/**
 * Indexes of pods in short form: {@code 1,3-5,7}.
 *
 * @param total how many there are; 0 when there is a problem
 * @param problem what is wrong with the text, or empty
 */
record Indexes(List<Interval> intervals, long total, String problem) {

    record Interval(long first, long last) {}

    Indexes {
        intervals = List.copyOf(intervals);
    }

    static Indexes parse(String text, long completions) {
        List<Interval> all = new ArrayList<>();
        long total = 0;
        if (text.isEmpty()) {
            return new Indexes(all, 0, "");
        }
        long before = -1;
        for (String part : text.split(",", -1)) {
            String problem = problem(part, completions);
            if (!problem.isEmpty()) {
                return new Indexes(all, 0, problem);
            }
            Interval interval = interval(part);
            if (before >= interval.first() && !all.isEmpty()) {
                return new Indexes(
                        all, 0, "non-increasing order, previous: " + before + ", current: " + interval.first());
            }
            all.add(interval);
            total += interval.last() - interval.first() + 1;
            before = interval.last();
        }
        return new Indexes(all, total, "");
    }

    /** The first index that is in both; -1 when there is none. */
    long overlap(Indexes other) {
        for (Interval a : intervals) {
            for (Interval b : other.intervals) {
                if (a.first() <= b.last() && b.first() <= a.last()) {
                    return Math.max(a.first(), b.first());
                }
            }
        }
        return -1;
    }

    private static Interval interval(String part) {
        String[] ends = part.split("-", -1);
        return new Interval(Long.parseLong(ends[0]), Long.parseLong(ends[ends.length - 1]));
    }

    private static String problem(String part, long completions) {
        String[] ends = part.split("-", -1);
        if (ends.length > 2) {
            return "the fragment \"" + part
                    + "\" violates the requirement that an index interval can have at most two parts separated by '-'";
        }
        for (String end : ends) {
            if (!end.matches("[+]?[0-9]{1,18}")) {
                return "cannot convert string to integer for index: \"" + end + "\"";
            }
            if (Long.parseLong(end) >= completions) {
                return "too large index: \"" + end + "\"";
            }
        }
        if (ends.length == 2 && Long.parseLong(ends[0]) >= Long.parseLong(ends[1])) {
            return "non-increasing order, previous: " + Long.parseLong(ends[0]) + ", current: "
                    + Long.parseLong(ends[1]);
        }
        return "";
    }
}
