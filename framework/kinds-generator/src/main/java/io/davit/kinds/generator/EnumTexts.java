package io.davit.kinds.generator;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What descriptions of fields end with where their values are listed: each value, with its text. Texts come from the overlay where it names the
 * field, else from {@linkplain EarlierModels the last models that told them}: of the same field, or of the only enumeration of the same values.
 */
final class EnumTexts {

    private final EarlierModels earlier;
    private final Map<String, Map<String, String>> overlay = new HashMap<>();
    private final Set<String> unused = new HashSet<>();

    EnumTexts(EarlierModels earlier, JsonNode overlay) {
        this.earlier = earlier;
        for (JsonNode entry : overlay) {
            Map<String, String> texts = new HashMap<>();
            entry.path("texts")
                    .properties()
                    .forEach(text -> texts.put(text.getKey(), text.getValue().asString()));
            entry.path("fields").forEach(field -> this.overlay.put(field.asString(), texts));
        }
        unused.addAll(this.overlay.keySet());
    }

    /** Reads the sources on the class path and the overlay file. */
    static EnumTexts read() throws IOException {
        return new EnumTexts(EarlierModels.read(), Overlay.yaml("enum-texts.yaml"));
    }

    /**
     * The description with the list of values at its end.
     *
     * @throws IllegalStateException when neither source knows the field
     */
    String withValues(String description, String definition, String field, List<String> values) {
        if (values.isEmpty()) {
            return description;
        }
        Map<String, String> texts = texts(definition, field, new HashSet<>(values))
                .orElseThrow(
                        () -> new IllegalStateException("enum-texts.yaml does not name " + definition + "." + field));
        List<String> lines = new ArrayList<>();
        lines.add(description.isEmpty() ? "Possible enum values:" : description + "\n\nPossible enum values:");
        for (String value : values) {
            lines.add((" - `\"" + value + "\"` " + text(texts, value)).stripTrailing());
        }
        return String.join("\n", lines);
    }

    /** Fields that the overlay names and nobody asked for, or whose texts are told elsewhere, too. */
    Set<String> unused() {
        return Set.copyOf(unused);
    }

    private Optional<Map<String, String>> texts(String definition, String field, Set<String> values) {
        String name = definition + "." + field;
        Map<String, String> own = overlay.get(name);
        Optional<Map<String, String>> told = earlier.texts(definition, field, values);
        if (own == null) {
            return told;
        }
        if (told.isEmpty()
                || values.stream().anyMatch(value -> !text(own, value).equals(text(told.get(), value)))) {
            unused.remove(name);
        }
        return Optional.of(own);
    }

    private static String text(Map<String, String> texts, String value) {
        return texts.getOrDefault(value, "");
    }
}
