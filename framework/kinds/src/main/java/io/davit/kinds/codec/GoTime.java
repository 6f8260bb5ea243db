package io.davit.kinds.codec;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Times as the API takes and writes them: RFC 3339 with a zone in, UTC and whole seconds (micro times: six digits) out.
 *
 * <p>A time that cannot be read is refused in the words of Go's {@code time.Parse}.
 */
final class GoTime {

    private static final String SECONDS = "2006-01-02T15:04:05Z07:00";
    private static final String MICROS = "2006-01-02T15:04:05.000000Z07:00";
    private static final Instant ZERO = Instant.parse("0001-01-01T00:00:00Z");

    private final String text;
    private final String layout;
    private int at;

    private GoTime(String text, String layout) {
        this.text = text;
        this.layout = layout;
    }

    /** The time in the API's form; null for Go's empty time, the first moment of the year 1. */
    static @Nullable String normal(String text, boolean micro) {
        GoTime reader = new GoTime(text, micro ? MICROS : SECONDS);
        Instant time = reader.read(micro);
        return time.equals(ZERO) ? null : format(time, micro);
    }

    private static String format(Instant time, boolean micro) {
        ZonedDateTime utc = time.atZone(ZoneOffset.UTC);
        StringBuilder out = new StringBuilder(27);
        pad(out, utc.getYear(), 4).append('-');
        pad(out, utc.getMonthValue(), 2).append('-');
        pad(out, utc.getDayOfMonth(), 2).append('T');
        pad(out, utc.getHour(), 2).append(':');
        pad(out, utc.getMinute(), 2).append(':');
        pad(out, utc.getSecond(), 2);
        if (micro) {
            pad(out.append('.'), utc.getNano() / 1000, 6);
        }
        return out.append('Z').toString();
    }

    private static StringBuilder pad(StringBuilder out, int value, int width) {
        String digits = Integer.toString(value);
        out.repeat('0', Math.max(0, width - digits.length()));
        return out.append(digits);
    }

    private Instant read(boolean micro) {
        int year = number(4, "2006");
        expect('-', "-");
        int month = number(2, "01");
        inRange(month >= 1 && month <= 12, "month");
        expect('-', "-");
        int day = number(2, "02");
        expect('T', "T");
        int hour = hour();
        inRange(hour < 24, "hour");
        expect(':', ":");
        int minute = number(2, "04");
        inRange(minute < 60, "minute");
        expect(':', ":");
        int second = number(2, "05");
        inRange(second < 60, "second");
        int nanos = micro ? sixDigits() : fraction();
        int offset = zone();
        if (at < text.length()) {
            throw new Refused("parsing time " + quoted(text) + ": extra text: " + quoted(text.substring(at)));
        }
        inRange(day >= 1 && day <= LocalDate.of(year, month, 1).lengthOfMonth(), "day");
        return ZonedDateTime.of(year, month, day, hour, minute, second, nanos, ZoneOffset.UTC)
                .toInstant()
                .minusSeconds(offset);
    }

    private int number(int digits, String element) {
        if (at + digits > text.length()) {
            throw cannot(element);
        }
        int value = 0;
        for (int i = 0; i < digits; i++) {
            char c = text.charAt(at + i);
            if (c < '0' || c > '9') {
                throw cannot(element);
            }
            value = value * 10 + (c - '0');
        }
        at += digits;
        return value;
    }

    /** Hours may have one digit. */
    private int hour() {
        boolean two = at + 1 < text.length() && Character.isDigit(text.charAt(at + 1));
        return number(two ? 2 : 1, "15");
    }

    private void expect(char wanted, String element) {
        if (at >= text.length() || text.charAt(at) != wanted) {
            throw cannot(element);
        }
        at++;
    }

    /** Any number of digits after a point or a comma; beyond nanoseconds they are dropped. */
    private int fraction() {
        if (at + 1 >= text.length() || (text.charAt(at) != '.' && text.charAt(at) != ',') || !digitAt(at + 1)) {
            return 0;
        }
        at++;
        int nanos = 0;
        int digits = 0;
        while (digitAt(at)) {
            if (digits < 9) {
                nanos = nanos * 10 + (text.charAt(at) - '0');
                digits++;
            }
            at++;
        }
        for (int i = digits; i < 9; i++) {
            nanos *= 10;
        }
        return nanos;
    }

    private int sixDigits() {
        int end = at + 7;
        boolean point = at < text.length() && (text.charAt(at) == '.' || text.charAt(at) == ',');
        if (!point || end > text.length()) {
            throw cannot(".000000");
        }
        int micros = 0;
        for (int i = at + 1; i < end; i++) {
            if (!digitAt(i)) {
                throw cannot(".000000");
            }
            micros = micros * 10 + (text.charAt(i) - '0');
        }
        at = end;
        return micros * 1000;
    }

    /** Seconds east of UTC. */
    private int zone() {
        if (at < text.length() && text.charAt(at) == 'Z') {
            at++;
            return 0;
        }
        int start = at;
        boolean shaped = at + 6 <= text.length()
                && (text.charAt(at) == '+' || text.charAt(at) == '-')
                && text.charAt(at + 3) == ':'
                && digitAt(at + 1)
                && digitAt(at + 2)
                && digitAt(at + 4)
                && digitAt(at + 5);
        if (!shaped) {
            throw cannot("Z07:00");
        }
        at++;
        int hours = number(2, "Z07:00");
        at++;
        int minutes = number(2, "Z07:00");
        inRange(hours <= 24, "time zone offset hour");
        inRange(minutes < 60, "time zone offset minute");
        int seconds = hours * 3600 + minutes * 60;
        return text.charAt(start) == '-' ? -seconds : seconds;
    }

    private boolean digitAt(int index) {
        return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
    }

    private void inRange(boolean fine, String what) {
        if (!fine) {
            throw new Refused("parsing time " + quoted(text) + ": " + what + " out of range");
        }
    }

    private Refused cannot(String element) {
        return new Refused("parsing time " + quoted(text) + " as \"" + layout + "\": cannot parse "
                + quoted(text.substring(at)) + " as \"" + element + "\"");
    }

    /** As Go quotes it: quotes and backslashes escaped, and every byte that is no printable ASCII. */
    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            if (each == '"' || each == '\\') {
                out.append('\\').append((char) each);
            } else if (each < ' ') {
                out.append(String.format("\\x%02x", each & 0xff));
            } else {
                out.append((char) each);
            }
        }
        return out.append('"').toString();
    }
}
