package io.davit.kinds.table;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Times as tables show them: how long ago, in at most two units. */
final class Ages {

    static final String UNKNOWN = "<unknown>";
    static final String INVALID = "<invalid>";

    private static final long HOUR = 60;
    private static final long DAY = 24;
    private static final long YEAR = 365;

    private Ages() {}

    /** How long ago the object was created. */
    static String created(ObjectNode object, Instant now) {
        return since(Read.text(object, "metadata", "creationTimestamp"), now);
    }

    /** The object's creation time in UTC; the year 1 for an object that was never created. */
    static String createdAt(ObjectNode object) {
        Instant at = instant(Read.text(object, "metadata", "creationTimestamp"));
        return at == null
                ? "0001-01-01T00:00:00Z"
                : DateTimeFormatter.ISO_INSTANT.format(at.truncatedTo(ChronoUnit.SECONDS));
    }

    /** How long ago a time was; {@code <unknown>} for none. */
    static String since(String time, Instant now) {
        Instant at = instant(time);
        return at == null ? UNKNOWN : human(Duration.between(at, now));
    }

    /** An RFC 3339 time; null when there is none. */
    static @Nullable Instant instant(String time) {
        if (time.isEmpty()) {
            return null;
        }
        try {
            return OffsetDateTime.parse(time)
                    .withOffsetSameInstant(ZoneOffset.UTC)
                    .toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    /**
     * A duration for people: seconds below two minutes, minutes with seconds below ten, and so on to years. Two seconds in the
     * future still count as now, clocks differ; anything later is {@code <invalid>}.
     */
    static String human(Duration duration) {
        long seconds = duration.toMillis() / 1000;
        if (seconds < -1) {
            return INVALID;
        }
        if (seconds < 0) {
            return "0s";
        }
        if (seconds < 120) {
            return seconds + "s";
        }
        long minutes = seconds / 60;
        if (minutes < 10) {
            return two(minutes, "m", seconds % 60, "s");
        }
        if (minutes < 3 * HOUR) {
            return minutes + "m";
        }
        long hours = minutes / HOUR;
        if (hours < 8) {
            return two(hours, "h", minutes % HOUR, "m");
        }
        if (hours < 2 * DAY) {
            return hours + "h";
        }
        long days = hours / DAY;
        if (days < 8) {
            return two(days, "d", hours % DAY, "h");
        }
        if (days < 2 * YEAR) {
            return days + "d";
        }
        if (days < 8 * YEAR) {
            return two(days / YEAR, "y", days % YEAR, "d");
        }
        return days / YEAR + "y";
    }

    private static String two(long big, String bigUnit, long small, String smallUnit) {
        return small == 0 ? big + bigUnit : big + bigUnit + small + smallUnit;
    }
}
