package io.davit.cel.library;

import dev.cel.checker.CelStandardDeclarations;
import dev.cel.common.CelFunctionDecl;
import io.davit.cel.value.Bytes;
import io.davit.cel.value.Equality;
import io.davit.cel.value.Failure;
import io.davit.cel.value.ListValue;
import io.davit.cel.value.MapValue;
import io.davit.cel.value.Null;
import io.davit.cel.value.Numeric;
import io.davit.cel.value.Texts;
import io.davit.cel.value.Times;
import io.davit.cel.value.TypeName;
import io.davit.cel.value.Unsigned;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The language's own functions and operators.
 *
 * @see <a href="https://github.com/google/cel-spec/blob/master/doc/langdef.md#list-of-standard-definitions">Standard definitions</a>
 */
final class StandardLibrary {

    private static final Failure INT_OVERFLOW = new Failure("integer overflow");
    private static final Failure UINT_OVERFLOW = new Failure("unsigned integer overflow");
    private static final Failure DIVISION_BY_ZERO = new Failure("division by zero");
    private static final Failure MODULUS_BY_ZERO = new Failure("modulus by zero");
    private static final Failure TIMESTAMP_OVERFLOW = new Failure("timestamp overflow");
    private static final Failure DURATION_OVERFLOW = new Failure("duration overflow");

    private StandardLibrary() {}

    static List<Function> functions() {
        List<Function> functions = new ArrayList<>();
        for (CelStandardDeclarations.StandardFunction function : CelStandardDeclarations.StandardFunction.values()) {
            CelFunctionDecl declaration = function.functionDecl();
            Function.Body body = body(declaration.name());
            if (body != null) {
                functions.add(Function.standard(
                        StandardOverloads.of(declaration), body, StandardOverloads.areGuarded(declaration.name())));
            }
        }
        return functions;
    }

    private static Function.@Nullable Body body(String name) {
        return switch (name) {
            // evaluated by steps of their own; here for the checker
            case "_&&_", "_||_", "_?_:_", "_[_]", "@not_strictly_false" -> _ -> Failure.NO_SUCH_OVERLOAD;
            case "!_" -> a -> a[0] instanceof Boolean value ? (Object) !value : Failure.NO_SUCH_OVERLOAD;
            case "_==_" -> a -> Equality.equal(a[0], a[1]);
            case "_!=_" -> a -> Equality.equal(a[0], a[1]) != Boolean.TRUE;
            case "_+_" ->
                named(name, StandardLibrary::add, a -> isScalar(a) || a instanceof ListValue || a instanceof Bytes);
            case "_-_" -> named(name, StandardLibrary::subtract, a -> isScalar(a) && !(a instanceof String));
            case "_*_" -> named(name, StandardLibrary::multiply, Numeric::isNumber);
            case "_/_" -> named(name, StandardLibrary::divide, Numeric::isNumber);
            case "_%_" -> named(name, StandardLibrary::remainder, a -> a instanceof Long || a instanceof Unsigned);
            case "-_" -> a -> negate(a[0]);
            case "_<_" -> ordered(name, order -> order < 0);
            case "_<=_" -> ordered(name, order -> order <= 0);
            case "_>_" -> ordered(name, order -> order > 0);
            case "_>=_" -> ordered(name, order -> order >= 0);
            case "@in" -> a -> in(a[0], a[1]);
            case "size" -> a -> size(a[0]);
            case "type" -> a -> TypeName.of(a[0]);
            case "dyn" -> a -> a[0];
            case "bool" -> a -> toBool(a[0]);
            case "bytes" -> a -> toBytes(a[0]);
            case "double" -> a -> toDouble(a[0]);
            case "duration" -> a -> toDuration(a[0]);
            case "int" -> a -> toInt(a[0]);
            case "string" -> a -> toText(a[0]);
            case "timestamp" -> a -> toTimestamp(a[0]);
            case "uint" -> a -> toUnsigned(a[0]);
            case "contains" -> texts((text, other) -> text.contains(other));
            case "startsWith" -> texts((text, other) -> text.startsWith(other));
            case "endsWith" -> texts((text, other) -> text.endsWith(other));
            case "matches" -> texts(Patterns::matches);
            case "getFullYear" -> part(name, OffsetDateTime::getYear, null);
            case "getMonth" -> part(name, time -> time.getMonthValue() - 1, null);
            case "getDayOfYear" -> part(name, time -> time.getDayOfYear() - 1, null);
            case "getDayOfMonth" -> part(name, time -> time.getDayOfMonth() - 1, null);
            case "getDate" -> part(name, OffsetDateTime::getDayOfMonth, null);
            case "getDayOfWeek" -> part(name, time -> time.getDayOfWeek().getValue() % 7, null);
            case "getHours" -> part(name, OffsetDateTime::getHour, Duration::toHours);
            case "getMinutes" -> part(name, OffsetDateTime::getMinute, Duration::toMinutes);
            case "getSeconds" -> part(name, OffsetDateTime::getSecond, StandardLibrary::wholeSeconds);
            case "getMilliseconds" -> part(name, time -> time.getNano() / 1_000_000, Duration::toMillis);
            default -> null;
        };
    }

    // -------- arithmetic

    /** An operator; where its left side is nothing that it is made for, the error names it. */
    private static Function.Body named(String name, BinaryOperator<Object> operator, Predicate<Object> madeFor) {
        Failure unfit = new Failure("no such overload: " + name);
        return a -> {
            if (madeFor.test(a[0])) {
                return operator.apply(a[0], a[1]);
            }
            // these have functions of their own upstream, among which the operator is looked for first
            boolean receives = a[0] instanceof String || a[0] instanceof OffsetDateTime || a[0] instanceof Duration;
            return receives ? Failure.NO_SUCH_OVERLOAD : unfit;
        };
    }

    private static boolean isScalar(Object value) {
        return Numeric.isNumber(value)
                || value instanceof String
                || value instanceof OffsetDateTime
                || value instanceof Duration;
    }

    static Object add(Object a, Object b) {
        switch (a) {
            case Long left
            when b instanceof Long right -> {
                long sum = left + right;
                return ((left ^ sum) & (right ^ sum)) < 0 ? INT_OVERFLOW : (Object) sum;
            }
            case Unsigned left
            when b instanceof Unsigned right -> {
                long sum = left.bits() + right.bits();
                return Long.compareUnsigned(sum, left.bits()) < 0 ? UINT_OVERFLOW : new Unsigned(sum);
            }
            case Double left
            when b instanceof Double right -> {
                return left + right;
            }
            case String left
            when b instanceof String right -> {
                return left + right;
            }
            case Bytes left
            when b instanceof Bytes right -> {
                byte[] joined = new byte[left.size() + right.size()];
                System.arraycopy(left.content(), 0, joined, 0, left.size());
                System.arraycopy(right.content(), 0, joined, left.size(), right.size());
                return new Bytes(joined);
            }
            case ListValue left
            when b instanceof ListValue right -> {
                return left.plus(right);
            }
            case OffsetDateTime left
            when b instanceof Duration right -> {
                return shifted(left, right);
            }
            case Duration left
            when b instanceof OffsetDateTime right -> {
                return shifted(right, left);
            }
            case Duration left
            when b instanceof Duration right -> {
                return bounded(left.plus(right));
            }
            default -> {
                return Failure.NO_SUCH_OVERLOAD;
            }
        }
    }

    private static Object subtract(Object a, Object b) {
        switch (a) {
            case Long left
            when b instanceof Long right -> {
                long difference = left - right;
                return ((left ^ right) & (left ^ difference)) < 0 ? INT_OVERFLOW : (Object) difference;
            }
            case Unsigned left
            when b instanceof Unsigned right -> {
                return left.compareTo(right) < 0 ? UINT_OVERFLOW : new Unsigned(left.bits() - right.bits());
            }
            case Double left
            when b instanceof Double right -> {
                return left - right;
            }
            case OffsetDateTime left
            when b instanceof Duration right -> {
                return shifted(left, right.negated());
            }
            case OffsetDateTime left
            when b instanceof OffsetDateTime right -> {
                return bounded(Duration.between(right, left));
            }
            case Duration left
            when b instanceof Duration right -> {
                return bounded(left.minus(right));
            }
            default -> {
                return Failure.NO_SUCH_OVERLOAD;
            }
        }
    }

    private static Object shifted(OffsetDateTime time, Duration by) {
        try {
            OffsetDateTime result = time.plus(by);
            return Times.inRange(result) ? result : TIMESTAMP_OVERFLOW;
        } catch (DateTimeException | ArithmeticException e) {
            return TIMESTAMP_OVERFLOW;
        }
    }

    /** Durations are 64 bits of nanoseconds. */
    private static Object bounded(Duration duration) {
        try {
            long nanos = duration.toNanos();
            return Duration.ofNanos(nanos);
        } catch (ArithmeticException e) {
            return DURATION_OVERFLOW;
        }
    }

    private static Object multiply(Object a, Object b) {
        switch (a) {
            case Long left
            when b instanceof Long right -> {
                long low = left * right;
                return Math.multiplyHigh(left, right) == low >> 63 ? (Object) low : INT_OVERFLOW;
            }
            case Unsigned left
            when b instanceof Unsigned right -> {
                return Math.unsignedMultiplyHigh(left.bits(), right.bits()) == 0
                        ? new Unsigned(left.bits() * right.bits())
                        : UINT_OVERFLOW;
            }
            case Double left
            when b instanceof Double right -> {
                return left * right;
            }
            default -> {
                return Failure.NO_SUCH_OVERLOAD;
            }
        }
    }

    private static Object divide(Object a, Object b) {
        switch (a) {
            case Long left
            when b instanceof Long right -> {
                return right == 0
                        ? DIVISION_BY_ZERO
                        : left == Long.MIN_VALUE && right == -1 ? INT_OVERFLOW : (Object) (left / right);
            }
            case Unsigned left
            when b instanceof Unsigned right -> {
                return right.bits() == 0
                        ? DIVISION_BY_ZERO
                        : new Unsigned(Long.divideUnsigned(left.bits(), right.bits()));
            }
            case Double left
            when b instanceof Double right -> {
                return left / right;
            }
            default -> {
                return Failure.NO_SUCH_OVERLOAD;
            }
        }
    }

    private static Object remainder(Object a, Object b) {
        switch (a) {
            case Long left
            when b instanceof Long right -> {
                return right == 0
                        ? MODULUS_BY_ZERO
                        : left == Long.MIN_VALUE && right == -1 ? INT_OVERFLOW : (Object) (left % right);
            }
            case Unsigned left
            when b instanceof Unsigned right -> {
                return right.bits() == 0
                        ? MODULUS_BY_ZERO
                        : new Unsigned(Long.remainderUnsigned(left.bits(), right.bits()));
            }
            default -> {
                return Failure.NO_SUCH_OVERLOAD;
            }
        }
    }

    private static Object negate(Object value) {
        return switch (value) {
            case Long number -> number == Long.MIN_VALUE ? INT_OVERFLOW : (Object) (-number);
            case Double number -> -number;
            case Duration duration -> bounded(duration.negated());
            case String _, Boolean _, OffsetDateTime _ -> Failure.NO_SUCH_OVERLOAD;
            default -> new Failure("no such overload: -_");
        };
    }

    // -------- comparison

    private interface Order {
        boolean holds(int order);
    }

    private static Function.Body ordered(String name, Order relation) {
        return named(
                name,
                (a, b) -> ordered(a, b, relation),
                a -> isScalar(a) || a instanceof Boolean || a instanceof Bytes);
    }

    private static Object ordered(Object a, Object b, Order relation) {
        if (Numeric.isNumber(a) && Numeric.isNumber(b)) {
            Integer order = Numeric.compare(a, b);
            return order == null ? new Failure("NaN values cannot be ordered") : (Object) relation.holds(order);
        }
        Integer order = order(a, b);
        return order == null ? Failure.NO_SUCH_OVERLOAD : (Object) relation.holds(order);
    }

    /** Null when they have no order. */
    static @Nullable Integer order(Object a, Object b) {
        if (Numeric.isNumber(a) && Numeric.isNumber(b)) {
            return Numeric.compare(a, b);
        }
        if (a instanceof String left && b instanceof String right) {
            return compare(left, right);
        }
        if (a instanceof OffsetDateTime left && b instanceof OffsetDateTime right) {
            return left.toInstant().compareTo(right.toInstant());
        }
        if (a instanceof Duration left && b instanceof Duration right) {
            return left.compareTo(right);
        }
        if (a instanceof Boolean left && b instanceof Boolean right) {
            return left.compareTo(right);
        }
        return a instanceof Bytes left && b instanceof Bytes right ? Integer.valueOf(left.compareTo(right)) : null;
    }

    /** By code points, which is the order of UTF-8 bytes; Java's own is that of UTF-16. */
    static int compare(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char left = a.charAt(i);
            char right = b.charAt(i);
            if (left != right) {
                boolean surrogates = Character.isSurrogate(left) != Character.isSurrogate(right);
                return surrogates ? Character.isSurrogate(left) ? 1 : -1 : Character.compare(left, right);
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    static Object in(Object value, Object container) {
        if (container instanceof MapValue map) {
            Object found = map.find(value);
            return found instanceof Failure ? found : (Object) (found != null);
        }
        if (!(container instanceof ListValue list)) {
            return Failure.NO_SUCH_OVERLOAD;
        }
        Object failure = null;
        for (Object element : list) {
            Object equal = Equality.equal(element, value);
            if (equal == Boolean.TRUE) {
                return true;
            }
            if (failure == null && equal instanceof Failure) {
                failure = equal;
            }
        }
        return failure == null ? (Object) false : failure;
    }

    private static Object size(Object value) {
        return switch (value) {
            case String text -> (long) Texts.length(text);
            case ListValue list -> (long) list.size();
            case MapValue map -> (long) map.size();
            case Bytes bytes -> (long) bytes.size();
            case OffsetDateTime _, Duration _ -> Failure.NO_SUCH_OVERLOAD;
            default -> new Failure("no such overload: size");
        };
    }

    // -------- conversion

    private static Object toBool(Object value) {
        if (value instanceof Boolean) {
            return value;
        }
        if (value instanceof String text) {
            switch (text) {
                case "1", "t", "T", "TRUE", "true", "True" -> {
                    return true;
                }
                case "0", "f", "F", "FALSE", "false", "False" -> {
                    return false;
                }
                default -> {
                    return Failure.conversion(value, "bool");
                }
            }
        }
        return Failure.conversion(value, "bool");
    }

    private static Object toBytes(Object value) {
        return switch (value) {
            case Bytes bytes -> bytes;
            case String text -> new Bytes(Texts.utf8(text));
            default -> Failure.conversion(value, "bytes");
        };
    }

    private static Object toDouble(Object value) {
        return switch (value) {
            case Double number -> number;
            case Long number -> (double) number;
            case Unsigned number -> number.toDouble();
            case String text -> {
                Double parsed = parseDouble(text);
                yield parsed == null ? Failure.conversion(value, "double") : parsed;
            }
            default -> Failure.conversion(value, "double");
        };
    }

    private static @Nullable Double parseDouble(String text) {
        String plain = text.startsWith("+") || text.startsWith("-") ? text.substring(1) : text;
        switch (plain.toLowerCase(java.util.Locale.ROOT)) {
            case "inf", "infinity" -> {
                return text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
            }
            case "nan" -> {
                return plain.equals(text) ? Double.valueOf(Double.NaN) : null;
            }
            default -> {
                // Java would also take a type's letter at the end and spaces around
                boolean digits = !plain.isEmpty()
                        && plain.chars()
                                .allMatch(c -> c >= '0' && c <= '9'
                                        || c == '.'
                                        || c == 'e'
                                        || c == 'E'
                                        || c == '+'
                                        || c == '-');
                if (!digits) {
                    return null;
                }
                try {
                    double number = Double.parseDouble(text);
                    return Double.isInfinite(number) ? null : Double.valueOf(number);
                } catch (NumberFormatException e) {
                    return null;
                }
            }
        }
    }

    private static Object toInt(Object value) {
        return switch (value) {
            case Long number -> number;
            case Unsigned number -> number.bits() < 0 ? INT_OVERFLOW : (Object) number.bits();
            case Double number ->
                Double.isNaN(number) || number <= -0x1p63 || number >= 0x1p63
                        ? INT_OVERFLOW
                        : (Object) (long) (double) number;
            case OffsetDateTime time -> time.toEpochSecond();
            case Duration duration -> duration.toNanos();
            case String text -> {
                try {
                    yield Long.parseLong(ascii(text));
                } catch (NumberFormatException e) {
                    yield Failure.conversion(value, "int");
                }
            }
            default -> Failure.conversion(value, "int");
        };
    }

    private static Object toUnsigned(Object value) {
        return switch (value) {
            case Unsigned number -> number;
            case Long number -> number < 0 ? UINT_OVERFLOW : new Unsigned(number);
            case Double number ->
                Double.isNaN(number) || number < 0 || number >= 0x1p64
                        ? UINT_OVERFLOW
                        : new Unsigned(Numeric.toUnsignedBits(number));
            case String text -> {
                try {
                    if (text.startsWith("+")) {
                        yield Failure.conversion(value, "uint");
                    }
                    yield new Unsigned(Long.parseUnsignedLong(ascii(text)));
                } catch (NumberFormatException e) {
                    yield Failure.conversion(value, "uint");
                }
            }
            default -> Failure.conversion(value, "uint");
        };
    }

    /** Java also reads the digits of other scripts. */
    private static String ascii(String text) {
        return text.chars().allMatch(c -> c < 0x80) ? text : "";
    }

    private static Object toText(Object value) {
        return switch (value) {
            case String text -> text;
            case Boolean flag -> flag.toString();
            case Long number -> number.toString();
            case Unsigned number -> number.toString();
            case Double number -> Texts.shortDouble(number);
            case Bytes bytes -> {
                try {
                    yield StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes.content()))
                            .toString();
                } catch (CharacterCodingException e) {
                    yield new Failure("invalid UTF-8 in bytes, cannot convert to string");
                }
            }
            case OffsetDateTime time -> Texts.timestamp(time);
            case Duration duration -> Texts.seconds(duration);
            case TypeName type -> type.name();
            case Null _ -> "null";
            case io.davit.cel.value.Opaque opaque when opaque.text() != null -> String.valueOf(opaque.text());
            default -> Failure.conversion(value, "string");
        };
    }

    private static Object toDuration(Object value) {
        return switch (value) {
            case Duration duration -> duration;
            case String text -> {
                Duration parsed = Times.duration(text);
                yield parsed == null ? Failure.conversion(value, TypeName.DURATION.name()) : parsed;
            }
            default -> Failure.conversion(value, TypeName.DURATION.name());
        };
    }

    private static Object toTimestamp(Object value) {
        return switch (value) {
            case OffsetDateTime time -> time;
            case Long seconds -> {
                try {
                    OffsetDateTime time =
                            java.time.Instant.ofEpochSecond(seconds).atOffset(ZoneOffset.UTC);
                    yield Times.inRange(time) ? time : TIMESTAMP_OVERFLOW;
                } catch (DateTimeException e) {
                    yield TIMESTAMP_OVERFLOW;
                }
            }
            case String text -> {
                OffsetDateTime parsed = Times.timestamp(text);
                yield parsed == null
                        ? Failure.conversion(value, TypeName.TIMESTAMP.name())
                        : Times.inRange(parsed) ? parsed : TIMESTAMP_OVERFLOW;
            }
            default -> Failure.conversion(value, TypeName.TIMESTAMP.name());
        };
    }

    // -------- texts and times

    private interface TextBody {
        Object apply(String text, String other);
    }

    private static Function.Body texts(TextBody body) {
        return a -> a[0] instanceof String text && a[1] instanceof String other
                ? body.apply(text, other)
                : Failure.NO_SUCH_OVERLOAD;
    }

    private static long wholeSeconds(Duration duration) {
        return duration.toNanos() / 1_000_000_000L;
    }

    private static Function.Body part(
            String name, ToLongFunction<OffsetDateTime> ofTime, @Nullable ToLongFunction<Duration> ofDuration) {
        return a -> {
            if (a[0] instanceof Duration duration && ofDuration != null && a.length == 1) {
                return ofDuration.applyAsLong(duration);
            }
            if (!(a[0] instanceof OffsetDateTime time)) {
                return new Failure("no such overload: " + name);
            }
            if (a.length == 1) {
                return ofTime.applyAsLong(time.withOffsetSameInstant(ZoneOffset.UTC));
            }
            if (!(a[1] instanceof String zone)) {
                return Failure.NO_SUCH_OVERLOAD;
            }
            ZoneId id = zone(zone);
            return id == null
                    ? new Failure("unknown time zone " + zone)
                    : (Object) ofTime.applyAsLong(time.atZoneSameInstant(id).toOffsetDateTime());
        };
    }

    private static @Nullable ZoneId zone(String zone) {
        try {
            if (zone.indexOf(':') > 0) {
                return ZoneOffset.of(Character.isDigit(zone.charAt(0)) ? "+" + zone : zone);
            }
            return zone.isEmpty() ? ZoneOffset.UTC : ZoneId.of(zone);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
