package io.davit.model.name;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What the API accepts as keys and values of labels, keys of annotations, and other qualified names. Every method answers what is
 * wrong, in the words of the API; an empty list means that the value is right.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set">Labels</a>
 */
public final class Labels {

    private static final String NAME = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
    private static final String NAME_TEXT =
            "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";
    private static final String[] NAME_EXAMPLES = {"MyName", "my.name", "123-abc"};

    private static final Pattern NAME_PART = Pattern.of(NAME_TEXT, NAME, NAME_EXAMPLES);
    private static final Pattern KEY = Pattern.of("a valid label key " + NAME_TEXT, NAME, NAME_EXAMPLES);
    private static final Pattern VALUE = Pattern.of(
            "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end"
                    + " with an alphanumeric character",
            "(" + NAME + ")?",
            "MyValue",
            "my_value",
            "12345");

    private Labels() {}

    /** A name with an optional DNS subdomain before a slash. */
    public static List<String> key(String value) {
        int slash = value.indexOf('/');
        if (slash != value.lastIndexOf('/')) {
            return List.of(
                    KEY.message() + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')");
        }
        List<String> wrong = slash < 0 ? new ArrayList<>() : prefix(value.substring(0, slash));
        wrong.addAll(name(value.substring(slash + 1)));
        return wrong;
    }

    /** At most 63 bytes, perhaps none. */
    public static List<String> value(String value) {
        return check(value, VALUE, "");
    }

    private static List<String> prefix(String prefix) {
        if (prefix.isEmpty()) {
            return new ArrayList<>(List.of("prefix part must be non-empty"));
        }
        List<String> wrong = new ArrayList<>();
        for (String problem : Names.dns1123Subdomain(prefix)) {
            wrong.add("prefix part " + (problem.startsWith("must be no more") ? atMost(Names.SUBDOMAIN_MAX) : problem));
        }
        return wrong;
    }

    private static List<String> name(String name) {
        if (name.isEmpty()) {
            // The empty name breaks the pattern too; both are said.
            return List.of("name part must be non-empty", "name part " + NAME_PART.message());
        }
        return check(name, NAME_PART, "name part ");
    }

    private static List<String> check(String value, Pattern pattern, String before) {
        List<String> wrong = new ArrayList<>();
        if (value.getBytes(StandardCharsets.UTF_8).length > Names.LABEL_MAX) {
            wrong.add(before + atMost(Names.LABEL_MAX));
        }
        if (!pattern.matches(value)) {
            wrong.add(before + pattern.message());
        }
        return wrong;
    }

    private static String atMost(int max) {
        return "must be no more than " + max + " bytes";
    }
}
