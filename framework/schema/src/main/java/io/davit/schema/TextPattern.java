package io.davit.schema;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression in RE2 syntax, compiled when first used. Matching takes linear time, and the pattern may be found anywhere in
 * a text.
 *
 * @see <a href="https://github.com/google/re2/wiki/Syntax">RE2 syntax</a>
 */
public final class TextPattern {

    private final String text;
    private volatile @Nullable Pattern compiled;

    public TextPattern(String text) {
        this.text = text;
    }

    /** Why {@code text} is no pattern, in the words of Go's regexp package; null when it is one. */
    public static @Nullable String problem(String text) {
        String exceeded = PatternLimits.exceeded(text);
        if (exceeded != null) {
            return exceeded;
        }
        try {
            Pattern.compile(text);
            return null;
        } catch (PatternSyntaxException e) {
            String where = e.getPattern();
            return "error parsing regexp: " + e.getDescription() + (where == null ? "" : ": `" + where + "`");
        }
    }

    public String text() {
        return text;
    }

    /** A pattern that can't be compiled is found nowhere. */
    public boolean foundIn(String value) {
        Pattern pattern = compiled;
        if (pattern == null) {
            try {
                pattern = Pattern.compile(text);
            } catch (PatternSyntaxException e) {
                return false;
            }
            compiled = pattern;
        }
        return pattern.matcher(value).find();
    }

    @Override
    public String toString() {
        return text;
    }
}
