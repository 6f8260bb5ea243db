package io.davit.cel.value;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Times, durations and bytes from text: in CEL's strict forms, and in the freer ones that schemas' formats allow. */
public final class Times {

    private static final Pattern RFC3339 = Pattern.compile(
            "^([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})([.,][0-9]+)?(Z|([+-])([0-9]{2}):([0-9]{2}))?$");
    private static final Pattern PART = Pattern.compile("([0-9]*)(\\.[0-9]*)?(ns|us|µs|μs|ms|s|m|h)");
    private static final Pattern WORDS = Pattern.compile("(?i)(([0-9]+)\\s*([A-Za-zµ]+))");
    private static final Map<String, Long> NANOS = Map.of(
            "ns",
            1L,
            "us",
            1_000L,
            "µs",
            1_000L,
            "μs",
            1_000L,
            "ms",
            1_000_000L,
            "s",
            1_000_000_000L,
            "m",
            60_000_000_000L,
            "h",
            3_600_000_000_000L);
    private static final long DAY = 24 * 3_600_000_000_000L;

    private static final OffsetDateTime EARLIEST = OffsetDateTime.of(1, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
    private static final OffsetDateTime LATEST =
            OffsetDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_999, ZoneOffset.UTC);

    private Times() {}

    /** An RFC 3339 time with its offset, or null. */
    public static @Nullable OffsetDateTime timestamp(String text) {
        Matcher matcher = RFC3339.matcher(text);
        return matcher.matches() && matcher.group(8) != null ? read(matcher) : null;
    }

    private static @Nullable OffsetDateTime read(Matcher m) {
        try {
            String fraction = m.group(7) == null ? "" : m.group(7).substring(1);
            int nanos = Integer.parseInt((fraction + "000000000").substring(0, 9));
            ZoneOffset offset = m.group(9) == null
                    ? ZoneOffset.UTC
                    : ZoneOffset.ofTotalSeconds(
                            (m.group(9).equals("-") ? -60 : 60) * (60 * number(m, 10) + number(m, 11)));
            return LocalDateTime.of(
                            number(m, 1), number(m, 2), number(m, 3), number(m, 4), number(m, 5), number(m, 6), nanos)
                    .atOffset(offset);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    /** Whether CEL can hold the time: years 1 to 9999. */
    public static boolean inRange(OffsetDateTime time) {
        return !time.isBefore(EARLIEST) && !time.isAfter(LATEST);
    }

    /** What a {@code date-time} field holds. */
    static Object dateTime(String text) {
        Matcher matcher = RFC3339.matcher(text);
        OffsetDateTime time = matcher.matches() ? read(matcher) : null;
        return time != null
                ? time
                : new Failure("Invalid date-time formatted string " + text + ": parsing time \"" + text
                        + "\" as \"2006-01-02T15:04:05\": cannot parse \"" + text + "\" as \"2006\"");
    }

    /** What a {@code date} field holds. */
    static Object date(String text) {
        try {
            return LocalDate.parse(text).atStartOfDay().atOffset(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return new Failure("Invalid date formatted string " + text + ": parsing time \"" + text
                    + "\" as \"2006-01-02\": cannot parse \"" + text + "\" as \"2006\"");
        }
    }

    /** What a {@code duration} field holds: Go's form, or numbers with words such as {@code 3 days}. */
    static Object schemaDuration(String text) {
        Duration duration = duration(text);
        if (duration != null) {
            return duration;
        }
        long nanos = 0;
        boolean found = false;
        Matcher matcher = WORDS.matcher(text);
        while (matcher.find()) {
            Long unit = unit(matcher.group(3).toLowerCase(Locale.ROOT));
            if (unit != null && matcher.group(2).length() < 19) {
                nanos += Long.parseLong(matcher.group(2)) * unit;
                found = true;
            }
        }
        return found
                ? Duration.ofNanos(nanos)
                : new Failure("Invalid duration " + text + ": unable to parse " + text + " as duration");
    }

    private static @Nullable Long unit(String word) {
        if (NANOS.containsKey(word)) {
            return NANOS.get(word);
        }
        if (word.startsWith("nano")) {
            return 1L;
        }
        if (word.startsWith("micro")) {
            return 1_000L;
        }
        if (word.startsWith("milli")) {
            return 1_000_000L;
        }
        if (word.startsWith("sec")) {
            return NANOS.get("s");
        }
        if (word.startsWith("min")) {
            return NANOS.get("m");
        }
        if (word.startsWith("hr") || word.startsWith("hour")) {
            return NANOS.get("h");
        }
        if (word.equals("d") || word.startsWith("day")) {
            return DAY;
        }
        return word.equals("w") || word.startsWith("wk") || word.startsWith("week") ? Long.valueOf(7 * DAY) : null;
    }

    /** A duration in Go's form, such as {@code 1h30m} or {@code -1.5s}, or null. */
    public static @Nullable Duration duration(String text) {
        String rest = text;
        boolean negative = rest.startsWith("-");
        if (negative || rest.startsWith("+")) {
            rest = rest.substring(1);
        }
        if (rest.equals("0")) {
            return Duration.ZERO;
        }
        BigInteger nanos = BigInteger.ZERO;
        Matcher part = PART.matcher(rest);
        int done = 0;
        while (done < rest.length() && part.find(done) && part.start() == done) {
            String whole = part.group(1);
            String fraction = part.group(2) == null ? "" : part.group(2);
            if (whole.isEmpty() && fraction.length() < 2 || whole.length() + fraction.length() > 64) {
                return null;
            }
            BigDecimal value =
                    new BigDecimal((whole.isEmpty() ? "0" : whole) + (fraction.length() < 2 ? "" : fraction));
            nanos = nanos.add(value.multiply(BigDecimal.valueOf(NANOS.getOrDefault(part.group(3), 0L)))
                    .setScale(0, RoundingMode.DOWN)
                    .toBigInteger());
            done = part.end();
        }
        BigInteger signed = negative ? nanos.negate() : nanos;
        return done == rest.length() && done > 0 && signed.bitLength() < 64
                ? Duration.ofNanos(signed.longValue())
                : null;
    }

    /** What a {@code byte} field holds. */
    static Object bytes(String text) {
        try {
            return new Bytes(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            return new Failure("Invalid byte formatted string " + text + ": " + e.getMessage());
        }
    }
}
