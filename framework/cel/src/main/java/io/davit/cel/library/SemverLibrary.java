package io.davit.cel.library;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.cel.common.types.CelType;
import io.davit.cel.value.Failure;
import io.davit.cel.value.Opaque;
import io.davit.model.error.Quoted;
import java.math.BigInteger;
import java.util.List;

/**
 * Semantic versions.
 *
 * @see <a href="https://semver.org/spec/v2.0.0.html">Semantic Versioning 2.0.0</a>
 */
final class SemverLibrary {

    private static final Pattern NUMBER = Pattern.compile("[0-9]+");
    private static final Pattern IDENTIFIER = Pattern.compile("[0-9A-Za-z-]+");
    private static final BigInteger MOST = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

    /** A version; what is after the plus does not count. */
    private record Version(BigInteger major, BigInteger minor, BigInteger patch, List<String> pre)
            implements Opaque, Comparable<Version> {

        @Override
        public String typeName() {
            return "kubernetes.Semver";
        }

        @Override
        public int compareTo(Version other) {
            int order = major.compareTo(other.major);
            order = order == 0 ? minor.compareTo(other.minor) : order;
            order = order == 0 ? patch.compareTo(other.patch) : order;
            return order == 0 ? comparePre(pre, other.pre) : order;
        }
    }

    private SemverLibrary() {}

    static List<Function> functions() {
        List<CelType> one = List.of(Types.SEMVER);
        List<CelType> two = List.of(Types.SEMVER, Types.SEMVER);
        return List.of(
                Function.named("semver")
                        .global("string_to_semver", Types.SEMVER, List.of(Types.STRING), a -> parse((String) a[0]))
                        .global(
                                "string_bool_to_semver",
                                Types.SEMVER,
                                List.of(Types.STRING, Types.BOOL),
                                a -> parse((String) a[0], (Boolean) a[1]))
                        .build(),
                Function.named("isSemver")
                        .global(
                                "is_semver_string",
                                Types.BOOL,
                                List.of(Types.STRING),
                                a -> parse((String) a[0]) instanceof Version)
                        .global(
                                "is_semver_string_bool",
                                Types.BOOL,
                                List.of(Types.STRING, Types.BOOL),
                                a -> parse((String) a[0], (Boolean) a[1]) instanceof Version)
                        .build(),
                Function.named("isGreaterThan")
                        .member(
                                "semver_is_greater_than",
                                Types.BOOL,
                                two,
                                a -> version(a, 0).compareTo(version(a, 1)) > 0)
                        .build(),
                Function.named("isLessThan")
                        .member(
                                "semver_is_less_than",
                                Types.BOOL,
                                two,
                                a -> version(a, 0).compareTo(version(a, 1)) < 0)
                        .build(),
                Function.named("compareTo")
                        .member("semver_compare_to", Types.INT, two, a ->
                                (long) Integer.signum(version(a, 0).compareTo(version(a, 1))))
                        .build(),
                Function.named("major")
                        .member(
                                "semver_major",
                                Types.INT,
                                one,
                                a -> version(a, 0).major().longValue())
                        .build(),
                Function.named("minor")
                        .member(
                                "semver_minor",
                                Types.INT,
                                one,
                                a -> version(a, 0).minor().longValue())
                        .build(),
                Function.named("patch")
                        .member(
                                "semver_patch",
                                Types.INT,
                                one,
                                a -> version(a, 0).patch().longValue())
                        .build());
    }

    private static Version version(Object[] arguments, int index) {
        return (Version) arguments[index];
    }

    private static int comparePre(List<String> a, List<String> b) {
        if (a.isEmpty() || b.isEmpty()) {
            return a.isEmpty() ? b.isEmpty() ? 0 : 1 : -1;
        }
        for (int i = 0; i < a.size() && i < b.size(); i++) {
            int order = compareIdentifier(a.get(i), b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    private static int compareIdentifier(String a, String b) {
        boolean left = NUMBER.matches(a);
        boolean right = NUMBER.matches(b);
        if (left && right) {
            return new BigInteger(a).compareTo(new BigInteger(b));
        }
        return left ? -1 : right ? 1 : Integer.signum(a.compareTo(b));
    }

    private static Object parse(String text, boolean normalize) {
        return normalize ? normalized(text) : parse(text);
    }

    /** {@code v1.2} is 1.2.0, and noughts in front are dropped. */
    private static Object normalized(String text) {
        String[] parts = (text.startsWith("v") ? text.substring(1) : text).split("\\.", 3);
        for (int i = 0; i < parts.length; i++) {
            if (parts[i].length() > 1) {
                Matcher noughts = LEADING.matcher(parts[i]);
                String bare = noughts.replaceFirst("");
                parts[i] = bare.isEmpty() || bare.charAt(0) < '0' || bare.charAt(0) > '9' ? "0" + bare : bare;
            }
        }
        if (parts.length == 3) {
            return parse(String.join(".", parts));
        }
        String last = parts[parts.length - 1];
        if (last.indexOf('+') >= 0 || last.indexOf('-') >= 0) {
            return new Failure("short version cannot contain PreRelease/Build meta data");
        }
        return parse(String.join(".", parts) + ".0".repeat(3 - parts.length));
    }

    private static final Pattern LEADING = Pattern.compile("^0+");

    private static Object parse(String text) {
        if (text.isEmpty()) {
            return new Failure("Version string empty");
        }
        String[] parts = text.split("\\.", 3);
        if (parts.length != 3) {
            return new Failure("No Major.Minor.Patch elements found");
        }
        String patch = parts[2];
        String build = null;
        String pre = null;
        int plus = patch.indexOf('+');
        if (plus >= 0) {
            build = patch.substring(plus + 1);
            patch = patch.substring(0, plus);
        }
        int minus = patch.indexOf('-');
        if (minus >= 0) {
            pre = patch.substring(minus + 1);
            patch = patch.substring(0, minus);
        }
        String[] names = {"major", "minor", "patch"};
        String[] texts = {parts[0], parts[1], patch};
        BigInteger[] numbers = new BigInteger[3];
        for (int i = 0; i < 3; i++) {
            Object number = number(texts[i], names[i]);
            if (number instanceof Failure) {
                return number;
            }
            numbers[i] = (BigInteger) number;
        }
        List<String> identifiers = pre == null ? List.of() : List.of(pre.split("\\.", -1));
        for (String identifier : identifiers) {
            Failure fault = identifierFault(identifier);
            if (fault != null) {
                return fault;
            }
        }
        if (build != null) {
            for (String identifier : build.split("\\.", -1)) {
                if (identifier.isEmpty()) {
                    return new Failure("Build meta data is empty");
                }
                if (!IDENTIFIER.matches(identifier)) {
                    return new Failure("Invalid character(s) found in build meta data " + Quoted.of(identifier));
                }
            }
        }
        return new Version(numbers[0], numbers[1], numbers[2], identifiers);
    }

    private static Object number(String text, String name) {
        String title = name.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + name.substring(1);
        if (text.chars().anyMatch(c -> c < '0' || c > '9')) {
            return new Failure("Invalid character(s) found in " + name + " number " + Quoted.of(text));
        }
        if (text.length() > 1 && text.startsWith("0")) {
            return new Failure(title + " number must not contain leading zeroes " + Quoted.of(text));
        }
        if (text.isEmpty()) {
            return new Failure("strconv.ParseUint: parsing \"\": invalid syntax");
        }
        BigInteger number = text.length() > 20 ? MOST.add(BigInteger.ONE) : new BigInteger(text);
        return number.compareTo(MOST) > 0
                ? new Failure("strconv.ParseUint: parsing " + Quoted.of(text) + ": value out of range")
                : number;
    }

    private static @org.jspecify.annotations.Nullable Failure identifierFault(String identifier) {
        if (identifier.isEmpty()) {
            return new Failure("Prerelease is empty");
        }
        if (NUMBER.matches(identifier)) {
            return identifier.length() > 1 && identifier.startsWith("0")
                    ? new Failure("Numeric PreRelease version must not contain leading zeroes " + Quoted.of(identifier))
                    : null;
        }
        return IDENTIFIER.matches(identifier)
                ? null
                : new Failure("Invalid character(s) found in prerelease " + Quoted.of(identifier));
    }
}
