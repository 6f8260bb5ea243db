package io.davit.cel.library;

import io.davit.cel.value.Failure;
import io.davit.cel.value.ListValue;
import io.davit.cel.value.PlainList;
import io.davit.cel.value.Texts;
import java.util.ArrayList;
import java.util.List;

/**
 * Functions on strings, which count characters by code points.
 *
 * @see <a href="https://pkg.go.dev/github.com/google/cel-go/ext#Strings">Strings, version 2</a>
 */
final class TextLibrary {

    private TextLibrary() {}

    static List<Function> functions() {
        return List.of(
                Function.named("charAt")
                        .member(
                                "string_char_at_int",
                                Types.STRING,
                                List.of(Types.STRING, Types.INT),
                                a -> charAt(text(a, 0), number(a, 1)))
                        .build(),
                Function.named("indexOf")
                        .member(
                                "string_index_of_string",
                                Types.INT,
                                List.of(Types.STRING, Types.STRING),
                                a -> indexOf(text(a, 0), text(a, 1), 0))
                        .member(
                                "string_index_of_string_int",
                                Types.INT,
                                List.of(Types.STRING, Types.STRING, Types.INT),
                                a -> indexOf(text(a, 0), text(a, 1), number(a, 2)))
                        .build(),
                Function.named("lastIndexOf")
                        .member(
                                "string_last_index_of_string",
                                Types.INT,
                                List.of(Types.STRING, Types.STRING),
                                a -> lastIndexOf(text(a, 0), text(a, 1)))
                        .member(
                                "string_last_index_of_string_int",
                                Types.INT,
                                List.of(Types.STRING, Types.STRING, Types.INT),
                                a -> lastIndexOf(text(a, 0), text(a, 1), number(a, 2)))
                        .build(),
                Function.named("lowerAscii")
                        .member(
                                "string_lower_ascii",
                                Types.STRING,
                                List.of(Types.STRING),
                                a -> cased(text(a, 0), 'A', 'Z', 32))
                        .build(),
                Function.named("upperAscii")
                        .member(
                                "string_upper_ascii",
                                Types.STRING,
                                List.of(Types.STRING),
                                a -> cased(text(a, 0), 'a', 'z', -32))
                        .build(),
                Function.named("replace")
                        .member(
                                "string_replace_string_string",
                                Types.STRING,
                                List.of(Types.STRING, Types.STRING, Types.STRING),
                                a -> replace(text(a, 0), text(a, 1), text(a, 2), -1))
                        .member(
                                "string_replace_string_string_int",
                                Types.STRING,
                                List.of(Types.STRING, Types.STRING, Types.STRING, Types.INT),
                                a -> replace(text(a, 0), text(a, 1), text(a, 2), number(a, 3)))
                        .build(),
                Function.named("split")
                        .member(
                                "string_split_string",
                                Types.STRINGS,
                                List.of(Types.STRING, Types.STRING),
                                a -> split(text(a, 0), text(a, 1), -1))
                        .member(
                                "string_split_string_int",
                                Types.STRINGS,
                                List.of(Types.STRING, Types.STRING, Types.INT),
                                a -> split(text(a, 0), text(a, 1), number(a, 2)))
                        .build(),
                Function.named("substring")
                        .member(
                                "string_substring_int",
                                Types.STRING,
                                List.of(Types.STRING, Types.INT),
                                a -> substring(text(a, 0), number(a, 1)))
                        .member(
                                "string_substring_int_int",
                                Types.STRING,
                                List.of(Types.STRING, Types.INT, Types.INT),
                                a -> substring(text(a, 0), number(a, 1), number(a, 2)))
                        .build(),
                Function.named("trim")
                        .member("string_trim", Types.STRING, List.of(Types.STRING), a -> trim(text(a, 0)))
                        .build(),
                Function.named("format")
                        .member(
                                "string_format",
                                Types.STRING,
                                List.of(Types.STRING, Types.list(Types.DYN)),
                                a -> TextFormat.format(text(a, 0), (ListValue) a[1]))
                        .build(),
                Function.named("strings.quote")
                        .global("strings_quote", Types.STRING, List.of(Types.STRING), a -> quote(text(a, 0)))
                        .build(),
                Function.named("join")
                        .member("list_join", Types.STRING, List.of(Types.STRINGS), a -> join((ListValue) a[0], ""))
                        .member(
                                "list_join_string",
                                Types.STRING,
                                List.of(Types.STRINGS, Types.STRING),
                                a -> join((ListValue) a[0], text(a, 1)))
                        .build());
    }

    private static String text(Object[] arguments, int index) {
        return (String) arguments[index];
    }

    private static long number(Object[] arguments, int index) {
        return (Long) arguments[index];
    }

    private static Failure outOfRange(long index) {
        return new Failure("index out of range: " + index);
    }

    private static Object charAt(String text, long index) {
        int length = Texts.length(text);
        if (index < 0 || index > length) {
            return outOfRange(index);
        }
        return index == length ? "" : Character.toString(text.codePointAt(text.offsetByCodePoints(0, (int) index)));
    }

    private static Object indexOf(String text, String part, long offset) {
        if (part.isEmpty()) {
            return offset;
        }
        if (offset < 0) {
            return outOfRange(offset);
        }
        if (offset >= Texts.length(text)) {
            return -1L;
        }
        int found = text.indexOf(part, text.offsetByCodePoints(0, (int) offset));
        return found < 0 ? -1L : (Object) (long) text.codePointCount(0, found);
    }

    private static Object lastIndexOf(String text, String part) {
        if (part.isEmpty()) {
            return (long) Texts.length(text);
        }
        return Texts.utf8(text).length < Texts.utf8(part).length
                ? -1L
                : lastIndexOf(text, part, Texts.length(text) - 1L);
    }

    private static Object lastIndexOf(String text, String part, long offset) {
        if (part.isEmpty()) {
            return offset;
        }
        if (offset < 0) {
            return outOfRange(offset);
        }
        if (offset >= Texts.length(text)) {
            return -1L;
        }
        int found = text.lastIndexOf(part, text.offsetByCodePoints(0, (int) offset));
        return found < 0 ? -1L : (Object) (long) text.codePointCount(0, found);
    }

    private static String cased(String text, char from, char to, int by) {
        StringBuilder result = new StringBuilder(text);
        for (int i = 0; i < result.length(); i++) {
            char c = result.charAt(i);
            if (c >= from && c <= to) {
                result.setCharAt(i, (char) (c + by));
            }
        }
        return result.toString();
    }

    /** At most so many, all when negative. An empty part is found around every character. */
    private static String replace(String text, String part, String by, long most) {
        if (most == 0 || part.equals(by)) {
            return text;
        }
        StringBuilder result = new StringBuilder();
        long left = most < 0 ? Long.MAX_VALUE : most;
        int done = 0;
        if (part.isEmpty()) {
            for (; left > 0 && done < text.length(); left--) {
                int next = text.offsetByCodePoints(done, 1);
                result.append(by).append(text, done, next);
                done = next;
            }
            return left > 0 && done == text.length()
                    ? result.append(by).toString()
                    : result.append(text, done, text.length()).toString();
        }
        for (int found = text.indexOf(part); found >= 0 && left > 0; found = text.indexOf(part, done), left--) {
            result.append(text, done, found).append(by);
            done = found + part.length();
        }
        return result.append(text, done, text.length()).toString();
    }

    /** At most so many parts, all when negative, none for 0. */
    private static PlainList split(String text, String separator, long most) {
        List<Object> parts = new ArrayList<>();
        if (most == 0) {
            return new PlainList(parts);
        }
        long left = most < 0 ? Long.MAX_VALUE : most;
        int done = 0;
        if (separator.isEmpty()) {
            for (; done < text.length() && left > 1; left--) {
                int next = text.offsetByCodePoints(done, 1);
                parts.add(text.substring(done, next));
                done = next;
            }
            if (done < text.length()) {
                parts.add(text.substring(done));
            }
            return new PlainList(parts);
        }
        for (int found = text.indexOf(separator);
                found >= 0 && left > 1;
                found = text.indexOf(separator, done), left--) {
            parts.add(text.substring(done, found));
            done = found + separator.length();
        }
        parts.add(text.substring(done));
        return new PlainList(parts);
    }

    private static Object substring(String text, long start) {
        int length = Texts.length(text);
        return start < 0 || start > length
                ? outOfRange(start)
                : text.substring(text.offsetByCodePoints(0, (int) start));
    }

    private static Object substring(String text, long start, long end) {
        int length = Texts.length(text);
        if (start > end) {
            return new Failure("invalid substring range. start: " + start + ", end: " + end);
        }
        if (start < 0 || start > length) {
            return outOfRange(start);
        }
        if (end > length) {
            return outOfRange(end);
        }
        int from = text.offsetByCodePoints(0, (int) start);
        return text.substring(from, text.offsetByCodePoints(from, (int) (end - start)));
    }

    private static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /** White space as Unicode has it, which is what Go trims. */
    private static boolean isSpace(char c) {
        return c >= 0x09 && c <= 0x0d || c == 0x85 || Character.isSpaceChar(c);
    }

    static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            switch (c) {
                case 0x07 -> quoted.append("\\a");
                case '\b' -> quoted.append("\\b");
                case '\f' -> quoted.append("\\f");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                case 0x0b -> quoted.append("\\v");
                case '\\' -> quoted.append("\\\\");
                case '"' -> quoted.append("\\\"");
                default -> quoted.appendCodePoint(c >= 0xd800 && c <= 0xdfff ? 0xfffd : c);
            }
        });
        return quoted.append('"').toString();
    }

    private static Object join(ListValue list, String separator) {
        StringBuilder joined = new StringBuilder();
        for (int i = 0, size = list.size(); i < size; i++) {
            Object element = list.get(i);
            if (!(element instanceof String text)) {
                return new Failure("join: invalid input: " + Texts.plain(element));
            }
            joined.append(i == 0 ? "" : separator).append(text);
        }
        return joined.toString();
    }
}
