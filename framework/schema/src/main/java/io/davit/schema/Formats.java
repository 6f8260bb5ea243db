package io.davit.schema;

import com.google.re2j.Pattern;
import io.davit.model.name.Names;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The formats of strings that are checked. Hyphens in their names don't count. Of numbers only {@code int32}, {@code int64},
 * {@code float} and {@code double} are known; any other format is a note to people.
 *
 * @see <a href="https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation">Formats</a>
 */
public final class Formats {

    private static final Set<String> NUMBERS = Set.of("int32", "int64", "float", "double");

    private static final Pattern UUID = hex("^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$");
    private static final Pattern UUID3 = hex("^[0-9a-f]{8}-?[0-9a-f]{4}-?3[0-9a-f]{3}-?[0-9a-f]{4}-?[0-9a-f]{12}$");
    private static final Pattern UUID4 =
            hex("^[0-9a-f]{8}-?[0-9a-f]{4}-?4[0-9a-f]{3}-?[89ab][0-9a-f]{3}-?[0-9a-f]{12}$");
    private static final Pattern UUID5 =
            hex("^[0-9a-f]{8}-?[0-9a-f]{4}-?5[0-9a-f]{3}-?[89ab][0-9a-f]{3}-?[0-9a-f]{12}$");
    private static final Pattern OBJECT_ID = hex("^[0-9a-f]{24}$");
    private static final Pattern HEX_COLOR = hex("^#?([0-9a-f]{3}|[0-9a-f]{6})$");
    private static final Pattern MAC =
            hex("^([0-9a-f]{2}(:[0-9a-f]{2}){5}|[0-9a-f]{2}(-[0-9a-f]{2}){5}|[0-9a-f]{4}(\\.[0-9a-f]{4}){2}"
                    + "|[0-9a-f]{2}(:[0-9a-f]{2}){7}|[0-9a-f]{2}(-[0-9a-f]{2}){7}|[0-9a-f]{4}(\\.[0-9a-f]{4}){3}"
                    + "|[0-9a-f]{2}(:[0-9a-f]{2}){19}|[0-9a-f]{2}(-[0-9a-f]{2}){19}|[0-9a-f]{4}(\\.[0-9a-f]{4}){9})$");
    private static final String BYTE_VALUE = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9]|0[0-9]+)";
    private static final Pattern RGB_COLOR = Pattern.compile(
            "^rgb\\(\\s*" + BYTE_VALUE + "\\s*,\\s*" + BYTE_VALUE + "\\s*,\\s*" + BYTE_VALUE + "\\s*\\)$");
    private static final Pattern SSN = Pattern.compile("^[0-9]{3}[- ]?[0-9]{2}[- ]?[0-9]{4}$");
    private static final Pattern CREDIT_CARD =
            Pattern.compile("^(?:4[0-9]{12}(?:[0-9]{3})?|5[1-5][0-9]{14}|6(?:011|5[0-9][0-9])[0-9]{12}"
                    + "|3[47][0-9]{13}|3(?:0[0-5]|[68][0-9])[0-9]{11}|(?:2131|1800|35\\d{3})\\d{11})$");
    private static final Pattern DATE = Pattern.compile("^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
    private static final Pattern TIME = Pattern.compile(
            "^([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\\.[0-9]+)?([zZ]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$");
    /** One label with at most one hyphen, which is its second character; or several labels, the last of letters only. */
    private static final Pattern HOSTNAME = Pattern.compile(
            "^([\\pL\\pS0-9]-?[\\pL\\pS0-9]{0,62}" + "|([\\pL\\pS0-9](-*[\\pL\\pS0-9])*\\.)+\\pL{2,63})$");

    private static final Pattern GO_DURATION =
            Pattern.compile("^[+-]?(0|(([0-9]+(\\.[0-9]*)?|\\.[0-9]+)(ns|us|µs|μs|ms|s|m|h))+)$");
    private static final Pattern WORD_DURATION = Pattern.compile(
            "(?i)^\\s*([0-9]+(\\.[0-9]+)?)\\s*(ns|nanoseconds?|us|µs|microseconds?|ms|milliseconds?|s|seconds?|m|minutes?|h|hours?"
                    + "|d|days?|w|weeks?)(\\s*,?\\s*([0-9]+(\\.[0-9]+)?)\\s*(ns|nanoseconds?|us|µs|microseconds?|ms|milliseconds?|s|seconds?"
                    + "|m|minutes?|h|hours?|d|days?|w|weeks?))*\\s*$");
    private static final Pattern ADDRESS = Pattern.compile("^[^\\s<>@,;:\\\\\"\\[\\]()]+@[^\\s<>@,;:\\\\\"()]+$");
    private static final Pattern NAMED_ADDRESS = Pattern.compile("^\\s*(\"[^\"]*\"|[^<>@\"]*)\\s*<([^<>]+)>\\s*$");
    private static final Pattern SCHEME =
            Pattern.compile("^[a-zA-Z][a-zA-Z0-9+.-]*:(//[^\\s/?#<>\\^`{|}\"]*([/?#].*)?|[^/\\s].*|/([^/].*)?)$");
    private static final Pattern BAD_ESCAPE = Pattern.compile("%([^0-9a-fA-F]|.[^0-9a-fA-F]|.?$)");
    private static final Pattern IPV4 = Pattern.compile("^[0-9]{1,3}(\\.[0-9]{1,3}){3}$");

    private static final Map<String, Predicate<String>> CHECKS = Map.ofEntries(
            Map.entry("bsonobjectid", OBJECT_ID::matches),
            Map.entry("uri", Formats::uri),
            Map.entry("email", Formats::email),
            Map.entry("hostname", Formats::hostname),
            Map.entry("ipv4", Formats::ipv4),
            Map.entry("ipv6", Formats::ipv6),
            Map.entry("cidr", Formats::cidr),
            Map.entry("mac", MAC::matches),
            Map.entry("uuid", UUID::matches),
            Map.entry("uuid3", UUID3::matches),
            Map.entry("uuid4", UUID4::matches),
            Map.entry("uuid5", UUID5::matches),
            Map.entry("isbn", text -> isbn10(text) || isbn13(text)),
            Map.entry("isbn10", Formats::isbn10),
            Map.entry("isbn13", Formats::isbn13),
            Map.entry("creditcard", Formats::creditCard),
            Map.entry("ssn", SSN::matches),
            Map.entry("hexcolor", HEX_COLOR::matches),
            Map.entry("rgbcolor", RGB_COLOR::matches),
            Map.entry("byte", Formats::base64),
            Map.entry("password", text -> true),
            Map.entry("date", Formats::date),
            Map.entry("duration", text -> GO_DURATION.matches(text) || WORD_DURATION.matches(text)),
            Map.entry("datetime", Formats::dateTime),
            Map.entry("k8sshortname", text -> Names.dns1123Label(text).isEmpty()),
            Map.entry("k8slongname", text -> Names.dns1123Subdomain(text).isEmpty()));

    private Formats() {}

    /** Whether strings of this format are checked. */
    static boolean known(String format) {
        return !format.isEmpty() && CHECKS.containsKey(normal(format));
    }

    /** Whether a format means anything at all, for strings or numbers. */
    public static boolean supported(String format) {
        return NUMBERS.contains(format) || known(format);
    }

    /** Whether a format means anything for values of a type; without a type, for strings. */
    public static boolean supported(String format, String type) {
        return switch (type) {
            case "", "string" -> known(format) && !NUMBERS.contains(format);
            case "integer" -> format.equals("int32") || format.equals("int64");
            case "number" -> format.equals("float") || format.equals("double");
            default -> false;
        };
    }

    /** Whether a string is of a format; any string is of a format that means nothing. */
    public static boolean matches(String format, String value) {
        Predicate<String> check = CHECKS.get(normal(format));
        return check == null || check.test(value);
    }

    private static String normal(String format) {
        return format.replace("-", "");
    }

    private static Pattern hex(String pattern) {
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
    }

    /** An absolute URI or an absolute path. */
    private static boolean uri(String text) {
        return text.chars().noneMatch(c -> c < ' ' || c == 0x7f)
                && !BAD_ESCAPE.matcher(text).find()
                && (text.startsWith("/") || SCHEME.matches(text));
    }

    private static boolean email(String text) {
        com.google.re2j.Matcher named = NAMED_ADDRESS.matcher(text);
        return ADDRESS.matches(named.matches() ? named.group(2) : text);
    }

    private static boolean hostname(String text) {
        if (text.length() > 255 || !HOSTNAME.matches(text)) {
            return false;
        }
        for (String label : text.split("\\.", -1)) {
            if (label.length() > 63) {
                return false;
            }
        }
        return true;
    }

    private static boolean ipv4(String text) {
        if (!IPV4.matches(text)) {
            return false;
        }
        for (String part : text.split("\\.", -1)) {
            if (Integer.parseInt(part) > 255) {
                return false;
            }
        }
        return true;
    }

    private static boolean ipv6(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            return false;
        }
        String tail = text.substring(colon + 1);
        String plain = text;
        if (tail.indexOf('.') >= 0) {
            if (!ipv4(tail)) {
                return false;
            }
            plain = text.substring(0, colon + 1) + "0:0";
        }
        int gap = plain.indexOf("::");
        if (gap < 0) {
            return groups(plain) == 8;
        }
        int left = groups(plain.substring(0, gap));
        int right = groups(plain.substring(gap + 2));
        return left >= 0 && right >= 0 && left + right < 8;
    }

    /** How many groups of hexadecimal digits there are between colons; negative when something else is among them. */
    private static int groups(String text) {
        if (text.isEmpty()) {
            return 0;
        }
        String[] parts = text.split(":", -1);
        for (String part : parts) {
            boolean digits = part.chars().allMatch(c -> Character.digit(c, 16) >= 0);
            if (part.isEmpty() || part.length() > 4 || !digits) {
                return -1;
            }
        }
        return parts.length;
    }

    private static boolean cidr(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !text.substring(slash + 1).matches("[0-9]{1,3}")) {
            return false;
        }
        int bits = Integer.parseInt(text.substring(slash + 1));
        String address = text.substring(0, slash);
        return ipv4(address) && bits <= 32 || ipv6(address) && bits <= 128;
    }

    private static boolean isbn10(String text) {
        String digits = text.replaceAll("[\\s-]+", "");
        if (!digits.matches("[0-9]{9}[0-9X]")) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < 10; i++) {
            sum += (i + 1) * (digits.charAt(i) == 'X' ? 10 : digits.charAt(i) - '0');
        }
        return sum % 11 == 0;
    }

    private static boolean isbn13(String text) {
        String digits = text.replaceAll("[\\s-]+", "");
        if (!digits.matches("[0-9]{13}")) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < 13; i++) {
            sum += (i % 2 == 0 ? 1 : 3) * (digits.charAt(i) - '0');
        }
        return sum % 10 == 0;
    }

    private static boolean creditCard(String text) {
        String digits = text.replaceAll("[^0-9]+", "");
        if (!CREDIT_CARD.matches(digits)) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int twice = i % 2 == 1 ? digit * 2 : digit;
            sum += twice > 9 ? twice - 9 : twice;
        }
        return sum % 10 == 0;
    }

    private static boolean base64(String text) {
        if (text.isEmpty() || text.length() % 4 != 0) {
            return false;
        }
        try {
            Base64.getDecoder().decode(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean date(String text) {
        if (!DATE.matches(text)) {
            return false;
        }
        try {
            LocalDate.parse(text);
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static boolean dateTime(String text) {
        int t = text.toLowerCase(Locale.ROOT).indexOf('t');
        return t == 10 && date(text.substring(0, 10)) && TIME.matches(text.substring(11));
    }
}
