package io.davit.model.selector;

import static org.assertj.core.api.Assertions.assertThat;

import io.davit.model.error.ApiException;
import io.davit.model.error.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of every text, not only of those that somebody thought of. A failure prints the text that made it. */
@Timeout(60)
class LabelSelectorPropertiesTest {

    private static final List<String> PIECES = List.of(
            "a",
            "b",
            "x.y/z",
            "1",
            "-7",
            "in",
            "notin",
            "exists",
            "=",
            "==",
            "!=",
            "!",
            "<",
            ">",
            "(",
            ")",
            ",",
            " ",
            "\t",
            "",
            "\u0000",
            "\"",
            "é",
            "\ud83d\ude00",
            "\ud83d",
            "%",
            "$",
            "'",
            "-",
            "_",
            ".",
            "/",
            "A",
            "9223372036854775808",
            ";",
            "\n");
    private static final List<String> KEYS = List.of("a", "b", "in", "notin", "x.y/z");
    private static final List<String> VALUES = List.of("", "1", "2", "v", "in", "a.b-c_d");

    private final Random random = new Random(20260102);

    @Test
    void everyTextIsReadOrRefusedAsABadRequest() {
        int read = 0;
        for (int i = 0; i < 200_000; i++) {
            String text = text(random.nextInt(12));
            LabelSelector selector = readOrRefused(text);
            if (selector != null) {
                read++;
                assertThat(LabelSelector.parse(selector.toString())).as(text).hasToString(selector.toString());
            }
        }
        assertThat(read).as("the generator also makes texts that can be read").isGreaterThan(1000);
    }

    @Test
    void whatIsWrittenMeansWhatWasRead() {
        for (int i = 0; i < 100_000; i++) {
            String text = text(random.nextInt(8));
            LabelSelector selector = readOrRefused(text);
            if (selector != null) {
                Map<String, String> labels = labels();
                assertThat(LabelSelector.parse(selector.toString()).matches(labels))
                        .as("%s as %s on %s", text, selector, labels)
                        .isEqualTo(selector.matches(labels));
            }
        }
    }

    @Test
    void everySpellingMeansWhatItSays() {
        for (int i = 0; i < 50_000; i++) {
            List<String> parts = new ArrayList<>();
            Predicate<Map<String, String>> meant = labels -> true;
            for (int part = 0; part < 1 + random.nextInt(3); part++) {
                meant = meant.and(requirement(parts));
            }
            String text = String.join(blanks() + "," + blanks(), parts);
            Map<String, String> labels = labels();
            assertThat(LabelSelector.parse(text).matches(labels))
                    .as("%s on %s", text, labels)
                    .isEqualTo(meant.test(labels));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                ")",
                ",",
                "!",
                "=",
                "a",
                "a,",
                "a=b,",
                "a in (b),",
                "a in (",
                "b,",
                " ",
                "\ud83d",
                "a in (b,"
            })
    void aHugeTextTakesNoLongerThanReadingIt(String piece) {
        readOrRefused(piece.repeat(1_000_000 / piece.length()));
        readOrRefused("a in (" + piece.repeat(1_000_000 / piece.length()) + ")");
    }

    /** Null when it was refused. */
    private static @Nullable LabelSelector readOrRefused(String text) {
        try {
            return LabelSelector.parse(text);
        } catch (ApiException refusal) {
            assertThat(refusal.reason()).as(text).isEqualTo(Reason.BAD_REQUEST);
            assertThat(refusal.message()).as(text).isNotBlank();
            return null;
        }
    }

    /** Adds a requirement's text; answers what it means. */
    private Predicate<Map<String, String>> requirement(List<String> parts) {
        String key = KEYS.get(random.nextInt(KEYS.size()));
        String value = VALUES.get(random.nextInt(VALUES.size()));
        String other = VALUES.get(random.nextInt(VALUES.size()));
        switch (random.nextInt(7)) {
            case 0 -> {
                parts.add(key);
                return labels -> labels.containsKey(key);
            }
            case 1 -> {
                parts.add("!" + blanks() + key);
                return labels -> !labels.containsKey(key);
            }
            case 2 -> {
                parts.add(key + blanks() + (random.nextBoolean() ? "=" : "==") + blanks() + value);
                return labels -> value.equals(labels.get(key));
            }
            case 3 -> {
                parts.add(key + blanks() + "!=" + blanks() + value);
                return labels -> !value.equals(labels.get(key));
            }
            case 4 -> {
                parts.add(key + " in " + blanks() + "(" + blanks() + value + blanks() + "," + other + ")");
                return labels -> value.equals(labels.get(key)) || other.equals(labels.get(key));
            }
            case 5 -> {
                parts.add(key + " notin(" + value + "," + blanks() + other + blanks() + ")");
                return labels -> !value.equals(labels.get(key)) && !other.equals(labels.get(key));
            }
            default -> {
                parts.add(key + blanks() + ">" + blanks() + "1");
                return labels -> "2".equals(labels.get(key));
            }
        }
    }

    private Map<String, String> labels() {
        Map<String, String> labels = new HashMap<>();
        for (String key : KEYS) {
            if (random.nextBoolean()) {
                labels.put(key, VALUES.get(random.nextInt(VALUES.size())));
            }
        }
        return labels;
    }

    private String text(int pieces) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < pieces; i++) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    private String blanks() {
        return " ".repeat(random.nextInt(3));
    }
}
