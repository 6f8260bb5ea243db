package io.davit.apiserver.request;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a URL's query, in order, each with all its values.
 *
 * <p>Parameters that cannot be read (a broken escape, or a semicolon in them) are left out rather than refused, as Go's
 * {@code net/url} does. Names have case.
 */
public record Query(Map<String, List<String>> parameters) {

    public static final Query EMPTY = new Query(Map.of());

    public Query {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        parameters.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        parameters = java.util.Collections.unmodifiableMap(copy);
    }

    /** Parses the text after the question mark; null and empty have no parameters. */
    public static Query parse(@Nullable String raw) {
        if (raw == null || raw.isEmpty()) {
            return EMPTY;
        }
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String part : raw.split("&", -1)) {
            if (part.isEmpty() || part.indexOf(';') >= 0) {
                continue;
            }
            int equals = part.indexOf('=');
            String name = Percent.decodeQuery(equals < 0 ? part : part.substring(0, equals));
            String value = Percent.decodeQuery(equals < 0 ? "" : part.substring(equals + 1));
            if (name != null && value != null) {
                parameters.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
            }
        }
        return new Query(parameters);
    }

    public boolean has(String name) {
        return parameters.containsKey(name);
    }

    /** All values, in order; empty when the parameter is absent. */
    public List<String> all(String name) {
        return parameters.getOrDefault(name, List.of());
    }

    /** The first value, or empty. */
    public String first(String name) {
        List<String> values = all(name);
        return values.isEmpty() ? "" : values.getFirst();
    }

    /** A flag: absent, {@code 0} and {@code false} in any case are false; everything else, the empty text included, is true. */
    public boolean flag(String name) {
        if (!has(name)) {
            return false;
        }
        String value = first(name);
        return !value.equals("0") && !value.equalsIgnoreCase("false");
    }

    /** A flag that may be left unsaid. */
    public @Nullable Boolean optionalFlag(String name) {
        return has(name) ? flag(name) : null;
    }

    /** A 64-bit decimal number, null when absent. What is no number is a bad request in the words of Go's {@code strconv}. */
    public @Nullable Long number(String name) {
        return has(name) ? (Long) GoNumber.parseInt(first(name)) : null;
    }
}
