package io.davit.cel.library;

import io.davit.cel.value.Failure;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Bounds patterns before they are compiled: repetitions within repetitions multiply, and each takes its part of memory. The bounds are
 * Go's.
 */
final class PatternLimits {

    private static final int MOST_REPETITIONS = 1000;
    private static final int DEEPEST = 1000;

    private final String pattern;
    private final Deque<Integer> groups = new ArrayDeque<>();
    /** How often the last part is repeated at most, and the most of all parts of the group so far. */
    private int last = 1;

    private int most = 1;

    private PatternLimits(String pattern) {
        this.pattern = pattern;
    }

    /** What is too much in a pattern; null when nothing is. What is no pattern at all is for others to tell. */
    static @Nullable Failure exceeded(String pattern) {
        return new PatternLimits(pattern).exceeded();
    }

    private @Nullable Failure exceeded() {
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
                        return new Failure("error parsing regexp: expression nests too deeply: `" + pattern + "`");
                    }
                    last = 1;
                    most = 1;
                }
                case ')' -> {
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
                            return new Failure("error parsing regexp: invalid repeat count: `"
                                    + pattern.substring(i, end + 1) + "`");
                        }
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
        }
        return null;
    }

    private void part() {
        last = 1;
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
