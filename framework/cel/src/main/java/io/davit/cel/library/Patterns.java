package io.davit.cel.library;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.davit.cel.value.Failure;
import io.davit.cel.value.PlainList;
import io.davit.schema.PatternLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Functions that take a pattern, in RE2's syntax and linear time. */
public final class Patterns {

    /** Those whose second argument is a pattern. */
    public static final Set<String> FUNCTIONS = Set.of("matches", "find", "findAll");

    private Patterns() {}

    /** A {@link Pattern}, or a {@link Failure} in Go's words. */
    public static Object compile(String text) {
        String exceeded = PatternLimits.exceeded(text);
        if (exceeded != null) {
            return new Failure(exceeded);
        }
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            return new Failure(e.getMessage() == null ? "error parsing regexp" : e.getMessage());
        }
    }

    /** The function with its pattern compiled already. */
    public static Function.Body with(String function, Pattern pattern) {
        return arguments -> {
            if (!(arguments[0] instanceof String text)) {
                return Failure.NO_SUCH_OVERLOAD;
            }
            return switch (function) {
                case "matches" -> pattern.matcher(text).find();
                case "find" -> find(pattern, text);
                default ->
                    findAll(pattern, text, arguments.length > 2 && arguments[2] instanceof Long most ? most : -1);
            };
        };
    }

    static Object matches(String text, String pattern) {
        return compile(pattern) instanceof Pattern compiled
                ? compiled.matcher(text).find()
                : compile(pattern);
    }

    static String find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group() : "";
    }

    /** At most so many, all when negative. */
    static PlainList findAll(Pattern pattern, String text, long most) {
        List<Object> found = new ArrayList<>();
        Matcher matcher = pattern.matcher(text);
        int end = -1;
        while ((most < 0 || found.size() < most) && matcher.find()) {
            // nothing is found right behind what was found
            if (matcher.end() > matcher.start() || matcher.start() != end) {
                found.add(matcher.group());
            }
            end = matcher.end();
        }
        return new PlainList(found);
    }
}
