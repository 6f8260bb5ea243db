package io.davit.registry.admission.podsecurity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Phrases that the texts of several checks are made of. */
final class Words {

    private Words() {}

    /** Each in quotes, as it is. */
    static String quoted(Collection<String> items) {
        return items.isEmpty() ? "" : "\"" + String.join("\", \"", items) + "\"";
    }

    static String plural(String word, int count) {
        return count == 1 ? word : word + "s";
    }

    /** {@code container "a"} or {@code containers "a", "b"}. */
    static String named(String word, Collection<String> names) {
        return plural(word, names.size()) + " " + quoted(names);
    }

    static String uses(int count) {
        return count == 1 ? "uses" : "use";
    }

    /** Who set something: the pod itself, containers, both or none. */
    static List<String> setters(boolean pod, List<String> containers) {
        List<String> setters = new ArrayList<>();
        if (pod) {
            setters.add("pod");
        }
        if (!containers.isEmpty()) {
            setters.add(named("container", containers));
        }
        return setters;
    }

    static String and(List<String> items) {
        return String.join(" and ", items);
    }

    /** A text in quotes as Go prints it, with everything escaped that cannot be seen. */
    static String escaped(String text) {
        StringBuilder out = new StringBuilder("\"");
        text.codePoints().forEach(c -> escape(c, out));
        return out.append('"').toString();
    }

    private static void escape(int c, StringBuilder out) {
        switch (c) {
            case 0x07 -> out.append("\\a");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case 0x0b -> out.append("\\v");
            case '\\', '"' -> out.append('\\').append((char) c);
            default -> {
                if (isPrinted(c)) {
                    out.appendCodePoint(c);
                } else {
                    String form = c < 0x80 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x";
                    out.append(String.format(Locale.ROOT, form, c));
                }
            }
        }
    }

    private static boolean isPrinted(int c) {
        return switch (Character.getType(c)) {
            case Character.SPACE_SEPARATOR -> c == ' ';
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
