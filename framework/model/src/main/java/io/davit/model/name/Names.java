package io.davit.model.name;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What the API accepts as names. Every method answers what is wrong with a value, in the words of the API; an empty list means
 * that it is right.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/overview/working-with-objects/names/">Object names and IDs</a>
 */
public final class Names {

    public static final int LABEL_MAX = 63;
    public static final int SUBDOMAIN_MAX = 253;

    private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private static final String LABEL_TEXT =
            "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an"
                    + " alphanumeric character";

    private static final Pattern DNS_1123_LABEL = Pattern.of(LABEL_TEXT, LABEL, "my-name", "123-abc");
    private static final Pattern DNS_1123_SUBDOMAIN = Pattern.ofDotted(
            "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end"
                    + " with an alphanumeric character",
            LABEL,
            "example.com");
    private static final Pattern DNS_1123_SUBDOMAIN_WITH_UNDERSCORE = Pattern.ofDotted(
            "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '_', '-' or '.', and must start"
                    + " and end with an alphanumeric character",
            "_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?",
            "example.com");
    private static final Pattern WILDCARD_SUBDOMAIN = Pattern.of(
            "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist of lower"
                    + " case alphanumeric characters, '-' or '.' and end with an alphanumeric character",
            "\\*\\." + LABEL + "(\\." + LABEL + ")*",
            "*.example.com");
    private static final Pattern DNS_1035_LABEL = Pattern.of(
            "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and"
                    + " end with an alphanumeric character",
            "[a-z]([-a-z0-9]*[a-z0-9])?",
            "my-name",
            "abc-123");
    private static final Pattern C_IDENTIFIER = Pattern.of(
            "a valid C identifier must start with alphabetic character or '_', followed by a string of alphanumeric characters or"
                    + " '_'",
            "[A-Za-z_][A-Za-z0-9_]*",
            "my_name",
            "MY_NAME",
            "MyName");
    private static final Pattern ENV_VAR_NAME = Pattern.of(
            "a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start"
                    + " with a digit",
            "[-._a-zA-Z][-._a-zA-Z0-9]*",
            "my.env-name",
            "MY_ENV.NAME",
            "MyEnvName1");
    private static final Pattern CONFIG_KEY = Pattern.of(
            "a valid config key must consist of alphanumeric characters, '-', '_' or '.'",
            "[-._a-zA-Z0-9]+",
            "key.name",
            "KEY_NAME",
            "key-name");
    private static final Pattern HTTP_HEADER_NAME = Pattern.of(
            "a valid HTTP header must consist of alphanumeric characters or '-'", "[-A-Za-z0-9]+", "X-Header-Name");
    private static final Pattern PERCENT = Pattern.of(
            "a valid percent string must be a numeric string followed by an ending '%'", "[0-9]+%", "1%", "93%");

    private static final java.util.regex.Pattern PORT_NAME = java.util.regex.Pattern.compile("[-a-z0-9]+");
    private static final int PORT_NAME_MAX = 15;

    private Names() {}

    /** A lowercase RFC 1123 label. */
    public static List<String> dns1123Label(String value) {
        List<String> wrong = tooLong(value, LABEL_MAX);
        if (!DNS_1123_LABEL.matches(value)) {
            // A name that would do with dots is told about labels only: that is where dots are the mistake.
            wrong.add(DNS_1123_SUBDOMAIN.matches(value) ? "must not contain dots" : DNS_1123_LABEL.message());
        }
        return wrong;
    }

    /** Lowercase RFC 1123 labels, joined by dots. */
    public static List<String> dns1123Subdomain(String value) {
        return check(value, SUBDOMAIN_MAX, DNS_1123_SUBDOMAIN);
    }

    /** As {@link #dns1123Subdomain}, of kinds whose rules are declared with their types: their limit speaks of bytes. */
    public static List<String> longName(String value) {
        List<String> wrong = new ArrayList<>();
        if (value.length() > SUBDOMAIN_MAX) {
            wrong.add("must be no more than " + SUBDOMAIN_MAX + " bytes");
        }
        if (!DNS_1123_SUBDOMAIN.matches(value)) {
            wrong.add(DNS_1123_SUBDOMAIN.message());
        }
        return wrong;
    }

    /** As {@link #dns1123Subdomain}, and underscores within labels. */
    public static List<String> dns1123SubdomainWithUnderscore(String value) {
        return check(value, SUBDOMAIN_MAX, DNS_1123_SUBDOMAIN_WITH_UNDERSCORE);
    }

    /** {@code *.} and a subdomain. */
    public static List<String> wildcardSubdomain(String value) {
        List<String> wrong = tooLong(value, SUBDOMAIN_MAX);
        if (!value.startsWith("*.") || !DNS_1123_SUBDOMAIN.matches(value.substring(2))) {
            wrong.add(WILDCARD_SUBDOMAIN.message());
        }
        return wrong;
    }

    /** A label that begins with a letter, as names of Services did before 1.36 and names of prefixes do. */
    public static List<String> dns1035Label(String value) {
        return check(value, LABEL_MAX, DNS_1035_LABEL);
    }

    public static List<String> cIdentifier(String value) {
        return check(value, Integer.MAX_VALUE, C_IDENTIFIER);
    }

    /** The narrower rule of names of environment variables; see {@link #relaxedEnvVarName} for the one in use. */
    public static List<String> envVarName(String value) {
        List<String> wrong = check(value, Integer.MAX_VALUE, ENV_VAR_NAME);
        wrong.addAll(dotNames(value));
        return wrong;
    }

    /** Printable ASCII without {@code =}. */
    public static List<String> relaxedEnvVarName(String value) {
        List<String> wrong = new ArrayList<>();
        if (value.isEmpty()) {
            wrong.add("environment variable name must be non-empty");
        }
        boolean printable = value.chars().allMatch(c -> c >= ' ' && c <= '~' && c != '=');
        if (!printable) {
            wrong.add(
                    "a valid environment variable name must consist only of printable ASCII characters other than '='");
        }
        return wrong;
    }

    /** A key of a ConfigMap or a Secret. */
    public static List<String> configMapKey(String value) {
        List<String> wrong = check(value, SUBDOMAIN_MAX, CONFIG_KEY);
        wrong.addAll(dotNames(value));
        return wrong;
    }

    public static List<String> httpHeaderName(String value) {
        return check(value, Integer.MAX_VALUE, HTTP_HEADER_NAME);
    }

    /** {@code 93%}. */
    public static List<String> percent(String value) {
        return check(value, Integer.MAX_VALUE, PERCENT);
    }

    /** The name of a container's port (RFC 6335). */
    public static List<String> portName(String value) {
        List<String> wrong = new ArrayList<>();
        if (value.length() > PORT_NAME_MAX) {
            wrong.add(atMost(PORT_NAME_MAX));
        }
        if (!PORT_NAME.matcher(value).matches()) {
            wrong.add("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)");
        }
        if (value.chars().noneMatch(c -> c >= 'a' && c <= 'z')) {
            wrong.add("must contain at least one letter (a-z)");
        }
        if (value.contains("--")) {
            wrong.add("must not contain consecutive hyphens");
        }
        if (value.startsWith("-") || value.endsWith("-")) {
            wrong.add("must not begin or end with a hyphen");
        }
        return wrong;
    }

    /** Something that can stand between the slashes of a URL, used as names of roles for example. */
    public static List<String> pathSegment(String value) {
        return value.equals(".") || value.equals("..")
                ? List.of("may not be '" + value + "'")
                : pathSegmentPrefix(value);
    }

    /** The beginning of a path segment, as {@code generateName} is: it need not be complete. */
    public static List<String> pathSegmentPrefix(String value) {
        List<String> wrong = new ArrayList<>();
        for (String no : List.of("/", "%")) {
            if (value.contains(no)) {
                wrong.add("may not contain '" + no + "'");
            }
        }
        return wrong;
    }

    /** A port number. */
    public static List<String> portNumber(long value) {
        return value >= 1 && value <= 65535 ? List.of() : List.of("must be between 1 and 65535, inclusive");
    }

    /** Names count characters in words, but bytes in truth; labels say bytes. See {@link Labels}. */
    private static List<String> check(String value, int max, Pattern pattern) {
        List<String> wrong = tooLong(value, max);
        if (!pattern.matches(value)) {
            wrong.add(pattern.message());
        }
        return wrong;
    }

    /** Changeable, empty when short enough. */
    private static List<String> tooLong(String value, int max) {
        List<String> wrong = new ArrayList<>();
        if (value.length() > max || value.getBytes(StandardCharsets.UTF_8).length > max) {
            wrong.add(atMost(max));
        }
        return wrong;
    }

    private static String atMost(int max) {
        return "must be no more than " + max + " characters";
    }

    private static List<String> dotNames(String value) {
        if (value.equals(".") || value.equals("..")) {
            return List.of("must not be '" + value + "'");
        }
        return value.startsWith("..") ? List.of("must not start with '..'") : List.of();
    }
}
