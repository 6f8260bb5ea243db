package io.davit.kinds.shown;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What differs between two texts, as a unified diff with three lines of context and no file names. */
final class LineDiff {

    /*
     * Gestalt pattern matching (Ratcliff and Obershelp): take the longest run of equal lines, then the same to its left and to its
     * right. Lines that are more than 1 % of a long text are too common to start a run. The grouping into hunks is the usual one.
     */

    private static final int CONTEXT = 3;
    private static final int LONG = 200;
    private static final int DEEPEST = 500;

    /** Lines that may be looked at: beyond, the rest counts as changed. A diff helps a reader, and no reader reads that far. */
    private long effort = 3_000_000;

    private record Block(int a, int b, int size) {}

    private enum Tag {
        EQUAL,
        CHANGE
    }

    private record Step(Tag tag, int fromA, int toA, int fromB, int toB) {}

    private final List<String> a;
    private final List<String> b;
    private final Map<String, List<Integer>> placesInB = new HashMap<>();

    private LineDiff(List<String> a, List<String> b) {
        this.a = a;
        this.b = b;
        for (int i = 0; i < b.size(); i++) {
            placesInB.computeIfAbsent(b.get(i), line -> new ArrayList<>()).add(i);
        }
        if (b.size() >= LONG) {
            int most = b.size() / 100 + 1;
            Set<String> popular = new HashSet<>();
            placesInB.forEach((line, places) -> {
                if (places.size() > most) {
                    popular.add(line);
                }
            });
            placesInB.keySet().removeAll(popular);
        }
    }

    static String unified(List<String> a, List<String> b) {
        LineDiff diff = new LineDiff(a, b);
        StringBuilder text = new StringBuilder();
        for (List<Step> hunk : hunks(diff.steps())) {
            diff.write(hunk, text);
        }
        return text.toString();
    }

    private void write(List<Step> hunk, StringBuilder text) {
        Step first = hunk.get(0);
        Step last = hunk.get(hunk.size() - 1);
        text.append("@@ -")
                .append(range(first.fromA(), last.toA()))
                .append(" +")
                .append(range(first.fromB(), last.toB()))
                .append(" @@\n");
        for (Step step : hunk) {
            if (step.tag() == Tag.EQUAL) {
                a.subList(step.fromA(), step.toA())
                        .forEach(line -> text.append(' ').append(line).append('\n'));
            } else {
                a.subList(step.fromA(), step.toA())
                        .forEach(line -> text.append('-').append(line).append('\n'));
                b.subList(step.fromB(), step.toB())
                        .forEach(line -> text.append('+').append(line).append('\n'));
            }
        }
    }

    private static String range(int from, int to) {
        int length = to - from;
        if (length == 1) {
            return Integer.toString(from + 1);
        }
        return (length == 0 ? from : from + 1) + "," + length;
    }

    private List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        int atA = 0;
        int atB = 0;
        for (Block block : blocks()) {
            if (atA < block.a() || atB < block.b()) {
                steps.add(new Step(Tag.CHANGE, atA, block.a(), atB, block.b()));
            }
            atA = block.a() + block.size();
            atB = block.b() + block.size();
            if (block.size() > 0) {
                steps.add(new Step(Tag.EQUAL, block.a(), atA, block.b(), atB));
            }
        }
        return steps;
    }

    /** Runs of equal lines in order, neighbours joined, with an empty one at the end. */
    private List<Block> blocks() {
        List<Block> found = new ArrayList<>();
        match(0, a.size(), 0, b.size(), 0, found);
        found.add(new Block(a.size(), b.size(), 0));
        List<Block> joined = new ArrayList<>();
        for (Block block : found) {
            Block before = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (before != null
                    && before.a() + before.size() == block.a()
                    && before.b() + before.size() == block.b()
                    && block.size() > 0) {
                joined.set(joined.size() - 1, new Block(before.a(), before.b(), before.size() + block.size()));
            } else {
                joined.add(block);
            }
        }
        return joined;
    }

    private void match(int fromA, int toA, int fromB, int toB, int depth, List<Block> into) {
        int restA = fromA;
        int restB = fromB;
        Block longest = longest(restA, toA, restB, toB);
        while (longest.size() > 0 && depth < DEEPEST) {
            match(restA, longest.a(), restB, longest.b(), depth + 1, into);
            into.add(longest);
            restA = longest.a() + longest.size();
            restB = longest.b() + longest.size();
            longest = longest(restA, toA, restB, toB);
        }
    }

    private Block longest(int fromA, int toA, int fromB, int toB) {
        int bestA = fromA;
        int bestB = fromB;
        int size = 0;
        Map<Integer, Integer> runs = new HashMap<>();
        for (int i = fromA; i < toA && effort > 0; i++) {
            Map<Integer, Integer> next = new HashMap<>();
            List<Integer> places = placesInB.getOrDefault(a.get(i), List.of());
            effort -= places.size() + 1;
            for (int j : places) {
                if (j < fromB) {
                    continue;
                }
                if (j >= toB) {
                    break;
                }
                int run = runs.getOrDefault(j - 1, 0) + 1;
                next.put(j, run);
                if (run > size) {
                    bestA = i - run + 1;
                    bestB = j - run + 1;
                    size = run;
                }
            }
            runs = next;
        }
        while (bestA > fromA && bestB > fromB && a.get(bestA - 1).equals(b.get(bestB - 1))) {
            bestA--;
            bestB--;
            size++;
        }
        while (bestA + size < toA && bestB + size < toB && a.get(bestA + size).equals(b.get(bestB + size))) {
            size++;
        }
        return new Block(bestA, bestB, size);
    }

    private static List<List<Step>> hunks(List<Step> steps) {
        List<List<Step>> hunks = new ArrayList<>();
        List<Step> hunk = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (step.tag() == Tag.CHANGE) {
                hunk.add(step);
                continue;
            }
            boolean first = i == 0;
            boolean last = i == steps.size() - 1;
            int length = step.toA() - step.fromA();
            if (first || !last && length > 2 * CONTEXT) {
                if (!first) {
                    hunk.add(head(step));
                    hunks.add(hunk);
                    hunk = new ArrayList<>();
                }
                hunk.add(tail(step));
            } else {
                hunk.add(last ? head(step) : step);
            }
        }
        if (hunk.stream().anyMatch(step -> step.tag() == Tag.CHANGE)) {
            hunks.add(hunk);
        }
        return hunks;
    }

    private static Step head(Step step) {
        int keep = Math.min(CONTEXT, step.toA() - step.fromA());
        return new Step(Tag.EQUAL, step.fromA(), step.fromA() + keep, step.fromB(), step.fromB() + keep);
    }

    private static Step tail(Step step) {
        int keep = Math.min(CONTEXT, step.toA() - step.fromA());
        return new Step(Tag.EQUAL, step.toA() - keep, step.toA(), step.toB() - keep, step.toB());
    }
}
