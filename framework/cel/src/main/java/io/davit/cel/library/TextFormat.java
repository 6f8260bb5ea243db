package io.davit.cel.library;

import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import io.davit.cel.value.Bytes;
import io.davit.cel.value.Failure;
import io.davit.cel.value.ListValue;
import io.davit.cel.value.MapValue;
import io.davit.cel.value.Null;
import io.davit.cel.value.StructValue;
import io.davit.cel.value.Texts;
import io.davit.cel.value.TypeName;
import io.davit.cel.value.Unsigned;
import io.davit.model.error.Quoted;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code '%s is %d'.format([…])}: the clauses of a format, and what they make of values. */
public final class TextFormat {

    private static final int DEFAULT_PRECISION = 6;
    private static final int MOST_PRECISION = 1000;
    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /** What to do with a clause: give its text, or a failure. */
    private interface Clauses {
        Object clause(char kind, @Nullable Integer precision, int argument);
    }

    private TextFormat() {}

    /** A string, or a failure. */
    static Object format(String format, ListValue arguments) {
        return walk(format, arguments.size(), (kind, precision, argument) -> {
            Object text = clause(kind, precision, arguments.get(argument));
            return text instanceof Failure failure
                    ? new Failure("error during formatting: " + failure.message())
                    : text;
        });
    }

    /** Tells of an argument whether its type fits a clause. */
    @FunctionalInterface
    public interface Fitting {
        /** The type that does not fit, as messages name it; null when all may be well. */
        @Nullable
        String unfit(char kind, int argument);
    }

    /** What is wrong with a format whatever the values are; null when all may be well. */
    public static @Nullable String check(String format, int arguments, Fitting fitting) {
        int[] used = new int[1];
        if (format.endsWith("%") && !format.endsWith("%%") && format.indexOf('%') == format.length() - 1) {
            // the end is seen before there is an argument to look for
            return "unexpected end of string";
        }
        Object result = walk(format, arguments, (kind, _, argument) -> {
            used[0]++;
            String type = fitting.unfit(kind, argument);
            return type == null ? "" : new Failure("error during formatting: " + unfit(kind, type));
        });
        if (result instanceof Failure failure) {
            return failure.message();
        }
        return arguments > used[0]
                ? "too many arguments supplied to string.format (expected " + used[0] + ", got " + arguments + ")"
                : null;
    }

    /** Whether values of a type may fit a clause. */
    public static boolean fits(char kind, CelType type) {
        return type.kind() == CelKind.DYN || kinds(kind).contains(type.kind());
    }

    private static Object walk(String format, int size, Clauses clauses) {
        StringBuilder result = new StringBuilder();
        int argument = 0;
        int i = 0;
        while (i < format.length()) {
            char c = format.charAt(i);
            if (c != '%') {
                result.append(c);
                i++;
                continue;
            }
            if (i + 1 < format.length() && format.charAt(i + 1) == '%') {
                result.append('%');
                i += 2;
                continue;
            }
            if (argument >= size) {
                return new Failure("index " + argument + " out of range");
            }
            i++;
            if (i >= format.length()) {
                return new Failure("unexpected end of string");
            }
            Integer precision = null;
            if (format.charAt(i) == '.') {
                int start = ++i;
                while (i < format.length() && format.charAt(i) >= '0' && format.charAt(i) <= '9') {
                    i++;
                }
                if (i >= format.length()) {
                    return new Failure("could not parse formatting clause: error while parsing precision: "
                            + "could not find end of precision specifier");
                }
                String digits = format.substring(start, i);
                if (digits.isEmpty() || digits.length() > 9) {
                    return new Failure("could not parse formatting clause: error while parsing precision: "
                            + "error while converting precision to integer: strconv.Atoi: parsing \"" + digits
                            + "\": " + (digits.isEmpty() ? "invalid syntax" : "value out of range"));
                }
                precision = Integer.valueOf(digits);
            }
            char kind = format.charAt(i++);
            if ("sdfebxXo".indexOf(kind) < 0) {
                return new Failure(
                        "could not parse formatting clause: unrecognized formatting clause \"" + kind + "\"");
            }
            Object text = clauses.clause(kind, precision, argument++);
            if (text instanceof Failure) {
                return text;
            }
            result.append(text);
        }
        return result.toString();
    }

    private static List<CelKind> kinds(char clause) {
        return switch (clause) {
            case 'd', 'o' -> List.of(CelKind.INT, CelKind.UINT);
            case 'f', 'e' -> List.of(CelKind.DOUBLE, CelKind.STRING);
            case 'b' -> List.of(CelKind.INT, CelKind.UINT, CelKind.BOOL);
            case 'x', 'X' -> List.of(CelKind.INT, CelKind.UINT, CelKind.STRING, CelKind.BYTES);
            default ->
                List.of(
                        CelKind.LIST,
                        CelKind.MAP,
                        CelKind.INT,
                        CelKind.UINT,
                        CelKind.DOUBLE,
                        CelKind.BOOL,
                        CelKind.STRING,
                        CelKind.TIMESTAMP,
                        CelKind.BYTES,
                        CelKind.DURATION,
                        CelKind.TYPE,
                        CelKind.NULL_TYPE);
        };
    }

    private static String unfit(char kind, String type) {
        return switch (kind) {
            case 'd' -> "decimal clause can only be used on integers, was given " + type;
            case 'f' -> "fixed-point clause can only be used on doubles, was given " + type;
            case 'e' -> "scientific clause can only be used on doubles, was given " + type;
            case 'b' -> "only integers and bools can be formatted as binary, was given " + type;
            case 'x', 'X' -> "only integers, byte buffers, and strings can be formatted as hex, was given " + type;
            case 'o' -> "octal clause can only be used on integers, was given " + type;
            default ->
                "string clause can only be used on strings, bools, bytes, ints, doubles, maps, lists, types, durations, and timestamps, was given "
                        + type;
        };
    }

    private static Object clause(char kind, @Nullable Integer precision, Object value) {
        int digits = Math.min(precision == null ? DEFAULT_PRECISION : precision, MOST_PRECISION);
        Object text = switch (kind) {
            case 's' -> text(value);
            case 'd' -> value instanceof Long || value instanceof Unsigned ? value.toString() : null;
            case 'f' -> {
                Double number = number(value);
                yield number == null ? null : fixed(number, digits);
            }
            case 'e' -> {
                Double number = number(value);
                yield number == null ? null : scientific(number);
            }
            case 'b' ->
                switch (value) {
                    case Long number -> Long.toString(number, 2);
                    case Unsigned number -> Long.toUnsignedString(number.bits(), 2);
                    case Boolean truth -> truth ? "1" : "0";
                    default -> null;
                };
            case 'o' ->
                switch (value) {
                    case Long number -> Long.toString(number, 8);
                    case Unsigned number -> Long.toUnsignedString(number.bits(), 8);
                    default -> null;
                };
            default -> hex(value);
        };
        if (text == null) {
            return new Failure(unfit(kind, TypeName.of(value).name()));
        }
        return kind == 'X' ? text.toString().toUpperCase(Locale.ROOT) : text;
    }

    private static @Nullable String hex(Object value) {
        return switch (value) {
            case Long number -> Long.toString(number, 16);
            case Unsigned number -> Long.toUnsignedString(number.bits(), 16);
            case String text -> HexFormat.of().formatHex(Texts.utf8(text));
            case Bytes bytes -> HexFormat.of().formatHex(bytes.content());
            default -> null;
        };
    }

    private static @Nullable Double number(Object value) {
        return switch (value) {
            case Double number -> number;
            case String text when text.equals("NaN") -> Double.NaN;
            case String text when text.equals("Infinity") -> Double.POSITIVE_INFINITY;
            case String text when text.equals("-Infinity") -> Double.NEGATIVE_INFINITY;
            default -> null;
        };
    }

    private static String fixed(double number, int digits) {
        if (Double.isNaN(number)) {
            return "NaN";
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? "∞" : "-∞";
        }
        DecimalFormat format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.US));
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        format.setRoundingMode(RoundingMode.HALF_EVEN);
        return format.format(new BigDecimal(number));
    }

    /** Always with six digits: upstream takes a precision for a width here. */
    private static String scientific(double number) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return fixed(number, DEFAULT_PRECISION);
        }
        String plain = String.format(Locale.ROOT, "%.6e", number);
        int e = plain.indexOf('e');
        String exponent = plain.substring(e + 1);
        StringBuilder raised = new StringBuilder(exponent.startsWith("-") ? "⁻" : "");
        for (char digit : exponent.substring(1).toCharArray()) {
            raised.append(SUPERSCRIPTS.charAt(digit - '0'));
        }
        return plain.substring(0, e) + "×10" + raised;
    }

    /** What {@code %s} makes of a value; null for what it cannot show. */
    private static @Nullable Object text(Object value) {
        return switch (value) {
            case StructValue _ -> null;
            case ListValue list -> list(list);
            case MapValue map -> map(map);
            case Null _ -> "null";
            case Bytes bytes -> new String(bytes.content(), StandardCharsets.UTF_8);
            case Double number -> Texts.shortDouble(number);
            case Long _, Unsigned _, Boolean _, String _ -> value.toString();
            case OffsetDateTime _, Duration _ -> Texts.plain(value);
            case TypeName type -> type.name();
            default -> null;
        };
    }

    private static Object list(ListValue list) {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0, size = list.size(); i < size; i++) {
            Object element = literal(list.get(i));
            if (element instanceof Failure) {
                return element;
            }
            text.append(i == 0 ? "" : ", ").append(element);
        }
        return text.append(']').toString();
    }

    private static Object map(MapValue map) {
        record Entry(String key, String value) {}
        List<Entry> entries = new ArrayList<>();
        for (Object key : map.keys()) {
            if (!(key instanceof String || key instanceof Boolean || key instanceof Long || key instanceof Unsigned)) {
                return new Failure("no formatting function for map key of type "
                        + TypeName.of(key).name());
            }
            Object found = map.find(key);
            Object value = found == null ? Null.NULL : literal(found);
            if (value instanceof Failure) {
                return value;
            }
            entries.add(new Entry(String.valueOf(literal(key)), value.toString()));
        }
        entries.sort(Comparator.comparing(Entry::key));
        StringBuilder text = new StringBuilder("{");
        for (Entry entry : entries) {
            text.append(text.length() == 1 ? "" : ", ")
                    .append(entry.key())
                    .append(':')
                    .append(entry.value());
        }
        return text.append('}').toString();
    }

    /** A value as an expression would spell it, inside of a list or a map. */
    private static Object literal(Object value) {
        return switch (value) {
            case Failure failure -> failure;
            case String text -> Quoted.of(text);
            case Bytes bytes -> "b" + Quoted.of(new String(bytes.content(), StandardCharsets.UTF_8));
            case OffsetDateTime time -> "timestamp(\"" + Texts.timestamp(time) + "\")";
            case Duration duration -> "duration(\"" + Texts.seconds(duration) + "\")";
            case Double number -> {
                if (Double.isNaN(number) || Double.isInfinite(number)) {
                    yield "\"" + Texts.decimal(number) + "\"";
                }
                yield new BigDecimal(number)
                        .setScale(DEFAULT_PRECISION, RoundingMode.HALF_EVEN)
                        .toPlainString();
            }
            default -> {
                Object text = text(value);
                yield text == null
                        ? new Failure("no formatting function for "
                                + TypeName.of(value).name())
                        : text;
            }
        };
    }
}
