package io.davit.kinds.generator;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Where the published libraries lost a text's lines or tell something else than the API does: the overlay file {@code descriptions.yaml}. */
final class Corrections {

    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, Map<Integer, String>> gaps = new HashMap<>();
    private final Set<String> unused = new HashSet<>();

    Corrections(JsonNode overlay) {
        overlay.path("texts")
                .properties()
                .forEach(text -> texts.put(text.getKey(), text.getValue().asString()));
        overlay.path("gaps").properties().forEach(entry -> {
            Map<Integer, String> ofText = gaps.computeIfAbsent(entry.getKey(), _ -> new HashMap<>());
            entry.getValue()
                    .properties()
                    .forEach(gap -> ofText.put(
                            Integer.valueOf(gap.getKey()), gap.getValue().asString()));
        });
        unused.addAll(texts.keySet());
        unused.addAll(gaps.keySet());
    }

    static Corrections read() throws IOException {
        return new Corrections(Overlay.yaml("descriptions.yaml"));
    }

    /** {@code name}: a definition's, or a definition's and a field's with a dot between them. */
    String corrected(String name, String text) {
        String whole = texts.get(name);
        Map<Integer, String> known = gaps.get(name);
        String corrected = whole != null ? whole : known != null ? spaced(text, known) : text;
        if (!corrected.equals(text)) {
            unused.remove(name);
        }
        return corrected;
    }

    /** Entries that nobody asked for, or that change nothing. */
    Set<String> unused() {
        return Set.copyOf(unused);
    }

    /** {@code gaps}: by a word's number, from 0, the white space before it; by the number of words that at the end. */
    private static String spaced(String text, Map<Integer, String> gaps) {
        String[] words = text.split("\\s+");
        String[] between = text.split("\\S+");
        StringBuilder spaced = new StringBuilder(words[0]);
        for (int i = 1; i < words.length; i++) {
            spaced.append(gaps.getOrDefault(i, between[i])).append(words[i]);
        }
        return spaced.append(gaps.getOrDefault(words.length, "")).toString();
    }
}
