package io.davit.bench;

import java.util.Locale;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The figures as text: Davit's, those beside it with the ratio, and a peer's with the ratio. */
final class Table {

    private Table() {}

    static String of(Figures davit, Figures beside, @Nullable Figures peer) {
        StringBuilder text = new StringBuilder();
        line(text, "", "Davit", "", "beside it", "", "ratio", peer == null ? "" : "peer", peer == null ? "" : "ratio");
        for (Figure figure : Figure.values()) {
            OptionalDouble ours = davit.get(figure);
            OptionalDouble theirs = peer == null ? OptionalDouble.empty() : peer.get(figure);
            if (ours.isEmpty() && theirs.isEmpty()) {
                continue;
            }
            OptionalDouble other = beside.get(figure);
            line(
                    text,
                    figure.title(),
                    number(ours),
                    figure.unit(),
                    number(other),
                    other.isPresent() ? figure.beside() : "",
                    ratio(ours, other),
                    number(theirs),
                    ratio(ours, theirs));
        }
        return text.toString();
    }

    /** Three digits that matter, as a reader wants them. */
    static String number(OptionalDouble value) {
        if (value.isEmpty()) {
            return "";
        }
        double number = value.getAsDouble();
        String format = number == 0 || Math.abs(number) >= 100 ? "%,.0f" : Math.abs(number) >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, number);
    }

    private static String ratio(OptionalDouble ours, OptionalDouble other) {
        boolean comparable = ours.isPresent() && other.isPresent() && other.getAsDouble() != 0;
        return comparable ? String.format(Locale.ROOT, "%.2f×", ours.getAsDouble() / other.getAsDouble()) : "";
    }

    private static void line(StringBuilder text, Object... columns) {
        text.append(String.format(Locale.ROOT, "%-38s %10s %-7s %10s %-16s %7s %10s %7s", columns)
                        .stripTrailing())
                .append('\n');
    }
}
