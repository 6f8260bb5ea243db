package io.davit.schema;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Bounds patterns before they are compiled: repetitions within repetitions multiply, and each takes its part of memory. The bounds are
 * Go's, but for that of the whole, which is a tenth.
 */
public final class PatternLimits {

    private static final int MOST_REPETITIONS = 1000;
    private static final int DEEPEST = 1000;

    /** How many steps a compiled pattern may have, roughly. */
    private static final long LARGEST = 300_000;

    private final String pattern;
    private final Deque<Integer> groups = new ArrayDeque<>();
    /** How often the last part is repeated at most, and the most of all parts of the group so far. */
    private int last = 1;

    private int most = 1;

    /** How many steps the parts of this group take, the last one apart; and those of the groups around it. */
    private long size;

    private long lastSize;
    private final Deque<Long> sizes = new ArrayDeque<>();

    private PatternLimits(String pattern) {
        this.pattern = pattern;
    }

    /** What is too much in a pattern, in Go's words; null when nothing is. What is no pattern at all is for others to tell. */
    public static @Nullable String exceeded(String pattern) {
        return new PatternLimits(pattern).exceeded();
    }

    private @Nullable String exceeded() {
        for (int i = 0; i < pattern.length(); i++) {
            switch (pattern.charAt(i)) {
                case '\\' -> {
                    i = afterEscape(i);
                    part();
                }
                case '[' -> {
                    i = endOfClass(i);
                    part();
                }
                case '(' -> {
                    groups.push(most);
                    if (groups.size() > DEEPEST) {
                        return "error parsing regexp: expression nests too deeply: `" + pattern + "`";
                    }
                    last = 1;
                    most = 1;
                    sizes.push(size + lastSize);
                    size = 0;
                    lastSize = 0;
                }
                case ')' -> {
                    lastSize += size + 2;
                    size = sizes.isEmpty() ? 0 : sizes.pop();
                    last = most;
                    most = groups.isEmpty() ? most : Math.max(groups.pop(), last);
                }
                case '{' -> {
                    int end = pattern.indexOf('}', i);
                    int times = end < 0 ? -1 : times(pattern.substring(i + 1, end));
                    if (times < 0) {
                        part();
                    } else {
                        if ((long) last * times > MOST_REPETITIONS) {
                            return "error parsing regexp: invalid repeat count: `" + pattern.substring(i, end + 1)
                                    + "`";
                        }
                        lastSize *= Math.max(1, times);
                        last = Math.max(1, last * times);
                        most = Math.max(most, last);
                        i = end;
                    }
                }
                case '*', '+', '?' -> {
                    // repeats, but takes no more memory
                }
                default -> part();
            }
            if (size + lastSize > LARGEST) {
                return "error parsing regexp: expression too large";
            }
        }
        return null;
    }

    private void part() {
        last = 1;
        size += lastSize;
        lastSize = 1;
    }

    /** The end of an escape that begins here: one character, or all that is quoted. */
    private int afterEscape(int start) {
        if (start + 1 < pattern.length() && pattern.charAt(start + 1) == 'Q') {
            int end = pattern.indexOf("\\E", start);
            return end < 0 ? pattern.length() : end + 1;
        }
        return start + 1;
    }

    private int endOfClass(int start) {
        int i = start + 1;
        if (i < pattern.length() && pattern.charAt(i) == '^') {
            i++;
        }
        // a bracket in front is a character
        i++;
        while (i < pattern.length() && pattern.charAt(i) != ']') {
            i += pattern.charAt(i) == '\\' ? 2 : 1;
        }
        return i;
    }

    /** The larger of the numbers between braces; negative when they are characters like any other. */
    private static int times(String range) {
        int comma = range.indexOf(',');
        String least = comma < 0 ? range : range.substring(0, comma);
        String largest = comma < 0 || comma == range.length() - 1 ? least : range.substring(comma + 1);
        if (least.isEmpty() || !digits(least) || !digits(largest)) {
            return -1;
        }
        return largest.length() > 4 ? MOST_REPETITIONS + 1 : Integer.parseInt(largest);
    }

    private static boolean digits(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
