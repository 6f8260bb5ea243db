package io.davit.kinds.batch;

import io.davit.model.json.Json;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** A schedule of five fields (minute, hour, day, month, weekday) or a name such as {@code @daily}, checked but not computed. */
final class CronSchedule {

    private record Part(long least, long most, List<String> names) {

        /** The number a name stands for; -1 for what is no name. */
        long named(String text) {
            int index = names.indexOf(text.toLowerCase(Locale.ROOT));
            return index < 0 ? -1 : least + index;
        }
    }

    private static final List<Part> PARTS = List.of(
            new Part(0, 59, List.of()),
            new Part(0, 23, List.of()),
            new Part(1, 31, List.of()),
            new Part(
                    1, 12, List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")),
            new Part(0, 6, List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat")));
    private static final Set<String> NAMES =
            Set.of("@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly");
    private static final int LONGEST_DURATION = 100;
    private static final Pattern DURATION = Pattern.compile("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)(ns|us|µs|ms|s|m|h)"
            + "((\\d+(\\.\\d*)?|\\.\\d+)(ns|us|µs|ms|s|m|h))*|[-+]?0");

    /** Carries a message out of the reading of a part. */
    private static final class BadSchedule extends RuntimeException {

        private static final long serialVersionUID = 1L;

        BadSchedule(String message) {
            super(message, null, false, false);
        }
    }

    private CronSchedule() {}

    /** What is wrong with the text; empty when it is a schedule. */
    static String problem(String text) {
        try {
            check(text);
            return "";
        } catch (BadSchedule bad) {
            String message = bad.getMessage();
            return message == null ? "" : message;
        }
    }

    private static void check(String text) {
        if (text.isEmpty()) {
            throw new BadSchedule("empty spec string");
        }
        String rest = text;
        if (text.startsWith("TZ=") || text.startsWith("CRON_TZ=")) {
            int blank = text.indexOf(' ');
            String zone = text.substring(text.indexOf('=') + 1, blank < 0 ? text.length() : blank);
            if (!zone.isEmpty() && !ZoneId.getAvailableZoneIds().contains(zone)) {
                throw new BadSchedule("provided bad location " + zone + ": unknown time zone " + zone);
            }
            rest = blank < 0 ? "" : text.substring(blank).strip();
        }
        if (rest.startsWith("@")) {
            named(rest);
            return;
        }
        List<String> fields = rest.isBlank() ? List.of() : List.of(rest.strip().split("\\s+"));
        if (fields.size() != PARTS.size()) {
            throw new BadSchedule("expected exactly " + PARTS.size() + " fields, found " + fields.size() + ": ["
                    + String.join(" ", fields) + "]");
        }
        for (int i = 0; i < fields.size(); i++) {
            for (String range : fields.get(i).split(",")) {
                if (!range.isEmpty()) {
                    range(range, PARTS.get(i));
                }
            }
        }
    }

    private static void named(String text) {
        if (NAMES.contains(text)) {
            return;
        }
        if (!text.startsWith("@every ")) {
            throw new BadSchedule("unrecognized descriptor: " + text);
        }
        String duration = text.substring("@every ".length());
        if (duration.length() > LONGEST_DURATION || !DURATION.matcher(duration).matches()) {
            throw new BadSchedule(
                    "failed to parse duration " + text + ": time: invalid duration " + Json.quote(duration));
        }
    }

    private static void range(String text, Part part) {
        String[] stepped = text.split("/", -1);
        String[] ends = stepped[0].split("-", -1);
        long first = part.least();
        long last = part.most();
        boolean all = ends[0].equals("*") || ends[0].equals("?");
        if (!all) {
            first = number(ends[0], part);
            last = first;
            if (ends.length == 2) {
                last = number(ends[1], part);
            } else if (ends.length > 2) {
                throw new BadSchedule("too many hyphens: " + text);
            }
        }
        long step = 1;
        if (stepped.length == 2) {
            step = number(stepped[1]);
            if (ends.length == 1) {
                last = part.most();
            }
        } else if (stepped.length > 2) {
            throw new BadSchedule("too many slashes: " + text);
        }
        if (first < part.least()) {
            throw new BadSchedule("beginning of range (" + first + ") below minimum (" + part.least() + "): " + text);
        }
        if (last > part.most()) {
            throw new BadSchedule("end of range (" + last + ") above maximum (" + part.most() + "): " + text);
        }
        if (first > last) {
            throw new BadSchedule("beginning of range (" + first + ") beyond end of range (" + last + "): " + text);
        }
        if (step == 0) {
            throw new BadSchedule("step of range should be a positive number: " + text);
        }
    }

    private static long number(String text, Part part) {
        long named = part.named(text);
        return named >= 0 ? named : number(text);
    }

    private static long number(String text) {
        if (!text.matches("[-+]?[0-9]+")) {
            throw new BadSchedule("failed to parse int from " + text + ": strconv.Atoi: parsing " + Json.quote(text)
                    + ": invalid syntax");
        }
        if (text.length() > 18) {
            throw new BadSchedule("failed to parse int from " + text + ": strconv.Atoi: parsing " + Json.quote(text)
                    + ": value out of range");
        }
        long number = Long.parseLong(text);
        if (number < 0) {
            throw new BadSchedule("negative number (" + number + ") not allowed: " + text);
        }
        return number;
    }
}
