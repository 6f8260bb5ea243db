package io.davit.kinds.generator;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the sources of the client library for Kubernetes 1.23 say of the values of enumerations: the only published models that tell of them.
 * They have blanks for line ends.
 */
final class EarlierModels {

    private static final String ANY_SOURCE = "/io/kubernetes/client/openapi/models/V1Pod.java";
    private static final String VALUES = "Possible enum values:";
    private static final Pattern VALUE = Pattern.compile("- `\\\\\"(.*?)\\\\\"`(.*?)(?=\\s+- `|\"[,)]*$)");
    private static final Pattern CLASS = Pattern.compile("public class (\\w+).*");
    private static final Pattern GETTER = Pattern.compile("public .* (?:get|is)(\\w+)\\(\\) \\{");

    /** Texts by value; by class and field in lower case, such as {@code v1podspec.dnspolicy}. */
    private final Map<String, Map<String, String>> told = new TreeMap<>();

    private EarlierModels() {}

    /** Reads the sources on the class path. */
    static EarlierModels read() throws IOException {
        EarlierModels models = new EarlierModels();
        for (List<String> source : Sources.beside(ANY_SOURCE)) {
            models.source(source);
        }
        return models;
    }

    /** The texts of a field that may have just these values, by value; empty when nothing certain is told. */
    Optional<Map<String, String>> texts(String definition, String field, Set<String> values) {
        for (String name : ClientModels.names(definition)) {
            Map<String, String> same = told.get((name + "." + field).toLowerCase(Locale.ROOT));
            if (same != null && same.keySet().equals(values)) {
                return Optional.of(same);
            }
        }
        Set<Map<String, String>> alike = new HashSet<>(told.values());
        alike.removeIf(texts -> !texts.keySet().equals(values));
        return alike.size() == 1 ? alike.stream().findFirst() : Optional.empty();
    }

    private void source(List<String> lines) {
        String type = "";
        Map<String, String> texts = Map.of();
        for (String line : lines) {
            String text = line.strip();
            Matcher begun = CLASS.matcher(text);
            Matcher getter = GETTER.matcher(text);
            if (begun.matches()) {
                type = begun.group(1);
            } else if (text.startsWith("\"") && text.contains(VALUES)) {
                texts = values(text.substring(text.indexOf(VALUES)));
            } else if (getter.matches() && !texts.isEmpty()) {
                told.put((type + "." + getter.group(1)).toLowerCase(Locale.ROOT), texts);
                texts = Map.of();
            }
        }
    }

    private static Map<String, String> values(String text) {
        Map<String, String> values = new HashMap<>();
        Matcher value = VALUE.matcher(text);
        while (value.find()) {
            values.put(value.group(1), value.group(2).strip().replace("\\\"", "\""));
        }
        return values;
    }
}
