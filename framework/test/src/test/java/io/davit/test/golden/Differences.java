package io.davit.test.golden;

import io.davit.model.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Compares a recorded answer with the present one and tells where they differ, in lines for people. */
final class Differences {

    private final List<String> found = new ArrayList<>();
    private final Set<String> loose;

    private Differences(Set<String> loose) {
        this.loose = loose;
    }

    /** What differs; empty when nothing does. Texts at a path ending in {@code .message} are not compared when that is loose. */
    static List<String> between(JsonNode want, @Nullable JsonNode got, Set<String> loose) {
        Differences differences = new Differences(loose);
        differences.compare(want, got == null ? Json.object() : got, "");
        return differences.found;
    }

    private void compare(JsonNode want, JsonNode got, String at) {
        if (isAny(want)) {
            return;
        }
        if (want.isObject() && want.path("code").asString("").equals("4xx")) {
            int code = got.path("code").asInt(0);
            if (code < 400 || code >= 500) {
                found.add(at + ".code: want a 4xx, got " + code);
            }
            return;
        }
        if (at.endsWith(".message") && loose.contains("message") && want.isString() && got.isString()) {
            return;
        }
        if (want.isObject() && got.isObject()) {
            fields(want, got, at);
        } else if (want.isArray() && got.isArray()) {
            elements(want, got, at);
        } else if (!same(want, got)) {
            found.add(at + ": want " + shortened(want) + ", got " + shortened(got));
        }
    }

    private void fields(JsonNode want, JsonNode got, String at) {
        want.properties().forEach(e -> {
            JsonNode other = got.get(e.getKey());
            if (other != null) {
                compare(e.getValue(), other, at + "." + e.getKey());
            } else if (!isAny(e.getValue())) {
                found.add(at + "." + e.getKey() + ": missing, want " + shortened(e.getValue()));
            }
        });
        got.properties().forEach(e -> {
            if (!((ObjectNode) want).has(e.getKey())) {
                found.add(at + "." + e.getKey() + ": not expected, got " + shortened(e.getValue()));
            }
        });
    }

    private void elements(JsonNode want, JsonNode got, String at) {
        if (want.size() != got.size()) {
            found.add(at + ": want " + want.size() + " elements, got " + got.size() + ": " + shortened(got));
        }
        for (int i = 0; i < Math.min(want.size(), got.size()); i++) {
            compare(want.get(i), got.get(i), at + "[" + i + "]");
        }
    }

    private static boolean same(JsonNode want, JsonNode got) {
        if (want.isNumber() && got.isNumber()) {
            return want.isIntegralNumber() && got.isIntegralNumber()
                    ? want.bigIntegerValue().equals(got.bigIntegerValue())
                    : want.doubleValue() == got.doubleValue();
        }
        return want.equals(got);
    }

    private static boolean isAny(JsonNode want) {
        return want.isString() && want.stringValue().equals("<any>");
    }

    private static String shortened(JsonNode value) {
        String text = Json.text(value);
        return text.length() < 240 ? text : text.substring(0, 240) + "…";
    }
}
