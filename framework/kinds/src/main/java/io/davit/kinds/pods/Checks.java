package io.davit.kinds.pods;

import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import io.davit.model.name.Labels;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Small checks that the rules of pods share. */
final class Checks {

    private Checks() {}

    /** The words for a range. */
    static String between(long least, long most) {
        return "must be between " + least + " and " + most + ", inclusive";
    }

    static void inRange(Field number, long least, long most, Rules rules) {
        if (number.number() < least || number.number() > most) {
            rules.errors().invalid(number.path(), number.number(), between(least, most));
        }
    }

    /** User and group ids. */
    static void id(Field id, Rules rules) {
        if (id.isPresent()) {
            inRange(id, 0, Integer.MAX_VALUE, rules);
        }
    }

    /** A file mode of nine bits. */
    static void mode(Field mode, Rules rules) {
        if (mode.isPresent() && (mode.number() < 0 || mode.number() > 0777)) {
            rules.invalid(mode, "must be a number between 0 and 0777 (octal), both inclusive");
        }
    }

    /** One of these, or absent. */
    static void oneOfIfSet(Field text, Rules rules, String... supported) {
        if (text.isPresent()) {
            rules.oneOf(text, supported);
        }
    }

    /** One of these; an empty text is said to be missing. */
    static void neededOneOf(Field text, Rules rules, String... supported) {
        if (rules.needed(text)) {
            rules.oneOf(text, supported);
        }
    }

    static void forbidIfSet(Field field, String detail, Rules rules) {
        if (field.isPresent()) {
            rules.forbidden(field, detail);
        }
    }

    static void relative(Field place, Rules rules) {
        relative(place, place.text(), rules);
    }

    /** A path below a directory: not absolute, without steps back. */
    static void relative(Field place, String path, Rules rules) {
        if (path.startsWith("/")) {
            rules.errors().invalid(place.path(), path, "must be a relative path");
        }
        noBacksteps(place, path, rules);
    }

    static void noBacksteps(Field place, String path, Rules rules) {
        if (hasBacksteps(path)) {
            rules.errors().invalid(place.path(), path, "must not contain '..'");
        }
    }

    static boolean hasBacksteps(String path) {
        return Arrays.asList(path.split("/", -1)).contains("..");
    }

    /** As {@link #relative}, and its first name does not begin with two dots: those are the kubelet's. */
    static void relativeAndNotReserved(Field place, Rules rules) {
        relative(place, rules);
        String path = place.text();
        if (path.startsWith("..") && !path.startsWith("../")) {
            rules.errors().invalid(place.path(), path, "must not start with '..'");
        }
    }

    /** A qualified name; an empty text breaks two rules. */
    static void qualifiedName(Field place, String name, Rules rules) {
        Labels.key(name).forEach(wrong -> rules.errors().invalid(place.path(), name, wrong));
    }

    static boolean isBlankPadded(String text) {
        return !text.equals(text.strip());
    }

    /** What to show for a text: {@code ""} when it is absent. */
    static boolean is(@Nullable JsonNode value, boolean expected) {
        return value != null && value.isBoolean() && value.booleanValue() == expected;
    }

    static final List<String> PULL_POLICIES = List.of("Always", "IfNotPresent", "Never");

    static void pullPolicy(Field policy, Rules rules) {
        neededOneOf(policy, rules, PULL_POLICIES.toArray(String[]::new));
    }
}
