package io.davit.app.history;

import io.davit.model.json.Json;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** One step of the way to a field. */
sealed interface Step {

    /** A member of an object or a map. */
    record Member(String name) implements Step {

        private static final Pattern PLAIN = Pattern.compile("[A-Za-z_$][A-Za-z0-9_-]*");

        @Override
        public String toString() {
            return PLAIN.matcher(name).matches() ? "." + name : "[" + Json.quote(name) + "]";
        }
    }

    /** The element of a list that has these values of its keys. */
    record Keyed(List<String> keys, ObjectNode element) implements Step {

        @Override
        public String toString() {
            return keys.stream()
                    .map(key -> key + "=" + Json.text(element.get(key)))
                    .collect(Collectors.joining(",", "[", "]"));
        }
    }

    /** An element of a list by its place. */
    record Index(int at) implements Step {

        @Override
        public String toString() {
            return "[" + at + "]";
        }
    }

    /** The way as a person reads it: {@code .spec.containers[name="web"].image}. */
    static String text(List<Step> path) {
        return path.stream().map(Step::toString).collect(Collectors.joining());
    }
}
